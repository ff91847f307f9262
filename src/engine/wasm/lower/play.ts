// Four runs from start to end: the order of engine/interpreter/play-run.ts. Which policies are due and what is held stands in tables
// that are written before a block is played, so that holds need no compiling.

import { decides, reviewsVary } from "../../../language/decides.ts";
import { BLOCK_RUNS } from "../../../statistics/streaming.ts";
import { reviewsOf, rowsOf } from "../../interpreter/engine.ts";
import { I32, OP, s32, u32 } from "../encode/encode.ts";
import { FunctionBuilder } from "../encode/function.ts";
import { FREE } from "../memory.ts";
import { forwardSlice } from "../slices.ts";
import { aheadFunction, deciding } from "./ahead.ts";
import type { Build } from "./build.ts";
import { decideFunction } from "./decide.ts";
import { eventsFunction } from "./events.ts";
import { followFunction } from "./follow.ts";
import { constantsFunction, startFunction } from "./once.ts";
import { conditionsFunction, overlaysFunction, reviewsFunction } from "./review.ts";
import { advanceFunction, deriveFunctions, recordFunction, recordOnceFunction } from "./step.ts";

const get = (local: number) => [OP.localGet, ...u32(local)];
const set = (local: number) => [OP.localSet, ...u32(local)];
const constant = (n: number) => [OP.i32Const, ...s32(n)];
const call = (fn: number) => [OP.call, ...u32(fn)];
const byteAt = (address: number) => [0x2d, 0, ...u32(address)];

type Parts = {
  b: Build;
  f: FunctionBuilder;
  step: number;
  time: number;
  /** Byte offset of the step's row in the tables. */
  row: number;
  changed: number;
};

/** Each policy of which the table says so takes the held option. */
function addHolds({ b, f, row }: Parts): void {
  const held = f.i32();
  const option = f.f64();
  b.model.policies.forEach((_, policy) => {
    f.code(get(row), byteAt(b.layout.held(policy)), set(held));
    const body = f.inside(() => {
      f.code(get(held), [OP.f64ConvertI32S], set(option));
      f.store([{ address: b.layout.option(policy), value: f.graph.splat(option, 1, `held ${policy}`) }]);
    });
    f.add({ kind: "if", test: [...get(held), ...constant(FREE), 0x47], body });
  });
}

/** How a policy decides: at a review whose scores are kept, and at others; -1 where there is none. */
function decidersOf(b: Build, slot: number): { decide: number; scored: number } {
  const policy = b.model.policies[slot]!;
  if (!decides(policy)) return { decide: -1, scored: -1 };
  const kept = b.recording.explained.includes(slot) ? reviewsOf(b.model, b.recording, slot).length : 0;
  const all = reviewsVary(b.model, policy) ? b.model.clock.steps : Math.ceil(b.model.clock.steps / policy.review);
  const others = kept < all;
  return {
    decide: others ? decideFunction(b, slot, false) : -1,
    scored: kept > 0 ? decideFunction(b, slot, true) : -1,
  };
}

/** All due policies decide on one state; then their options change together. */
function addDecisions({ b, f, row, step, time, changed }: Parts, place: number): void {
  const deciders = b.model.policies.map((_, slot) => decidersOf(b, slot));
  const isDue = (policy: number) => [...get(row), ...byteAt(b.layout.due(policy))];
  for (let group = 0; group < b.groupCount; group++) {
    const policies = deciding(b.model, b.groups, group).flatMap((d) => d.policies);
    if (policies.length === 0) continue;
    const ahead = aheadFunction(b, group);
    const test = policies.flatMap((policy, i) => [...isDue(policy), ...(i > 0 ? [0x72] : [])]);
    const body = f.inside(() => f.code(get(time), get(step), call(ahead)));
    f.add({ kind: "if", test, body });
  }
  deciders.forEach(({ decide, scored }, policy) => {
    if (decide < 0 && scored < 0) return;
    const decideBy = (fn: number, where: readonly number[]) => f.code(get(time), where, get(row), call(fn));
    const body = f.inside(() => {
      if (scored < 0) decideBy(decide, get(place));
      else if (decide < 0) {
        const bytes = rowsOf(b.model, policy).rows * BLOCK_RUNS * 8;
        const own = b.model.policies[policy]!;
        const every = reviewsVary(b.model, own) ? 1 : own.review;
        const review = [...get(step), ...constant(every), 0x6d];
        const where = [...review, ...constant(bytes), OP.i32Mul, ...get(place), OP.i32Add];
        decideBy(scored, where);
      } else {
        const [kept] = reviewsOf(b.model, b.recording, policy);
        const at = [...get(step), ...constant(kept!)];
        // Where reviews differ between runs each one up to that step takes the place of the one before
        const [is, isNot] = reviewsVary(b.model, b.model.policies[policy]!) ? [OP.i32GtS, OP.i32GtS] : [0x47, 0x47];
        f.add({ kind: "if", test: [...at, is, OP.i32Eqz], body: f.inside(() => decideBy(scored, get(place))) });
        f.add({ kind: "if", test: [...at, isNot], body: f.inside(() => decideBy(decide, get(place))) });
      }
    });
    f.add({ kind: "if", test: isDue(policy), body });
  });
  const zero = f.i32();
  f.code(constant(0), set(zero), constant(0), set(changed));
  b.model.policies.forEach((policy, slot) => {
    if (!decides(policy)) return;
    const body = f.inside(() => {
      const now = (address: number) => f.graph.loadAt(zero, address, 1, "decided");
      const mask = f.graph.binary("ne", now(b.layout.pick(slot)), now(b.layout.option(slot)));
      f.add({ kind: "ifAny", mask, body: f.inside(() => f.code(constant(1), set(changed))) });
      f.store([{ address: b.layout.option(slot), value: now(b.layout.pick(slot)) }]);
    });
    f.add({ kind: "if", test: isDue(slot), body });
  });
}

