// Events of a step (engine/interpreter/events.ts): first all chances and outcomes on one state, then effects in the order written.

import type { Event } from "../../../language/checked-model.ts";
import { F64, I32, OP, s32, u32 } from "../encode/encode.ts";
import { FunctionBuilder } from "../encode/function.ts";
import type { Value } from "../encode/graph.ts";
import { type Build, checkSum, sightOfPlay } from "./build.ts";
import {
  andMasks,
  choose,
  compare,
  lowerNumber,
  notMask,
  numberOfMask,
  orMasks,
  type Sight,
} from "./lower-expression.ts";

const WHETHER = 0;
const WHICH = 1;

/** `zero`: an i32 pointer to the start of memory; `check`: the sum of all that was set. */
type Locals = { zero: number; check: number };

type Plan = { event: Event; slot: number; hit: number; outcome: number };

function hitMask(b: Build, sight: Sight, event: Event, slot: number): Value {
  const g = sight.graph;
  const open = event.repeats ? g.bits(-1n) : notMask(g, g.load(b.layout.done(slot)));
  const onTime = event.scheduled === undefined ? g.bits(-1n) : compare(g, "=", sight.time(), g.const(event.scheduled));
  // A uniform is below 1, so an event without a chance happens
  const lucky = event.chance
    ? compare(g, "<", sight.uniform!(event.stream, WHETHER), lowerNumber(event.chance, sight))
    : g.bits(-1n);
  return andMasks(g, andMasks(g, open, onTime), lucky);
}

/** The same where what was seen may lean the chance (engine/interpreter/events.ts, `leant`); the second value is how likely that was. */
function leantMask(b: Build, sight: Sight, event: Event, slot: number): { hit: Value; evidence: Value } {
  const g = sight.graph;
  const open = event.repeats ? g.bits(-1n) : notMask(g, g.load(b.layout.done(slot)));
  const onTime = event.scheduled === undefined ? g.bits(-1n) : compare(g, "=", sight.time(), g.const(event.scheduled));
  const written = event.chance ? lowerNumber(event.chance, sight) : g.const(1);
  const plain = choose(g, written, g.const(0), andMasks(g, open, onTime));
  const [l1, l0] = [g.load(b.layout.eventTilt(slot, 0)), g.load(b.layout.eventTilt(slot, 1))];
  const c = g.binary("pmin", g.binary("pmax", plain, g.const(0)), g.const(1));
  const happens = g.binary("mul", c, l1);
  const evidence = g.binary("add", happens, g.binary("mul", g.binary("sub", g.const(1), c), l0));
  const isSeen = g.binary("eq", l1, l1);
  const chance = choose(g, g.binary("div", happens, evidence), plain, isSeen);
  const hit = compare(g, "<", sight.uniform!(event.stream, WHETHER), chance);
  return { hit, evidence: choose(g, evidence, g.const(1), isSeen) };
}

/** Chances of all events on one state, and where they may lean, what that says of the runs. */
function setHits(b: Build, f: FunctionBuilder, sight: Sight, plans: readonly Plan[]): void {
  if (!b.recording.tilted) {
    f.set(plans.map(({ event, slot, hit }) => ({ local: hit, value: hitMask(b, sight, event, slot) })));
    return;
  }
  const leant = plans.map(({ event, slot }) => leantMask(b, sight, event, slot));
  f.store(
    plans.map(({ slot }, i) => ({
      address: b.layout.evidence(b.model.policies.length + slot),
      value: leant[i]!.evidence,
    })),
  );
  f.set(plans.map(({ hit }, i) => ({ local: hit, value: leant[i]!.hit })));
}

/** The number of the outcome; -1 where none is left. */
function outcomeNumber(sight: Sight, event: Event): Value {
  const g = sight.graph;
  const u = sight.uniform!(event.stream, WHICH);
  const sums: Value[] = [];
  let sum = g.const(0);
  for (const outcome of event.outcomes) {
    sum = g.binary("add", sum, outcome.chance ? lowerNumber(outcome.chance, sight) : g.const(0));
    sums.push(sum);
  }
  let number = g.const(-1);
  for (let i = sums.length - 1; i >= 0; i--) number = choose(g, g.const(i), number, compare(g, "<", u, sums[i]!));
  return number;
}

