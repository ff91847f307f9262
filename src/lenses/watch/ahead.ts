// Futures from a cloud: what the model answers as of the step before the one that comes next. In: a cloud, questions, who plays.
// Out: answers of the same kind as those of an ensemble from the start, over what is still to come: an event counts from here on.
// Questions whose date has passed are left out, and comparisons, which need options held.

import type { Answer } from "../../ensemble/answers.ts";
import { isPlain, talliesOf } from "../../ensemble/ask.ts";
import type { Continuer } from "../../ensemble/jobs.ts";
import type { CheckedModel, Question } from "../../language/checked-model.ts";
import type { Block, Recording, Stretch } from "../../meaning/engine.ts";
import { uniform } from "../../numbers/philox.ts";
import { type Cloud, copyStates, resampled, stretchOf } from "./cloud.ts";
import { systematic } from "./weights.ts";

const STREAM = 0x41686561;

/** A copy of a cloud as `runs` particles of one weight: the one it came from may go on. */
export function spread(model: CheckedModel, cloud: Cloud, runs: number, seed: number): Cloud {
  return resampled(model, cloud, systematic(cloud.logs, runs, uniform(seed, 0, STREAM, cloud.step, 0)));
}

/** Plays a cloud on until a step. */
export async function playAhead(
  model: CheckedModel,
  recording: Recording,
  cloud: Cloud,
  until: number,
  seed: number,
  player: Continuer,
): Promise<Stretch[]> {
  const own = { ...cloud, states: cloud.states && copyStates(cloud.states) };
  const stretches: Stretch[] = [];
  for await (const stretch of player.goOn(stretchOf(own, { model, recording, seed, holds: [], until }))) {
    stretches.push(stretch);
  }
  return stretches;
}

/** A stretch laid out as a block of whole runs, with nothing in the steps before it. */
function asBlock(model: CheckedModel, recording: Recording, s: Stretch): Block {
  const { steps } = model.clock;
  const series = new Float64Array(recording.series.length * steps * s.count);
  const options = new Uint8Array(recording.policies.length * steps * s.count);
  const wide = s.steps * s.count;
  recording.series.forEach((_, k) => {
    series.set(s.series.subarray(k * wide, (k + 1) * wide), (k * steps + s.from) * s.count);
  });
  recording.policies.forEach((_, k) => {
    options.set(s.options.subarray(k * wide, (k + 1) * wide), (k * steps + s.from) * s.count);
  });
  return { ...s, steps, series, options, explained: [] };
}

const dateOf = (q: Exclude<Question, { kind: "comparison" }>) => (q.kind === "event" ? q.by : q.step);

/** The questions that can still be answered from a step on. */
export const stillOpen = (questions: readonly Question[], step: number) =>
  questions.filter(isPlain).filter((q) => dateOf(q) >= step);

/** What has passed is no part of the answer. */
function fromStep<A extends Answer>(answer: A, step: number): A {
  if (answer.kind === "comparison") return answer;
  return { ...answer, dates: answer.dates.slice(step), byDate: answer.byDate.slice(step) };
}

export type Ahead = { step: number; runs: number; failed: number; answers: Answer[] };

/** Answers from a cloud of equal weights. */
export async function answersAhead(
  model: CheckedModel,
  questions: readonly Question[],
  cloud: Cloud,
  seed: number,
  player: Continuer,
): Promise<Ahead> {
  const open = stillOpen(questions, cloud.step);
  const { recording, tallies } = talliesOf(model, open);
  const stretches = await playAhead(model, recording, cloud, model.clock.steps, seed, player);
  let failed = 0;
  for (const stretch of stretches) {
    failed += stretch.faults.length;
    for (const tally of tallies) tally.add(asBlock(model, recording, stretch));
  }
  const answers = tallies.map((tally) => fromStep(tally.answer(), cloud.step));
  return { step: cloud.step, runs: cloud.runs, failed, answers };
}
