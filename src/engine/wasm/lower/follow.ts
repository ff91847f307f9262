// What follows the state, at each step before anyone decides (interpreter/follow.ts): constants worked out anew in each group's
// vector, and what a group takes stocks to be.

import { F64 } from "../encode/encode.ts";
import { FunctionBuilder } from "../encode/function.ts";
import type { Value } from "../encode/graph.ts";
import { type Build, boundedValue, checkSum, constantOf, followsInGroup, sightOfPlay, valueInGroup } from "./build.ts";
import { lowerNumber, type Sight } from "./lower-expression.ts";
import { withinBounds } from "./once.ts";

/** The state as it is, with the constants as a group takes them to be. */
const sightOfGroup = (b: Build, f: FunctionBuilder, group: number): Sight => ({
  ...sightOfPlay(b, f, 0),
  constant: constantOf(b, f.graph, group),
});

/** Works out a group's constants that follow the state; undefined where it has none. Takes the step. */
export function followFunction(b: Build, group: number): number | undefined {
  const slots = b.model.constants.flatMap((_, slot) => (followsInGroup(b.model, b.groups, group, slot) ? [slot] : []));
  if (slots.length === 0) return undefined;
  const f = new FunctionBuilder([F64]);
  const g = f.graph;
  const plain = sightOfGroup(b, f, group);
  const known = new Map<number, Value>();
  const sight: Sight = { ...plain, constant: (slot) => known.get(slot) ?? plain.constant(slot) };
  for (const slot of slots) {
    const lower = (e: Parameters<typeof lowerNumber>[0]) => lowerNumber(e, sight);
    const value = lower(valueInGroup(b.model, b.groups, group, slot));
    known.set(slot, boundedValue(g, b.model.constants[slot]!, value, lower));
  }
  f.store(slots.map((slot) => ({ address: b.layout.constants(group, slot), value: known.get(slot)! })));
  f.store([checkSum(g, b, [...known.values()])]);
  return b.module.add(f.build(), `what follows the state, beliefs ${group}`);
}

/** What a group takes stocks to be, by stock. In a function that takes the step first. */
export function stocksBelieved(b: Build, f: FunctionBuilder, group: number): Map<number, Value> {
  const believer = group === 0 ? undefined : b.model.actors[b.groups.indexOf(group)];
  const sight = sightOfGroup(b, f, group);
  return new Map(
    (believer?.stockBeliefs ?? []).map(({ stock, value }) => [
      stock,
      withinBounds(b, sight, stock, lowerNumber(value, sight)),
    ]),
  );
}
