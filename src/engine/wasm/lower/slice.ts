// One alternative of one policy, projected: only cells that its option can reach and its owner's values can feel are computed;
// all others are read from the projection as now, where the same operations gave the same bits.
// In: the alternative's number (it may differ between runs). Out: its utility, without the switching cost.
// The first steps are unrolled while the slice spreads, the rest is a loop; a short horizon known in advance is unrolled whole.

import { isMoved } from "../common-subexpressions.ts";
import { F64, I32, OP, s32, u32, V128 } from "../encode/encode.ts";
import { FunctionBuilder } from "../encode/function.ts";
import type { Value } from "../encode/graph.ts";
import { VALUE_BYTES } from "../memory.ts";
import { backwardSlice, feltWithin, forwardSlice, movedTerms } from "../slices.ts";
import { raiseToLargest, sightAhead } from "./ahead.ts";
import { type Build, constantOf } from "./build.ts";
import { lowerNumber, type Sight } from "./lower-expression.ts";
import { withinBounds } from "./once.ts";
import { partsIn } from "./step.ts";

/** A horizon of at most this many steps, the same in every run, may be unrolled whole. */
const UNROLLED_WHOLE = 12;
/** ... if that makes no more parts of formulas than this. */
const MOST_UNROLLED_PARTS = 12_000;

const get = (local: number) => [OP.localGet, ...u32(local)];
const set = (local: number) => [OP.localSet, ...u32(local)];
const ONE = [OP.f64Const, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f];

/** Parameters: the alternative's two halves, the step as a number, where to leave scores. */
const STEP = 2;
const SCORES = 3;

type Plan = {
  policy: number;
  group: number;
  actor: number;
  terms: readonly number[];
  /** Cells to compute at each step ahead; the last entry holds from then on. */
  cells: number[][];
  /** Terms to add at each step ahead; the last entry holds from then on. */
  moved: number[][];
  /** The horizon where it is unrolled whole. */
  whole: number | undefined;
  /** Cells that the policy reaches by step ahead; the last entry holds from then on. */
  reached: ReadonlySet<number>[];
};

function ascending(set: Iterable<number>): number[] {
  return [...set].sort((a, b) => a - b);
}

function planOf(b: Build, policy: number): Plan {
  const owner = b.model.policies[policy]!.owner;
  const actor = b.model.actors[owner]!;
  const group = b.groups[owner]!;
  const reached = forwardSlice(b.dependencies, policy);
  const at = (step: number) => reached[Math.min(step, reached.length - 1)]!;
  const felt = backwardSlice(b.dependencies, actor.terms);
  const base = { policy, group, actor: owner, terms: actor.terms, reached };
  const horizon = b.literals[group]![actor.foresight];
  if (horizon !== undefined && horizon <= UNROLLED_WHOLE) {
    const within = feltWithin(b.dependencies, actor.terms, horizon);
    const steps = Array.from({ length: horizon + 1 }, (_, step) => step);
    const cells = steps.map((step) => ascending(at(step)).filter((cell) => within[step]!.has(cell)));
    const moved = steps.map((step) => movedTerms(b.dependencies, actor.terms, at(step), policy));
    if (cells.flat().reduce((n, cell) => n + costOf(b, cell), 0) <= MOST_UNROLLED_PARTS) {
      return { ...base, cells, moved, whole: horizon };
    }
  }
  const steps = Array.from({ length: Math.max(2, reached.length) }, (_, step) => step);
  const cells = steps.map((step) => ascending(at(step)).filter((cell) => felt.has(cell)));
  const moved = steps.map((step) => movedTerms(b.dependencies, actor.terms, at(step), policy));
  // What is felt may be whole before all that is reached is: the sets only grow, so equal sizes are equal sets
  const isRepeat = (list: readonly (readonly number[])[]) => list.at(-1)!.length === list.at(-2)!.length;
  while (cells.length > 2 && isRepeat(cells) && isRepeat(moved)) {
    cells.pop();
    moved.pop();
  }
  return { ...base, cells, moved, whole: undefined };
}