/** Exported too: what the runs that stand in memory draw once. */
function drawFunction(b: Build): number {
  const f = new FunctionBuilder();
  const time = f.f64();
  f.code(constant(0), [OP.globalSet, ...u32(b.runtime.when)]);
  for (let group = 0; group < b.groupCount; group++) f.code(get(time), call(constantsFunction(b, group)));
  return b.module.add(f.build([], [], "draw"), "what is drawn once");
}

/**
 * The exported function: plays the runs that stand in memory. Takes where they stand in a row of 8-byte values, the first step and the
 * one after the last (there is at least one), and whether they begin here or stand in memory as they were left.
 */
export function playFunction(b: Build): number {
  const f = new FunctionBuilder([I32, I32, I32, I32]);
  const [place, from, until, fresh] = [0, 1, 2, 3] as const;
  const p: Parts = { b, f, step: f.i32(), time: f.f64(), row: f.i32(), changed: f.i32() };
  const { when } = b.runtime;
  const derive = deriveFunctions(b);
  const chosen = new Set(
    b.model.policies.flatMap((policy, slot) => (decides(policy) ? [...forwardSlice(b.dependencies, slot)[0]!] : [])),
  );
  const deriveChosen = deriveFunctions(b, chosen);
  const run = (functions: readonly number[]) => {
    for (const fn of functions) f.code(get(p.time), call(fn));
  };
  const advance = advanceFunction(b);
  const events = b.model.events.length > 0 ? eventsFunction(b) : undefined;
  const record = recordFunction(b);
  const conditions = b.model.conditions ? [...derive, conditionsFunction(b)] : [];
  const overlays = b.model.conditions ? overlaysFunction(b) : undefined;
  const following = Array.from({ length: b.groupCount }, (_, group) => followFunction(b, group) ?? []).flat();
  const vary = b.model.policies.some((policy) => reviewsVary(b.model, policy)) ? reviewsFunction(b) : undefined;

  f.store([{ address: b.layout.check, value: f.graph.const(0) }]);
  const seen = b.recording.tilted ? b.model.policies.length + b.model.events.length : 0;
  for (let k = 0; k < seen; k++) f.store([{ address: b.layout.evidence(k), value: f.graph.const(1) }]);
  const draw = drawFunction(b);
  const once = f.inside(() => {
    f.code(call(draw), [OP.f64Const, 0, 0, 0, 0, 0, 0, 0, 0], set(p.time));
    f.code(get(p.time), call(startFunction(b)));
  });
  f.add({ kind: "if", test: get(fresh), body: once });
  f.code(get(from), set(p.step));
  const body = f.inside(() => {
    f.code(get(p.step), constant(1), [OP.i32Add], [OP.globalSet, ...u32(when)]);
    f.code(
      get(p.step),
      [OP.f64ConvertI32S],
      set(p.time),
      get(p.step),
      constant(b.layout.tableStride),
      [OP.i32Mul],
      set(p.row),
    );
    run(conditions);
    addHolds(p);
    if (overlays !== undefined) f.code(get(p.time), get(p.row), call(overlays));
    run(derive);
    run(following);
    if (vary !== undefined) f.code(get(p.time), get(p.row), call(vary));
    addDecisions(p, place);
    // where nobody changed course the state is the same to the last bit, and so is what no choice reaches at once
    f.add({ kind: "if", test: get(p.changed), body: f.inside(() => run(deriveChosen)) });
    if (events !== undefined) f.code(get(p.time), call(events));
    const row8 = [...get(p.step), ...constant(BLOCK_RUNS * 8), OP.i32Mul, ...get(place), OP.i32Add];
    const row1 = [...get(p.step), ...constant(BLOCK_RUNS), OP.i32Mul, ...get(place), ...constant(3), 0x76, OP.i32Add];
    f.code(get(p.time), row8, row1, call(record));
    f.code(get(p.time), call(advance));
    f.code(get(p.step), constant(1), [OP.i32Add], set(p.step));
  });
  f.add({ kind: "loop", depth: 1, body, again: [...get(p.step), ...get(until), OP.i32LtS] });
  f.code(get(p.time), get(place), call(recordOnceFunction(b)));
  return b.module.add(f.build([], [], "play"), "play");
}
