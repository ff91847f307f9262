// Level 2 (engine/interpreter/decide.ts): every option is weighed with the best level-1 replies of the others in place, all in the mind of the
// one who decides: its constants, its idea of the others' foresight. Nothing is shared here: each projection runs on its own.

import { decides } from "../../../language/decides.ts";
import { F64, I32, OP, s32, u32, V128 } from "../encode/encode.ts";
import { FunctionBuilder } from "../encode/function.ts";
import type { Value } from "../encode/graph.ts";
import { VALUE_BYTES } from "../memory.ts";
import { backwardSlice } from "../slices.ts";
import { raiseToLargest, sightAhead } from "./ahead.ts";
import { type Build, constantOf } from "./build.ts";
import { stocksBelieved } from "./follow.ts";
import { andMasks, choose, compare, lowerNumber, numberOfMask, type Sight } from "./lower-expression.ts";
import { withinBounds } from "./once.ts";
import { openMasks, setBoth } from "./open-options.ts";

const get = (local: number) => [OP.localGet, ...u32(local)];
const set = (local: number) => [OP.localSet, ...u32(local)];
const ONE = [OP.f64Const, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f];
const ZERO = [OP.f64Const, 0, 0, 0, 0, 0, 0, 0, 0];

/**
 * An actor's projection from the imagined options, in the mind of a group. Takes the step and where to leave the terms' scores.
 * Gives the utility, without any switching cost.
 */
function weighFunction(b: Build, group: number, actorSlot: number): number {
  const { model, layout } = b;
  const actor = model.actors[actorSlot]!;
  const f = new FunctionBuilder([F64, I32]);
  const g = f.graph;
  const felt = [...backwardSlice(b.dependencies, actor.terms)].sort((x, y) => x - y);
  const first = model.stocks.length;
  const derived = felt.filter((slot) => slot >= first);
  const option = (policy: number) => g.load(layout.imagined(policy));
  const sightOf = (cell: Sight["cell"], time: Sight["time"]): Sight => ({
    ...sightAhead(b, f, group, cell, time),
    option,
  });
  const constant = constantOf(b, g, group);
  const horizon = constant(actor.foresight);

  const now = stocksBelieved(b, f, group);
  const present = sightOf(
    (slot) => now.get(slot) ?? g.load(layout.cell(slot)),
    () => g.splat(0, 0, "now"),
  );
  for (const slot of derived) now.set(slot, lowerNumber(model.derived[slot - first]!.is, present));
  const carried = new Map(felt.map((slot) => [slot, f.v128()]));
  const sums = actor.terms.map(() => f.v128());
  const [factor, total, wide] = [f.v128(), f.v128(), f.v128()] as const;
  const [most, step, time, steps] = [f.i32(), f.i32(), f.f64(), f.f64()] as const;
  const alone = numberOfMask(g, compare(g, "=", horizon, g.const(0)));
  f.set([
    ...felt.map((slot) => ({ local: carried.get(slot)!, value: present.cell(slot) })),
    ...actor.terms.map((term, k) => ({
      local: sums[k]!,
      value: g.binary("add", g.const(0), g.binary("mul", alone, lowerNumber(model.terms[term]!.is, present))),
    })),
    { local: factor, value: g.const(1) },
    { local: total, value: alone },
    { local: wide, value: horizon },
  ]);
  f.code([OP.i32Const, ...s32(0)], set(most));
  raiseToLargest(f, most, wide);
  f.code([OP.i32Const, ...s32(0)], set(step), get(0), set(time), ZERO, set(steps));
  const body = f.inside(() => {
    const was = new Map(felt.map((slot) => [slot, g.variable(carried.get(slot)!, 1)]));
    const before = sightOf(
      (slot) => was.get(slot)!,
      () => g.splat(time, 1, "before"),
    );
    const stocks = felt.filter((slot) => slot < first);
    f.set(
      stocks.map((slot) => ({
        local: carried.get(slot)!,
        value: withinBounds(b, before, slot, lowerNumber(model.stocks[slot]!.next, before)),
      })),
    );
    f.code(get(time), ONE, [0xa0], set(time), get(steps), ONE, [0xa0], set(steps));
    f.code(get(step), [OP.i32Const, ...s32(1), OP.i32Add], set(step));
    const is = new Map(stocks.map((slot) => [slot, g.variable(carried.get(slot)!, 1)]));
    const after = sightOf(
      (slot) => is.get(slot)!,
      () => g.splat(time, 1, "after"),
    );
    for (const slot of derived) is.set(slot, lowerNumber(model.derived[slot - first]!.is, after));
    const discounted = g.binary("mul", g.variable(factor, 1), constant(actor.discount));
    const counted = choose(g, discounted, g.const(0), compare(g, "<=", g.splat(steps, 1, "after"), horizon));
    f.set([
      { local: factor, value: discounted },
      { local: total, value: g.binary("add", g.variable(total, 1), counted) },
      ...actor.terms.map((term, k) => ({
        local: sums[k]!,
        value: g.binary(
          "add",
          g.variable(sums[k]!, 1),
          g.binary("mul", counted, lowerNumber(model.terms[term]!.is, after)),
        ),
      })),
      ...derived.map((slot) => ({ local: carried.get(slot)!, value: is.get(slot)! })),
    ]);
  });
  const loop = f.inside(() => f.add({ kind: "loop", depth: 1, body, again: [...get(step), ...get(most), OP.i32LtS] }));
  f.add({ kind: "if", test: [...get(most), OP.i32Const, ...s32(0), OP.i32GtS], body: loop });
  const scores = actor.terms.map((term, k) =>
    g.binary(
      "mul",
      constant(model.terms[term]!.weight),
      g.binary("div", g.variable(sums[k]!, 0), g.variable(total, 0)),
    ),
  );
  scores.forEach((value, k) => {
    f.store([{ pointer: 1, address: k * VALUE_BYTES, value }]);
  });
  const result = f.v128();
  f.set([{ local: result, value: scores.reduce((sum, score) => g.binary("add", sum, score), g.const(0)) }]);
  return b.module.add(f.build([V128], [g.variable(result, 0)]), `projection of ${actor.id}, beliefs ${group}`);
}

