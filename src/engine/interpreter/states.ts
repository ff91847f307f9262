// Runs between two steps: all that one carries from a step to the next, so that it can be stopped, copied and played on.
// In: a model. Out: where each value stands. Laid out [row][run]: constants as they are, then as each believing actor takes them to be,
// then stocks, the option of each policy, and which events are done. Derived variables are worked out anew at each step.
// The luck of a step is not part of it: it is keyed by seed, run and step, so a copy in another run's place has luck of its own.

import type { CheckedModel } from "../../language/checked-model.ts";

export type States = {
  /** The step that comes next. */
  step: number;
  count: number;
  values: Float64Array;
};

/** The first row of each kind, and how many rows there are. */
export type StateRows = {
  constants: number;
  /** By actor: where its beliefs begin; the true constants where it has none. */
  believed: number[];
  stocks: number;
  options: number;
  done: number;
  rows: number;
};

export function stateRows(model: CheckedModel): StateRows {
  const constants = model.constants.length;
  let at = constants;
  const believed = model.actors.map((actor) => {
    if (actor.beliefs.length === 0) return 0;
    at += constants;
    return at - constants;
  });
  const stocks = at;
  const options = stocks + model.stocks.length;
  const done = options + model.policies.length;
  return { constants: 0, believed, stocks, options, done, rows: done + model.events.length };
}

/**
 * What leans a step towards what was seen of it (docs/watch.md, "The filter"): by policy a factor for each option, by event one for
 * its happening and one for its not happening. Undefined: nothing was seen.
 */
export type Tilts = {
  policies: readonly (readonly number[] | undefined)[];
  events: readonly (readonly [number, number] | undefined)[];
};
