// The projection "all as now" of one group of beliefs: shared by all options of all policies that decide at this step.
// In: the state. Out, in memory: cells by step ahead, each actor's factors (0 beyond its horizon), the running sums of value
// terms, and their scores weight * sum / total. Same operations in the same order as engine/interpreter/decide.ts.

import type { Actor, CheckedModel } from "../../../language/checked-model.ts";
import { decides } from "../../../language/decides.ts";
import type { Expression } from "../../../language/expression.ts";
import { F64, I32, OP, SIMD, s32, simd, u32 } from "../encode/encode.ts";
import { FunctionBuilder } from "../encode/function.ts";
import type { Value } from "../encode/graph.ts";
import { VALUE_BYTES } from "../memory.ts";
import { backwardSlice, forwardSlice, movedTerms } from "../slices.ts";
import { type Build, constantOf } from "./build.ts";
import { stocksBelieved } from "./follow.ts";
import { choose, compare, lowerNumber, numberOfMask, type Sight } from "./lower-expression.ts";
import { withinBounds } from "./once.ts";

export type Deciding = { actor: Actor; slot: number; policies: number[] };

/** The actors of a group that decide anything from the projection as now (level 1), with their policies. */
export function deciding(model: CheckedModel, groups: readonly number[], group: number): Deciding[] {
  return model.actors.flatMap((actor, slot) => {
    if (groups[slot] !== group || actor.level === 2) return [];
    const policies = model.policies.flatMap((p, k) => (p.owner === slot && decides(p) ? [k] : []));
    return policies.length > 0 ? [{ actor, slot, policies }] : [];
  });
}

/** Sight into a projection: believed constants, options as they are, every draw at its median. */
export function sightAhead(
  b: Build,
  f: FunctionBuilder,
  group: number,
  cell: Sight["cell"],
  time: Sight["time"],
): Sight {
  const g = f.graph;
  return {
    graph: g,
    constant: constantOf(b, g, group),
    cell,
    option: (policy) => g.load(b.layout.option(policy)),
    time,
    uniform: undefined,
    quantile: b.runtime.quantile,
    rare: b.rare,
  };
}

const get = (local: number) => [OP.localGet, ...u32(local)];
const set = (local: number) => [OP.localSet, ...u32(local)];

/** Terms that some option moves only later: their sums up to then are read from this projection. */
function lateTerms(b: Build, actors: readonly Deciding[]): Set<number> {
  const late = new Set<number>();
  for (const { actor, policies } of actors) {
    for (const policy of policies) {
      const [present, next = present, ...later] = forwardSlice(b.dependencies, policy);
      const soon = new Set(movedTerms(b.dependencies, actor.terms, next!, policy));
      for (const reached of later) {
        for (const term of movedTerms(b.dependencies, actor.terms, reached, policy))
          if (!soon.has(term)) late.add(term);
      }
    }
  }
  return late;
}

/** One run's number of a value in locals. */
export const laneOf = (local: number, lane: number) => [
  ...get(local + (lane >> 1)),
  ...simd(SIMD.f64x2Extract),
  lane & 1,
];

/** Raises an i32 local to the largest of the four runs' numbers; what is no number counts as 0, and its run is played again. */
export function raiseToLargest(f: FunctionBuilder, most: number, local: number): void {
  for (const lane of [0, 1, 2, 3]) {
    const far = [...laneOf(local, lane), ...OP.i32TruncSatF64S];
    // max by select: far, most, far > most
    f.code(far, get(most), far, get(most), [OP.i32GtS, 0x1b], set(most));
  }
}

