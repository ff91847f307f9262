// The luck of constants as numbers that can be moved: a filter over runs shifts them a little, and constants follow.
// In: a model; uniforms, one for each draw among its constants and beliefs. Out: constants (and beliefs) as those uniforms make them,
// in the rows of states.ts. Draws that share a stream and place share their luck, as `then` and `else` of a parameter do.

import type { Belief, CheckedModel, Constant } from "../../language/checked-model.ts";
import { type Expression, rewrite, walk } from "../../language/expression.ts";
import { constantsBy } from "./draw-constants.ts";
import type { RandomKey } from "./evaluate.ts";
import { type States, stateRows } from "./states.ts";

export type Draw = { stream: number; place: number };

const keyOf = ({ stream, place }: Draw) => `${stream} ${place}`;

/** Every draw that constants and beliefs rest on, each once, in their order. */
export function randomKeyOfConstants(model: CheckedModel): Draw[] {
  const found = new Map<string, Draw>();
  const see = (e: Expression | undefined) => {
    if (!e) return;
    walk(e, (part) => {
      if (part.kind === "draw") found.set(keyOf(part), { stream: part.stream, place: part.place });
    });
  };
  for (const { value, min, max } of model.constants) for (const e of [value, min, max]) see(e);
  for (const actor of model.actors) for (const { value } of actor.beliefs) see(value);
  return [...found.values()];
}

/** The same with the row of each draw in place of its stream, so that nothing is looked up run by run. */
export function numbered(model: CheckedModel): { constants: Constant[]; beliefs: Belief[][] } {
  const rows = new Map(randomKeyOfConstants(model).map((draw, row) => [keyOf(draw), row]));
  const to = (e: Expression) =>
    rewrite(e, (part) => (part.kind === "draw" ? { ...part, stream: rows.get(keyOf(part))! } : part));
  const constants = model.constants.map((c) => ({
    ...c,
    value: to(c.value),
    min: c.min && to(c.min),
    max: c.max && to(c.max),
  }));
  const beliefs = model.actors.map((actor) => actor.beliefs.map((b) => ({ ...b, value: to(b.value) })));
  return { constants, beliefs };
}

/** Works out the constants of all runs anew, in place. The luck: uniforms laid out [draw][run]. */
export type Redraw = (states: States, luck: Float64Array) => void;

export function redrawOf(model: CheckedModel): Redraw {
  let ready: ReturnType<typeof numbered> | undefined;
  const rows = stateRows(model);
  return ({ count, values }, luck) => {
    ready ??= numbered(model);
    const { constants, beliefs } = ready;
    for (let i = 0; i < count; i++) {
      const own: RandomKey = { seed: 0, run: 0, when: 0, given: (row) => luck[row * count + i]! };
      const put = (first: number, drawn: Float64Array) => {
        for (let slot = 0; slot < drawn.length; slot++) values[(first + slot) * count + i] = drawn[slot]!;
      };
      put(0, constantsBy({ constants }, own, []));
      beliefs.forEach((of, actor) => {
        if (rows.believed[actor] !== 0) put(rows.believed[actor]!, constantsBy({ constants }, own, of));
      });
    }
  };
}
