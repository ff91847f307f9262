// Once a run: the constants of each group of beliefs, and the starting picture.

import { F64 } from "../wasm/encode.ts";
import { FunctionBuilder } from "../wasm/function.ts";
import type { Value } from "../wasm/graph.ts";
import { type Build, boundedValue, checkSum, sightOfPlay, valueInGroup } from "./build.ts";
import { lowerNumber, type Sight } from "./lower-expression.ts";

/** Draws all constants of a group that are not known already. What a belief reads before its turn is 0 (meaning/draw-constants.ts). */
export function constantsFunction(b: Build, group: number): number {
  const f = new FunctionBuilder([F64]);
  const g = f.graph;
  const values: Value[] = [];
  const sight: Sight = { ...sightOfPlay(b, f, 0), constant: (slot) => values[slot] ?? g.const(0) };
  b.model.constants.forEach((constant, slot) => {
    const literal = b.literals[group]![slot];
    const value =
      literal === undefined
        ? boundedValue(g, constant, lowerNumber(valueInGroup(b.model, b.groups, group, slot), sight), (e) =>
            lowerNumber(e, sight),
          )
        : g.const(literal);
    values.push(value);
  });
  const drawn = values.flatMap((value, slot) =>
    value.op === "const" ? [] : [{ address: b.layout.constants(group, slot), value }],
  );
  // Stored one by one in their order: none reads memory, so they cannot disturb each other
  for (const store of drawn) f.store([store]);
  f.store([checkSum(g, b, values)]);
  return b.module.add(f.build(), `constants, beliefs ${group}`);
}

/** A stock's value within its bounds (meaning/derive.ts). */
export function withinBounds(b: Build, sight: Sight, stock: number, value: Value): Value {
  const { min, max } = b.model.stocks[stock]!;
  let v = value;
  if (min) v = sight.graph.binary("pmax", v, lowerNumber(min, sight));
  if (max) v = sight.graph.binary("pmin", v, lowerNumber(max, sight));
  return v;
}

/** Options and cells at the start, in an order in which each reads what is there. */
export function startFunction(b: Build): number {
  const f = new FunctionBuilder([F64]);
  const g = f.graph;
  const cells = new Map<number, Value>();
  const sight: Sight = {
    ...sightOfPlay(b, f, 0, (slot) => cells.get(slot)!),
    option: (policy) => g.const(b.model.policies[policy]!.start),
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
  b.model.policies.forEach((policy, slot) => {
    f.store([{ address: b.layout.option(slot), value: g.const(policy.start) }]);
  });
  b.model.events.forEach((_, slot) => {
    f.store([{ address: b.layout.done(slot), value: g.bits(0n) }]);
  });
  return b.module.add(f.build(), "starting picture");
}