/** The number of steps that this group must look ahead now: the farthest of the runs, over the actors that are due. */
function reckonFarthest(b: Build, f: FunctionBuilder, group: number, most: number, step: number): void {
  const row = f.i32();
  const wide = f.v128();
  f.code(get(step), [OP.i32Const, ...s32(b.layout.tableStride), OP.i32Mul], set(row));
  f.code([OP.i32Const, ...s32(0)], set(most));
  const constant = constantOf(b, f.graph, group);
  for (const { actor, policies } of deciding(b.model, b.groups, group)) {
    const due = policies.flatMap((policy, i) => [
      ...get(row),
      ...OP.i32Load8u.slice(0, 2),
      ...u32(b.layout.due(policy)),
      ...(i > 0 ? [0x72] : []),
    ]);
    const body = f.inside(() => {
      f.set([{ local: wide, value: constant(actor.foresight) }]);
      raiseToLargest(f, most, wide);
    });
    f.add({ kind: "if", test: due, body });
  }
}

export function aheadFunction(b: Build, group: number): number {
  const { model, layout } = b;
  const f = new FunctionBuilder([F64, I32]);
  const g = f.graph;
  const actors = deciding(b.model, b.groups, group);
  const late = lateTerms(b, actors);
  const terms = actors.flatMap(({ actor }) => actor.terms);
  const felt = [...backwardSlice(b.dependencies, terms)].sort((x, y) => x - y);
  const stocks = felt.filter((slot) => slot < model.stocks.length);
  const derived = felt.filter((slot) => slot >= model.stocks.length);
  const most = f.i32();
  const ahead = f.i32();
  const pointer = f.i32();
  const factors = f.i32();
  const sums = f.i32();
  const steps = f.f64();
  const time = f.f64();
  reckonFarthest(b, f, group, most, 1);

  // the present: cells as they are; derived again where this group believes otherwise
  const now = stocksBelieved(b, f, group);
  const present = sightAhead(
    b,
    f,
    group,
    (slot) => now.get(slot) ?? g.load(layout.cell(slot), b.ranges[slot]),
    () => g.splat(0, 0, "now"),
  );
  for (const slot of derived) {
    if (group > 0) now.set(slot, lowerNumber(model.derived[slot - model.stocks.length]!.is, present));
  }
  for (const slot of felt) f.store([{ address: layout.ahead(group, 0, slot), value: present.cell(slot) }]);

  // with no horizon the present alone counts
  const own = actors.map(({ actor, slot }) => ({
    actor,
    slot,
    horizon: constantOf(b, g, group)(actor.foresight),
    factor: f.v128(),
    total: f.v128(),
  }));
  const termLocals = new Map(terms.map((term) => [term, f.v128()]));
  for (const { actor, slot, horizon, factor, total } of own) {
    const alone = numberOfMask(g, compare(g, "=", horizon, g.const(0)));
    f.store([{ address: layout.factor(slot, 0), value: alone }]);
    f.set([
      { local: factor, value: g.const(1) },
      { local: total, value: alone },
    ]);
    f.set(
      actor.terms.map((term) => {
        const value =
          alone.op === "const" && alone.value === 0
            ? alone
            : g.binary("mul", alone, lowerNumber(model.terms[term]!.is, present));
        return { local: termLocals.get(term)!, value: g.binary("add", g.const(0), value) };
      }),
    );
  }
  f.store(terms.map((term) => ({ address: layout.sum(0, term), value: g.variable(termLocals.get(term)!, 0) })));

  const pointTo = (local: number, address: number) => f.code([OP.i32Const, ...s32(address)], set(local));
  pointTo(pointer, layout.ahead(group, 0, 0));
  pointTo(factors, layout.factor(0, 0));
  pointTo(sums, layout.sum(0, 0));
  f.code([OP.i32Const, ...s32(0)], set(ahead), get(0), set(time), [OP.f64Const, 0, 0, 0, 0, 0, 0, 0, 0], set(steps));

  const body = f.inside(() => {
    const cellOffset = (slot: number) => slot * VALUE_BYTES;
    const before = (slot: number) => g.loadAt(pointer, cellOffset(slot), 1, "before", b.ranges[slot]);
    const sight = sightAhead(b, f, group, before, () => g.splat(time, 1, "before"));
    const next = new Map<number, Value>();
    for (const slot of stocks) {
      next.set(slot, withinBounds(b, sight, slot, lowerNumber(model.stocks[slot]!.next, sight)));
    }
    // the stocks of the next step stand in their places before time moves on
    const put = (slot: number, value: Value) => ({ pointer, address: layout.aheadStride + cellOffset(slot), value });
    const cells = model.stocks.length + model.derived.length;
    const partsOf = (parts: ReadonlyMap<Expression, number>, s: Sight) =>
      [...parts].map(([e, place]) => put(cells + place, lowerNumber(e, s)));
    for (const [slot, value] of next) f.store([put(slot, value)]);
    for (const store of partsOf(b.shared[group]!.next, sight)) f.store([store]);
    const advanceTime = [...get(time), OP.f64Const, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0xa0];
    f.code(advanceTime, set(time), get(steps), [OP.f64Const, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0xa0], set(steps));
    f.code(get(ahead), [OP.i32Const, ...s32(1), OP.i32Add], set(ahead));
    const after = (slot: number): Value =>
      next.get(slot) ?? g.loadAt(pointer, layout.aheadStride + cellOffset(slot), 1, "after", b.ranges[slot]);
    const later = sightAhead(b, f, group, after, () => g.splat(time, 1, "after"));
    for (const slot of derived) {
      const value = lowerNumber(model.derived[slot - model.stocks.length]!.is, later);
      next.set(slot, value);
      f.store([put(slot, value)]);
    }
    for (const store of partsOf(b.shared[group]!.after, later)) f.store([store]);
    const s = g.splat(steps, 1, "after");
    for (const { actor, slot, horizon, factor, total } of own) {
      const discounted = g.binary("mul", g.variable(factor, 1), constantOf(b, g, group)(actor.discount));
      const counted = choose(g, discounted, g.const(0), compare(g, "<=", s, horizon));
      f.store([{ pointer: factors, address: layout.factorStride + slot * VALUE_BYTES, value: counted }]);
      f.set([
        { local: factor, value: discounted },
        { local: total, value: g.binary("add", g.variable(total, 1), counted) },
      ]);
      for (const term of actor.terms) {
        const local = termLocals.get(term)!;
        const part = g.binary("mul", counted, lowerNumber(model.terms[term]!.is, later));
        f.set([{ local, value: g.binary("add", g.variable(local, 1), part) }]);
      }
      for (const term of actor.terms.filter((t) => late.has(t))) {
        f.store([
          {
            pointer: sums,
            address: layout.sumStride + term * VALUE_BYTES,
            value: g.variable(termLocals.get(term)!, 1),
          },
        ]);
      }
    }
    const step = (local: number, bytes: number) =>
      f.code(get(local), [OP.i32Const, ...s32(bytes), OP.i32Add], set(local));
    step(pointer, layout.aheadStride);
    step(factors, layout.factorStride);
    step(sums, layout.sumStride);
  });
  const again = [...get(ahead), ...get(most), OP.i32LtS];
  const loop = f.inside(() => f.add({ kind: "loop", depth: 1, body, again }));
  f.add({ kind: "if", test: [...get(most), OP.i32Const, ...s32(0), OP.i32GtS], body: loop });

  for (const { actor, slot, total } of own) {
    const stores = [{ address: layout.total(slot), value: g.variable(total, 0) }];
    for (const term of actor.terms) {
      stores.push({ address: layout.endSum(term), value: g.variable(termLocals.get(term)!, 0) });
      const weight = constantOf(b, g, group)(model.terms[term]!.weight);
      const share = g.binary("div", g.variable(termLocals.get(term)!, 0), g.variable(total, 0));
      stores.push({ address: layout.score(term), value: g.binary("mul", weight, share) });
    }
    for (const store of stores) f.store([store]);
  }
  return b.module.add(f.build(), `projection as now, beliefs ${group}`);
}