export type Replied = {
  policy: number;
  /** Locals with the masks of open options. */
  open: readonly number[];
  /** Locals that get each option's utility, without the switching cost. */
  utility: readonly number[];
  /** Locals for each option's term scores, where the policy is explained. */
  rows: readonly (readonly number[])[];
  /** The i32 parameter with the step's row in the tables. */
  row: number;
};

/** The state in the mind of the one who decides, with one option in place: derived variables are worked out as they are asked for. */
function mindSight(b: Build, f: FunctionBuilder, group: number, policy: number, option: number): Sight {
  const g = f.graph;
  const first = b.model.stocks.length;
  const known = stocksBelieved(b, f, group);
  const sight: Sight = {
    ...sightAhead(
      b,
      f,
      group,
      () => g.const(0),
      () => g.splat(0, 0, "now"),
    ),
    option: (p) => (p === policy ? g.const(option) : g.load(b.layout.option(p))),
  };
  sight.cell = (slot) => {
    if (slot < first) return known.get(slot) ?? g.load(b.layout.cell(slot));
    const found = known.get(slot) ?? lowerNumber(b.model.derived[slot - first]!.is, sight);
    known.set(slot, found);
    return found;
  };
  return sight;
}

type Minds = { weigh: (actor: number) => number; group: number; policy: number };

