// Which options of a policy are open in a state (engine/interpreter/decide.ts), as masks; and how a called function's value is taken.

import { OP, u32 } from "../encode/encode.ts";
import type { Value } from "../encode/graph.ts";
import type { Build } from "./build.ts";
import { andMasks, compare, lowerMask, notMask, orMasks, type Sight } from "./lower-expression.ts";

/** Takes the two halves of a result off the stack. */
export const setBoth = (local: number) => [OP.localSet, ...u32(local + 1), OP.localSet, ...u32(local)];

export function openMasks(b: Build, policy: number, sight: Sight): Value[] {
  const g = sight.graph;
  const { options } = b.model.policies[policy]!;
  const isPresent = (i: number) => compare(g, "=", sight.option(policy), g.const(i));
  let locked = g.bits(0n);
  options.forEach((option, i) => {
    if (option.once) locked = orMasks(g, locked, isPresent(i));
  });
  return options.map((option, i) => {
    const free = orMasks(g, notMask(g, locked), isPresent(i));
    return option.only ? andMasks(g, free, lowerMask(option.only, sight)) : free;
  });
}