/** Effects of one outcome, for the runs in the mask. Each sees the stocks as changed so far: its loads are its own. */
function addEffects(b: Build, f: FunctionBuilder, own: Locals, plan: Plan, which: number, mask: Value): void {
  const g = f.graph;
  const { effects } = plan.event.outcomes[which]!;
  if (effects.length === 0) return;
  const body = f.inside(() => {
    effects.forEach(({ stock, value }, i) => {
      const version = `${plan.slot} ${which} ${i}`;
      const sight: Sight = {
        ...sightOfPlay(b, f, 0),
        cell: (slot) => g.loadAt(own.zero, b.layout.cell(slot), 0, version, b.ranges[slot]),
      };
      const changed = lowerNumber(value, sight);
      const kept = choose(g, changed, sight.cell(stock), mask);
      f.store([{ address: b.layout.cell(stock), value: kept }]);
      f.set([{ local: own.check, value: g.binary("add", g.variable(own.check, 0), kept) }]);
    });
  });
  f.add({ kind: "ifAny", mask, body });
}

/** What happened calls reviews in the next step. */
function storeCalls(b: Build, f: FunctionBuilder, plans: readonly Plan[]): void {
  const g = f.graph;
  b.model.policies.forEach(({ calls }, slot) => {
    const { called } = b.kept.policies[slot]!;
    if (called < 0) return;
    const any = calls!.on.reduce(
      (mask: Value, event) => orMasks(g, mask, g.variable(plans[event]!.hit, 0)),
      g.bits(0n),
    );
    f.store([{ address: b.layout.kept(called), value: numberOfMask(g, any) }]);
  });
}

export function eventsFunction(b: Build): number {
  const f = new FunctionBuilder([F64]);
  const g = f.graph;
  const own: Locals = { zero: f.local(I32), check: f.v128() };
  f.code([OP.i32Const, ...s32(0), OP.localSet, ...u32(own.zero)]);
  f.set([{ local: own.check, value: g.const(0) }]);
  const sight = sightOfPlay(b, f, 0);
  const plans = b.model.events.map((event, slot): Plan => ({ event, slot, hit: f.v128(), outcome: f.v128() }));
  setHits(b, f, sight, plans);
  for (const { event, hit, outcome } of plans) {
    if (event.outcomes.length === 1 && !event.outcomes[0]!.chance) continue;
    const body = f.inside(() => {
      f.set([{ local: outcome, value: outcomeNumber(sight, event) }]);
      const some = compare(g, ">=", g.variable(outcome, 0), g.const(0));
      f.set([{ local: hit, value: andMasks(g, g.variable(hit, 0), some) }]);
    });
    f.add({ kind: "ifAny", mask: g.variable(hit, 0), body });
  }
  const recorded = b.recording.events ?? [];
  f.store(
    recorded.map((slot, k) => ({
      address: b.layout.happens(k),
      value: numberOfMask(g, g.variable(plans[slot]!.hit, 0)),
    })),
  );
  for (const plan of plans) {
    const { event, slot, hit, outcome } = plan;
    if (!event.repeats) {
      f.store([
        { address: b.layout.done(slot), value: g.binary("or", g.load(b.layout.done(slot)), g.variable(hit, 0)) },
      ]);
    }
    const single = event.outcomes.length === 1 && !event.outcomes[0]!.chance;
    event.outcomes.forEach((_, which) => {
      const chosen = single ? g.bits(-1n) : compare(g, "=", g.variable(outcome, 0), g.const(which));
      addEffects(b, f, own, plan, which, andMasks(g, g.variable(hit, 0), chosen));
    });
  }
  storeCalls(b, f, plans);
  f.store([checkSum(g, b, [g.variable(own.check, 0)])]);
  return b.module.add(f.build(), "events");
}
