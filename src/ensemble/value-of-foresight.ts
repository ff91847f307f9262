// Who would gain from looking further: each actor alone looks to the end of the clock, its values and everybody else as they are, under
// the same luck. In: model, actors. Out: what each has then, and the paired difference from play as it is. Nobody is held; what is
// told apart from a better option held throughout is sight alone (docs/meaning.md, "Deciding").

import type { CheckedModel } from "../language/checked-model.ts";
import { number } from "../language/expression.ts";
import { utilityMeasures } from "./baseline.ts";
import type { CompareOptions } from "./compare-options.ts";
import type { Executor } from "./jobs.ts";
import { type Difference, differenceOf, type PlayedRow, playRow, wholeRuns } from "./paired.ts";

export type Further = Difference & {
  /** How far it looks then. */
  steps: number;
};

/** By actor slot given; undefined where it was stopped, or where not two runs were whole. */
export async function lookFurther(
  model: CheckedModel,
  actors: readonly number[],
  executor: Executor,
  options: CompareOptions & { step?: number | undefined },
): Promise<Further[] | undefined> {
  const { seed, runs } = options;
  const measures = utilityMeasures(
    model,
    actors.map((actor) => ({ actor })),
    options.step,
  );
  const models = [model, ...actors.map((actor) => lookingTo(model, actor, model.clock.steps))];
  const rows: PlayedRow[] = [];
  let played = 0;
  const onBlock = ({ count }: { count: number }) => {
    played += count;
    options.onProgress?.(played, runs * models.length);
    return options.stopped?.() ?? false;
  };
  for (const one of models) {
    const row = await playRow({ model: one, measures, holds: [] }, executor, { seed, runs, onBlock });
    if (row.played < runs) return undefined;
    rows.push(row);
  }
  const whole = wholeRuns(rows);
  if (whole.length < 2) return undefined;
  return actors.map((_, i) => ({
    steps: model.clock.steps,
    ...differenceOf(rows[i + 1]!.values[i]!, rows[0]!.values[i]!, whole),
  }));
}

/** The model in which one actor looks this far. */
function lookingTo(model: CheckedModel, actor: number, steps: number): CheckedModel {
  const slot = model.actors[actor]!.foresight;
  const constants = model.constants.map((constant, k) =>
    k === slot ? { ...constant, value: number(steps) } : constant,
  );
  return { ...model, constants };
}