function costOf(b: Build, cell: number): number {
  const { stocks, derived } = b.model;
  return partsIn(stocks[cell]?.next ?? derived[cell - stocks.length]!.is);
}

type Slice = {
  b: Build;
  f: FunctionBuilder;
  plan: Plan;
  /** Local with the alternative. */
  alternative: Value;
  /** Running sums of the terms that move. */
  sums: Map<number, number>;
};

function sightFor(c: Slice, cell: Sight["cell"], time: Sight["time"]): Sight {
  const sight = sightAhead(c.b, c.f, c.plan.group, cell, time);
  return { ...sight, option: (policy) => (policy === c.plan.policy ? c.alternative : sight.option(policy)) };
}

/** Shared parts of formulas that the policy leaves as now where the state is that of a step: read where the projection as now keeps them. */
function foundFor(c: Slice, kind: "next" | "after", step: number, load: (slot: number) => Value): Sight["found"] {
  const { model, shared } = c.b;
  const { reached, policy, group } = c.plan;
  const cells = model.stocks.length + model.derived.length;
  const parts = shared[group]![kind];
  const moved = reached[Math.min(step, reached.length - 1)]!;
  return (e) => {
    const place = parts.get(e);
    return place === undefined || isMoved(e, moved, policy) ? undefined : load(cells + place);
  };
}

/** Cells of one step from those of the step before. `before` and `base` read what the slice does not hold. */
function stepCells(
  c: Slice,
  cells: readonly number[],
  before: Sight,
  after: (known: Map<number, Value>) => Sight,
): Map<number, Value> {
  const { model } = c.b;
  const known = new Map<number, Value>();
  for (const slot of cells) {
    const stock = model.stocks[slot];
    if (stock) known.set(slot, withinBounds(c.b, before, slot, lowerNumber(stock.next, before)));
  }
  const sight = after(known);
  for (const slot of cells) {
    if (slot >= model.stocks.length) known.set(slot, lowerNumber(model.derived[slot - model.stocks.length]!.is, sight));
  }
  return known;
}

function addTerms(c: Slice, moved: readonly number[], factor: Value, sight: Sight, depth: number): void {
  const g = c.f.graph;
  for (const term of moved) {
    const local = c.sums.get(term)!;
    const part = g.binary("mul", factor, lowerNumber(c.b.model.terms[term]!.is, sight));
    c.f.set([{ local, value: g.binary("add", g.variable(local, depth), part) }]);
  }
}

/** A term that first moves at a step starts from the sum as now of the step before. */
function startSums(c: Slice, step: number, fresh: readonly number[]): void {
  const g = c.f.graph;
  c.f.set(
    fresh.map((term) => ({ local: c.sums.get(term)!, value: g.load(c.b.layout.sum(Math.max(0, step - 1), term)) })),
  );
}

function presentStep(c: Slice): Map<number, Value> {
  const { b, f, plan } = c;
  const g = f.graph;
  const known = new Map<number, Value>();
  const base = (slot: number) => known.get(slot) ?? g.load(b.layout.ahead(plan.group, 0, slot), b.ranges[slot]);
  const sight = sightFor(c, base, () => g.splat(STEP, 0, "0"));
  for (const slot of plan.cells[0]!)
    known.set(slot, lowerNumber(b.model.derived[slot - b.model.stocks.length]!.is, sight));
  const horizon = constantOf(b, g, plan.group)(b.model.actors[plan.actor]!.foresight);
  if (horizon.op === "const" && horizon.value > 0) return known;
  // with no horizon the present counts: from nothing, as the projection as now does
  const alone = g.load(b.layout.factor(plan.actor, 0));
  f.set(
    plan.moved[0]!.map((term) => ({
      local: c.sums.get(term)!,
      value: g.binary("add", g.const(0), g.binary("mul", alone, lowerNumber(b.model.terms[term]!.is, sight))),
    })),
  );
  return known;
}