/** The best reply of one other policy to an option; its present option where it is held. */
function addReply(b: Build, f: FunctionBuilder, minds: Minds, other: number, sight: Sight, best: number): void {
  const g = f.graph;
  const { layout, model } = b;
  const { options, owner, switching, entering } = model.policies[other]!;
  const present = g.load(layout.option(other));
  const most = f.v128();
  const result = f.v128();
  const costOf = (reply: number) => constantOf(b, g, minds.group)(entering?.[reply] ?? switching);
  const imagine = (value: Value) => f.store([{ address: layout.imagined(other), value }]);
  const open = openMasks(b, other, sight);
  f.set([{ local: most, value: g.const(Number.NEGATIVE_INFINITY) }]);
  options.forEach((_, reply) => {
    const body = f.inside(() => {
      imagine(g.const(reply));
      f.code(
        get(0),
        [OP.i32Const, ...s32(layout.alternative(0, 0))],
        [OP.call, ...u32(minds.weigh(owner))],
        setBoth(result),
      );
      const same = compare(g, "=", present, g.const(reply));
      const utility = g.binary("sub", g.variable(result, 0), choose(g, g.const(0), costOf(reply), same));
      const better = andMasks(g, compare(g, ">", utility, g.variable(most, 0)), open[reply]!);
      f.set([
        { local: most, value: choose(g, utility, g.variable(most, 0), better) },
        { local: best, value: choose(g, g.const(reply), g.variable(best, 0), better) },
      ]);
    });
    f.add({ kind: "ifAny", mask: open[reply]!, body });
  });
  imagine(present);
}

/** Weighs all open options of a level-2 actor's policy. */
export function addReplied(b: Build, f: FunctionBuilder, r: Replied): void {
  const g = f.graph;
  const { layout, model } = b;
  const owner = model.policies[r.policy]!.owner;
  const group = b.groups[owner]!;
  const weighed = new Map<number, number>();
  const weigh = (who: number) => {
    if (!weighed.has(who)) weighed.set(who, weighFunction(b, group, who));
    return weighed.get(who)!;
  };
  const others = model.policies.flatMap((p, slot) => (p.owner !== owner && decides(p) ? [slot] : []));
  const best = new Map(others.map((slot) => [slot, f.v128()]));
  const zero = f.i32();
  f.code([OP.i32Const, ...s32(0)], set(zero));
  f.set(r.utility.map((local) => ({ local, value: g.const(0) })));
  model.policies[r.policy]!.options.forEach((_, option) => {
    const body = f.inside(() => {
      const sight = mindSight(b, f, group, r.policy, option);
      model.policies.forEach((_p, slot) => {
        f.store([
          { address: layout.imagined(slot), value: slot === r.policy ? g.const(option) : g.load(layout.option(slot)) },
        ]);
      });
      f.set(others.map((slot) => ({ local: best.get(slot)!, value: g.load(layout.option(slot)) })));
      for (const other of others) {
        const reply = f.inside(() =>
          addReply(b, f, { weigh, group, policy: r.policy }, other, sight, best.get(other)!),
        );
        const isFree = [...get(r.row), 0x2d, 0, ...u32(layout.held(other)), OP.i32Const, ...s32(255), 0x46];
        f.add({ kind: "if", test: isFree, body: reply });
      }
      for (const other of others) {
        const reply = g.variable(best.get(other)!, 0);
        const held = model.conditions && g.load(layout.heldNow(other));
        const value = held ? choose(g, g.load(layout.option(other)), reply, held) : reply;
        f.store([{ address: layout.imagined(other), value }]);
      }
      const scores = layout.alternative(0, 0);
      f.code(get(0), [OP.i32Const, ...s32(scores)], [OP.call, ...u32(weigh(owner))], setBoth(r.utility[option]!));
      f.set(
        (r.rows[option] ?? []).map((local, k) => ({
          local,
          value: g.loadAt(zero, scores + k * VALUE_BYTES, 0, `reply ${option}`),
        })),
      );
    });
    f.add({ kind: "ifAny", mask: g.variable(r.open[option]!, 0), body });
  });
}
