// Once a run: claims, then parameters, weights, foresight (docs/meaning.md, "Play").
// In: model, luck. Out: the vector of constants as they are, and as an actor believes them to be.

import type { Belief, CheckedModel, Constant } from "../../language/checked-model.ts";
import { max, min } from "../../statistics/elementary.ts";
import { evaluate, type RandomKey, type State } from "./evaluate.ts";

const NOTHING = new Float64Array(0);
const NO_OPTIONS = new Int32Array(0);

export function bounded(constant: Constant, value: number, p: State): number {
  let v = value;
  if (constant.min) v = max(v, evaluate(constant.min, p));
  if (constant.max) v = min(v, evaluate(constant.max, p));
  return constant.whole ? Math.floor(v + 0.5) : v;
}

/** The constants of one run. A belief takes the place of the value, and so of what depends on it. */
export function drawConstants(
  model: CheckedModel,
  seed: number,
  run: number,
  beliefs: readonly Belief[] = [],
): Float64Array {
  return constantsBy(model, { seed, run, when: 0 }, beliefs);
}

/** The constants under a luck; what follows the state is 0 until the first step works it out. */
export function constantsBy(
  model: Pick<CheckedModel, "constants">,
  luck: RandomKey,
  beliefs: readonly Belief[],
): Float64Array {
  const constants = new Float64Array(model.constants.length);
  const p: State = { constants, cells: NOTHING, options: NO_OPTIONS, step: 0, luck };
  model.constants.forEach((constant, slot) => {
    const belief = beliefs.find((b) => b.constant === slot);
    if (belief ? belief.follows : constant.follows) return;
    constants[slot] = bounded(constant, evaluate(belief ? belief.value : constant.value, p), p);
  });
  return constants;
}