/** One unrolled step; `known` are the slice's cells of the step before. */
function unrolledStep(c: Slice, step: number, known: Map<number, Value>): Map<number, Value> {
  const { b, f, plan } = c;
  const g = f.graph;
  const { layout } = b;
  const time = (at: number) => () => g.binary("add", g.splat(STEP, 0, "0"), g.const(at));
  const at = (ahead: number) => (slot: number) => g.load(layout.ahead(plan.group, ahead, slot), b.ranges[slot]);
  const before = {
    ...sightFor(c, (slot) => known.get(slot) ?? at(step - 1)(slot), time(step - 1)),
    found: foundFor(c, "next", step - 1, at(step)),
  };
  let sight: Sight = before;
  const now = stepCells(c, plan.cells[step]!, before, (fresh) => {
    sight = {
      ...sightFor(c, (slot) => fresh.get(slot) ?? at(step)(slot), time(step)),
      found: foundFor(c, "after", step, at(step)),
    };
    return sight;
  });
  const earlier = new Set(step === 1 ? plan.moved[0] : plan.moved[step - 1]);
  const moved = plan.moved[step]!;
  // A term that moved with no horizon has its sum already; one whose present alone moved starts here too
  startSums(
    c,
    step,
    moved.filter((term) => !earlier.has(term) || (step === 1 && !startsFromPresent(c))),
  );
  addTerms(c, moved, g.load(layout.factor(plan.actor, step)), sight, 0);
  return now;
}

function startsFromPresent(c: Slice): boolean {
  const horizon = constantOf(c.b, c.f.graph, c.plan.group)(c.b.model.actors[c.plan.actor]!.foresight);
  return !(horizon.op === "const" && horizon.value > 0);
}

/** The steps after the slice has spread: cells are carried in locals, the rest is read at a pointer. */
function loopSteps(c: Slice, first: number, most: number, known: Map<number, Value>): void {
  const { b, f, plan } = c;
  const g = f.graph;
  const { layout } = b;
  const cells = plan.cells.at(-1)!;
  const carried = new Map(cells.map((slot) => [slot, f.v128()]));
  const step = f.i32();
  const pointer = f.i32();
  const factors = f.i32();
  const time = f.f64();
  f.set(
    cells.map((slot) => ({
      local: carried.get(slot)!,
      value: known.get(slot) ?? g.load(layout.ahead(plan.group, first - 1, slot), b.ranges[slot]),
    })),
  );
  const number = (local: number, value: number) => f.code([OP.i32Const, ...s32(value)], set(local));
  number(step, first);
  number(pointer, layout.ahead(plan.group, first - 1, 0));
  number(factors, layout.factor(plan.actor, first));
  f.code(get(STEP), set(time));
  for (let i = 0; i < first - 1; i++) f.code(get(time), ONE, [0xa0], set(time));
  const body = f.inside(() => {
    const cell = (slot: number, offset: number, version: string) =>
      g.loadAt(pointer, offset + slot * VALUE_BYTES, 1, version, b.ranges[slot]);
    const previous = new Map(cells.map((slot) => [slot, g.variable(carried.get(slot)!, 1, b.ranges[slot])]));
    const kept = (slot: number) => cell(slot, layout.aheadStride, "kept");
    const before = {
      ...sightFor(
        c,
        (slot) => previous.get(slot) ?? cell(slot, 0, "before"),
        () => g.splat(time, 1, "before"),
      ),
      found: foundFor(c, "next", plan.reached.length, kept),
    };
    const next = new Map<number, Value>();
    for (const slot of cells) {
      const stock = b.model.stocks[slot];
      if (stock) next.set(slot, withinBounds(b, before, slot, lowerNumber(stock.next, before)));
    }
    f.set([...next].map(([slot, value]) => ({ local: carried.get(slot)!, value })));
    f.code(get(time), ONE, [0xa0], set(time));
    const current = new Map([...next.keys()].map((slot) => [slot, g.variable(carried.get(slot)!, 1, b.ranges[slot])]));
    const after = {
      ...sightFor(
        c,
        (slot) => current.get(slot) ?? cell(slot, layout.aheadStride, "after"),
        () => g.splat(time, 1, "after"),
      ),
      found: foundFor(c, "after", plan.reached.length, kept),
    };
    const derived = cells.filter((slot) => slot >= b.model.stocks.length);
    for (const slot of derived)
      current.set(slot, lowerNumber(b.model.derived[slot - b.model.stocks.length]!.is, after));
    addTerms(c, plan.moved.at(-1)!, g.loadAt(factors, 0, 1, "now"), after, 1);
    f.set(derived.map((slot) => ({ local: carried.get(slot)!, value: current.get(slot)! })));
    const move = (local: number, by: number) => f.code(get(local), [OP.i32Const, ...s32(by), OP.i32Add], set(local));
    move(pointer, layout.aheadStride);
    move(factors, layout.factorStride);
    move(step, 1);
  });
  // while step <= most
  f.add({ kind: "loop", depth: 1, body, again: [...get(step), ...get(most), OP.i32GtS, OP.i32Eqz] });
}

