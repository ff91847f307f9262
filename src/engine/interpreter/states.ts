// Runs between two steps: all that one carries from a step to the next, so that it can be stopped, copied and played on.
// In: a model. Out: where each value stands. Laid out [row][run]: constants as they are, then as each believing actor takes them to be,
// then stocks, the option of each policy, what policies keep (tastes, what called them), and which events are done. Derived variables are worked out anew at each step.
// The luck of a step is not part of it: it is keyed by seed, run and step, so a copy in another run's place has luck of its own.

import type { CheckedModel } from "../../language/checked-model.ts";
import { seesOtherwise } from "../../language/decides.ts";

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
  /** What policies keep from a step to the next (`keptOf`). */
  kept: number;
  done: number;
  rows: number;
};

/** Where a policy keeps what it carries from a step to the next; -1 where it has none of it. */
export type Kept = {
  /** The standard normals of its taste, one for each option. */
  taste: number;
  /** The step of the last review. */
  reviewed: number;
  /** Whether the condition that calls it was true a step ago, and whether an event has called it: 1 or 0. */
  was: number;
  called: number;
};

/** The places of what all policies keep, and how many there are: none in a model without tastes and calls. */
export function keptOf(model: CheckedModel): { policies: Kept[]; count: number } {
  let count = 0;
  const take = (many: number) => {
    count += many;
    return many === 0 ? -1 : count - many;
  };
  const policies = model.policies.map(
    ({ options, taste, calls }): Kept => ({
      taste: take(taste ? options.length : 0),
      reviewed: take(taste ? 1 : 0),
      was: take(calls?.when ? 1 : 0),
      called: take(calls && calls.on.length > 0 ? 1 : 0),
    }),
  );
  return { policies, count };
}

export function stateRows(model: CheckedModel): StateRows {
  const constants = model.constants.length;
  let at = constants;
  const believed = model.actors.map((actor) => {
    if (!seesOtherwise(actor)) return 0;
    at += constants;
    return at - constants;
  });
  const stocks = at;
  const options = stocks + model.stocks.length;
  const kept = options + model.policies.length;
  const done = kept + keptOf(model).count;
  return { constants: 0, believed, stocks, options, kept, done, rows: done + model.events.length };
}

/**
 * What leans a step towards what was seen of it (docs/watch.md, "The filter"): by policy a factor for each option, by event one for
 * its happening and one for its not happening. Undefined: nothing was seen.
 */
export type Tilts = {
  policies: readonly (readonly number[] | undefined)[];
  events: readonly (readonly [number, number] | undefined)[];
};
