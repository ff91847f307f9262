// Where reviews and holds may differ between the runs abreast (interpreter/review.ts): masks of who is held and who is due, by policy.
// The byte in the table of reviews says whether any of the four is due; the mask says which.

import { reviewsVary } from "../../../language/decides.ts";
import { F64, I32, OP, s32, u32 } from "../encode/encode.ts";
import { FunctionBuilder } from "../encode/function.ts";
import type { Value } from "../encode/graph.ts";
import { FREE } from "../memory.ts";
import { type Build, sightOfPlay } from "./build.ts";
import {
  andMasks,
  choose,
  compare,
  lowerMask,
  notMask,
  numberOfMask,
  orMasks,
  type Sight,
} from "./lower-expression.ts";

const TIME = 0;
const ROW = 1;
const get = (local: number) => [OP.localGet, ...u32(local)];
const set = (local: number) => [OP.localSet, ...u32(local)];
const constant = (n: number) => [OP.i32Const, ...s32(n)];
const byteAt = (address: number) => [...get(ROW), 0x2d, 0, ...u32(address)];
const putByte = (address: number, value: number) => [...get(ROW), ...constant(value), 0x3a, 0, ...u32(address)];

/** Judges the conditions of holds, before anything is held. Takes the step. */
export function conditionsFunction(b: Build): number {
  const f = new FunctionBuilder([F64]);
  const sight = sightOfPlay(b, f, TIME);
  f.store((b.model.conditions ?? []).map((e, c) => ({ address: b.layout.condition(c), value: lowerMask(e, sight) })));
  return b.module.add(f.build(), "conditions of holds");
}

/** Puts in place what is held on conditions, after what is held in any case. Takes the step and its row. */
export function overlaysFunction(b: Build): number {
  const f = new FunctionBuilder([F64, I32]);
  const g = f.graph;
  const { layout, model } = b;
  const conditions = model.conditions ?? [];
  const [byte, pointer, option] = [f.i32(), f.i32(), f.f64()];
  model.policies.forEach((_, policy) => {
    const [now, held] = [f.v128(), f.v128()];
    f.set([
      { local: now, value: g.loadAt(pointerToStart(f), layout.option(policy), 0, `option ${policy}`) },
      { local: held, value: g.bits(0n) },
    ]);
    conditions.forEach((_condition, level) => {
      const body = f.inside(() => {
        f.code(get(byte), [OP.f64ConvertI32S], set(option));
        f.code(byteAt(layout.overlay(level, policy, 1)), constant(layout.conditionStride), [OP.i32Mul], set(pointer));
        const mask = g.loadAt(pointer, layout.condition(0), 0, `${policy} ${level}`);
        const taken = g.splat(option, 0, `${policy} ${level}`);
        f.set([
          { local: now, value: choose(g, taken, g.variable(now, 0), mask) },
          { local: held, value: g.binary("or", g.variable(held, 0), mask) },
        ]);
      });
      f.code(byteAt(layout.overlay(level, policy, 0)), set(byte));
      f.add({ kind: "if", test: [...get(byte), ...constant(FREE), 0x47], body });
    });
    f.store([
      { address: layout.option(policy), value: g.variable(now, 0) },
      { address: layout.heldNow(policy), value: g.variable(held, 0) },
    ]);
  });
  return b.module.add(f.build(), "holds on conditions");
}

/** An i32 local that is 0: loads through it are told apart by their version. */
function pointerToStart(f: FunctionBuilder): number {
  const zero = f.i32();
  f.code(constant(0), set(zero));
  return zero;
}

/** In the step of a regular review: by the table, or counted from the first one that each run has drawn. */
function regularMask(b: Build, f: FunctionBuilder, policy: number, sight: Sight): Value {
  const g = f.graph;
  const { review, first } = b.model.policies[policy]!;
  if (review === 0) return g.bits(0n);
  if (first !== undefined) {
    const since = g.binary("sub", sight.time(), sight.constant(first));
    const times = g.binary("div", since, g.const(review));
    return andMasks(g, compare(g, ">=", since, g.const(0)), compare(g, "=", times, g.unary("floor", times)));
  }
  const regular = f.f64();
  f.code(byteAt(b.layout.regular(policy)), [OP.f64ConvertI32S], set(regular));
  return compare(g, ">", g.splat(regular, 0, `regular ${policy}`), g.const(0));
}

/** How likely what was seen of a policy is where it stays as it is. */
function inPlace(b: Build, f: FunctionBuilder, policy: number): Value {
  const g = f.graph;
  const present = g.load(b.layout.option(policy));
  const tilt = (option: number) => g.load(b.layout.tilt(policy, option));
  return b.model.policies[policy]!.options.reduce(
    (v: Value, _, i) => choose(g, tilt(i), v, compare(g, "=", present, g.const(i))),
    g.const(1),
  );
}

/** Who is due now, and the byte of the table that says whether anyone is. Takes the step and its row. */
export function reviewsFunction(b: Build): number {
  const f = new FunctionBuilder([F64, I32]);
  const g = f.graph;
  const { layout, model, kept } = b;
  const sight = sightOfPlay(b, f, TIME);
  model.policies.forEach((policy, slot) => {
    if (!reviewsVary(model, policy)) return;
    const { was, called } = kept.policies[slot]!;
    let due = regularMask(b, f, slot, sight);
    if (called >= 0) due = orMasks(g, due, compare(g, "!=", g.load(layout.kept(called)), g.const(0)));
    const when = policy.calls?.when && lowerMask(policy.calls.when, sight);
    if (when) due = orMasks(g, due, andMasks(g, when, compare(g, "=", g.load(layout.kept(was)), g.const(0))));
    if (model.conditions) due = andMasks(g, due, notMask(g, g.load(layout.heldNow(slot))));
    const mask = f.v128();
    f.set([{ local: mask, value: due }]);
    f.store([{ address: layout.dueNow(slot), value: g.variable(mask, 0) }]);
    if (b.recording.tilted) f.store([{ address: layout.evidence(slot), value: inPlace(b, f, slot) }]);
    if (when) f.store([{ address: layout.kept(was), value: numberOfMask(g, when) }]);
    f.code(putByte(layout.due(slot), 0));
    const free = f.inside(() => f.code(putByte(layout.due(slot), 1)));
    const body = f.inside(() =>
      f.add({ kind: "if", test: [...byteAt(layout.held(slot)), ...constant(FREE), 0x46], body: free }),
    );
    f.add({ kind: "ifAny", mask: g.variable(mask, 0), body });
  });
  return b.module.add(f.build(), "who is due");
}

/** Which of the runs abreast are due; undefined where all are, whenever one is. */
export function dueMask(b: Build, f: FunctionBuilder, policy: number): Value | undefined {
  return reviewsVary(b.model, b.model.policies[policy]!) ? f.graph.load(b.layout.dueNow(policy)) : undefined;
}