/** The farthest of the runs' horizons. */
function reckonMost(c: Slice): number {
  const { b, f, plan } = c;
  const most = f.i32();
  const wide = f.v128();
  f.set([{ local: wide, value: constantOf(b, f.graph, plan.group)(b.model.actors[plan.actor]!.foresight) }]);
  f.code([OP.i32Const, ...s32(0)], set(most));
  raiseToLargest(f, most, wide);
  return most;
}

function addSteps(c: Slice): void {
  const { f, plan } = c;
  let known = presentStep(c);
  if (plan.whole !== undefined) {
    for (let step = 1; step <= plan.whole; step++) known = unrolledStep(c, step, known);
    return;
  }
  const most = reckonMost(c);
  const unrolled = plan.cells.length - 1;
  const body = f.inside(() => {
    for (let step = 1; step <= unrolled; step++) {
      // leave when step > most
      f.add({ kind: "exitIf", bytes: [OP.i32Const, ...s32(step), ...get(most), OP.i32GtS], depth: 0 });
      known = unrolledStep(c, step, known);
    }
    f.add({ kind: "exitIf", bytes: [OP.i32Const, ...s32(unrolled + 1), ...get(most), OP.i32GtS], depth: 0 });
    loopSteps(c, unrolled + 1, most, known);
  });
  f.add({ kind: "block", body });
}

/** Takes the alternative, the step as a number, and where to leave the terms' scores (0: nowhere). Gives the utility. */
export function sliceFunction(b: Build, policy: number, keepScores: boolean): number {
  const f = new FunctionBuilder([V128, F64, I32]);
  const g = f.graph;
  const plan = planOf(b, policy);
  const alternative = g.variable(0, 0);
  const sums = new Map(plan.moved.at(-1)!.map((term) => [term, f.v128()]));
  const c: Slice = { b, f, plan, alternative, sums };
  // Where a horizon may end before a term first moves, its sum is the one as now, at the end of the projection
  if (plan.whole === undefined) preset(c);
  addSteps(c);
  const scores = plan.terms.map((term) => {
    const sum = sums.get(term);
    if (sum === undefined) return g.load(b.layout.score(term));
    const share = g.binary("div", g.variable(sum, 0), g.load(b.layout.total(plan.actor)));
    return g.binary("mul", constantOf(b, g, plan.group)(b.model.terms[term]!.weight), share);
  });
  if (keepScores) {
    scores.forEach((value, k) => {
      f.store([{ pointer: SCORES, address: k * VALUE_BYTES, value }]);
    });
  }
  const utility = scores.reduce((sum, score) => g.binary("add", sum, score), g.const(0));
  const result = f.v128();
  f.set([{ local: result, value: utility }]);
  return b.module.add(f.build([V128], [g.variable(result, 0)]), `slice of ${b.model.policies[policy]!.id}`);
}

/** Sums of terms that move only later, for horizons that end before: the sum as now at the very end of each run's horizon. */
function preset(c: Slice): void {
  const g = c.f.graph;
  c.f.set([...c.sums].map(([term, local]) => ({ local, value: g.load(c.b.layout.endSum(term)) })));
}
