// Once a run: the constants of each group of beliefs, and the starting state.

import type { Expression } from "../../../language/expression.ts";
import { maySet } from "../../interpreter/settings.ts";
import { F64 } from "../encode/encode.ts";
import { FunctionBuilder } from "../encode/function.ts";
import type { Graph, Value } from "../encode/graph.ts";
import { type Build, boundedValue, checkSum, constantOf, followsInGroup, sightOfPlay, valueInGroup } from "./build.ts";
import { lowerNumber, type Sight } from "./lower-expression.ts";
import { tasteDraw } from "./taste.ts";

/** What luck draws, or what stands in the table of settings; a belief is neither (engine/interpreter/settings.ts). */
function drawnOrSet(b: Build, g: Graph, group: number, slot: number, lower: (e: Expression) => Value): Value {
  const own = valueInGroup(b.model, b.groups, group, slot);
  const constant = b.model.constants[slot]!;
  if (own !== constant.value || !maySet(constant)) return lower(own);
  const setting = g.load(b.layout.setting(slot));
  // A claim is drawn with the credence in the table, which is its own where nobody set another
  if (own.kind === "draw" && constant.kind === "claim") {
    return lower({ ...own, arguments: [{ kind: "constant", slot: b.model.constants.length + slot }] });
  }
  return g.select(setting, lower(own), g.binary("eq", setting, setting));
}

/** Draws all constants of a group that are not known already. What a belief reads before its turn is 0 (engine/interpreter/draw-constants.ts). */
export function constantsFunction(b: Build, group: number): number {
  const f = new FunctionBuilder([F64]);
  const g = f.graph;
  const values: Value[] = [];
  const many = b.model.constants.length;
  const constant = (slot: number) =>
    slot >= many ? g.load(b.layout.setting(slot - many)) : (values[slot] ?? g.const(0));
  const sight: Sight = { ...sightOfPlay(b, f, 0), constant };
  b.model.constants.forEach((constant, slot) => {
    const literal = b.literals[group]![slot];
    const lower = (e: Expression) => lowerNumber(e, sight);
    // What follows the state is 0 until the first step works it out (interpreter/draw-constants.ts)
    if (followsInGroup(b.model, b.groups, group, slot)) {
      values.push(g.const(0));
      return;
    }
    const value =
      literal === undefined ? boundedValue(g, constant, drawnOrSet(b, g, group, slot, lower), lower) : g.const(literal);
    values.push(value);
  });
  const drawn = values.flatMap((value, slot) =>
    b.literals[group]![slot] === undefined ? [{ address: b.layout.constants(group, slot), value }] : [],
  );
  // Stored one by one in their order: none reads memory, so they cannot disturb each other
  for (const store of drawn) f.store([store]);
  f.store([checkSum(g, b, values)]);
  return b.module.add(f.build(), `constants, beliefs ${group}`);
}

/** A stock's value within its bounds (engine/interpreter/derive.ts). */
export function withinBounds(b: Build, sight: Sight, stock: number, value: Value): Value {
  const { min, max } = b.model.stocks[stock]!;
  let v = value;
  if (min) v = sight.graph.binary("pmax", v, lowerNumber(min, sight));
  if (max) v = sight.graph.binary("pmin", v, lowerNumber(max, sight));
  return v;
}

/** The option in place at the start: known, or drawn once a run. */
function startOption(b: Build, g: Graph, policy: number): Value {
  const { start, startBy } = b.model.policies[policy]!;
  return startBy === undefined ? g.const(start) : constantOf(b, g, 0)(startBy);
}

/** What a policy keeps before the first step: its taste drawn, nothing called. */
function storeKept(b: Build, f: FunctionBuilder, sight: Sight, policy: number): void {
  const { taste, options } = b.model.policies[policy]!;
  const own = b.kept.policies[policy]!;
  const put = (place: number, value: Value) => f.store([{ address: b.layout.kept(place), value }]);
  if (taste) for (const k of options.keys()) put(own.taste + k, tasteDraw(sight, taste.stream, k));
  for (const place of [own.reviewed, own.was, own.called]) if (place >= 0) put(place, f.graph.const(0));
}

/** Options and cells at the start, in an order in which each reads what is there. */
export function startFunction(b: Build): number {
  const f = new FunctionBuilder([F64]);
  const g = f.graph;
  const cells = new Map<number, Value>();
  const sight: Sight = {
    ...sightOfPlay(b, f, 0, (slot) => cells.get(slot)!),
    option: (policy) => startOption(b, g, policy),
  };
  const stocks = b.model.stocks.length;
  for (const slot of b.model.startOrder) {
    const stock = b.model.stocks[slot];
    const value = stock
      ? withinBounds(b, sight, slot, lowerNumber(stock.start, sight))
      : lowerNumber(b.model.derived[slot - stocks]!.is, sight);
    cells.set(slot, value);
    f.store([{ address: b.layout.cell(slot), value }]);
  }
  // Derived variables are worked out again at the first step; stocks are read there as they are
  f.store([
    checkSum(
      g,
      b,
      [...cells].flatMap(([slot, value]) => (slot < stocks ? [value] : [])),
    ),
  ]);
  b.model.policies.forEach((_, slot) => {
    f.store([{ address: b.layout.option(slot), value: startOption(b, g, slot) }]);
    storeKept(b, f, sight, slot);
  });
  b.model.events.forEach((_, slot) => {
    f.store([{ address: b.layout.done(slot), value: g.bits(0n) }]);
  });
  return b.module.add(f.build(), "starting picture");
}
