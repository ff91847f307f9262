// What decides and what is believed may read the state (docs/meaning.md, "What follows the state"): it is worked out at each step,
// on the state before anyone decides, and held within every projection.
// In: the state, the constants as they are and as actors believe them to be. Out: the same vectors, those places worked out anew.

import type { Actor, CheckedModel, Constant } from "../../language/checked-model.ts";
import type { Expression } from "../../language/expression.ts";
import { within } from "./derive.ts";
import { bounded } from "./draw-constants.ts";
import { evaluate, type State } from "./evaluate.ts";

export type Following = { slot: number; value: Expression };

/** The places of a vector of constants that follow the state: a belief takes the place of what is. In the order of the constants. */
export function followingOf(constants: readonly Constant[], beliefs: Actor["beliefs"]): Following[] {
  return constants.flatMap(({ follows, value }, slot): Following[] => {
    const belief = beliefs.find((b) => b.constant === slot);
    if (belief) return belief.follows ? [{ slot, value: belief.value }] : [];
    return follows ? [{ slot, value }] : [];
  });
}

/** Works out what follows the state in one vector, from the state as it is. Out: the first place that is no finite number. */
export function follow(
  model: CheckedModel,
  p: State,
  constants: Float64Array,
  beliefs: Actor["beliefs"],
): number | undefined {
  const sight: State = { ...p, constants };
  let wrong: number | undefined;
  for (const { slot, value } of followingOf(model.constants, beliefs)) {
    constants[slot] = bounded(model.constants[slot]!, evaluate(value, sight), sight);
    if (!Number.isFinite(constants[slot])) wrong ??= slot;
  }
  return wrong;
}

/** What an actor takes stocks to be: cut at their bounds, by the state as it is and the constants as it believes them to be. */
export function stocksBelieved(
  model: CheckedModel,
  { stockBeliefs = [] }: Actor,
  p: State,
  constants: Float64Array,
): [stock: number, value: number][] {
  const sight: State = { ...p, constants };
  return stockBeliefs.map(({ stock, value }) => [stock, within(model.stocks[stock]!, evaluate(value, sight), sight)]);
}
