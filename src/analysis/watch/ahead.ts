// Futures from a set of particles: what the model answers as of the step before the one that comes next. In: a set of particles, questions, who plays.
// Out: answers of the same kind as those of an ensemble from the start, over what is still to come: an event counts from here on.
// Questions whose date has passed are left out; comparisons, which need options held, are in held-ahead.ts.

import type { Block, Recording, Segment } from "../../engine/interpreter/engine.ts";
import type { Answer } from "../../ensemble/answers.ts";
import { isPlain, talliesOf } from "../../ensemble/ask.ts";
import type { Continuer } from "../../ensemble/jobs.ts";
import type { CheckedModel, Hold, Question } from "../../language/checked-model.ts";
import { uniform } from "../../statistics/philox.ts";
import { copyStates, type ParticleSet, resampled, segmentOf } from "./particles.ts";
import { systematic } from "./weights.ts";

const STREAM = 0x41686561;

/** A copy of a particleSet as `runs` particles of one weight: the one it came from may go on. */
export function spread(model: CheckedModel, particleSet: ParticleSet, runs: number, seed: number): ParticleSet {
  return resampled(
    model,
    particleSet,
    systematic(particleSet.logs, runs, uniform(seed, 0, STREAM, particleSet.step, 0)),
  );
}

/** Plays a set of particles on until a step, with options held on the way. */
export async function playAhead(
  model: CheckedModel,
  recording: Recording,
  particleSet: ParticleSet,
  until: number,
  seed: number,
  executor: Continuer,
  holds: readonly Hold[] = [],
): Promise<Segment[]> {
  const own = { ...particleSet, states: particleSet.states && copyStates(particleSet.states) };
  const segments: Segment[] = [];
  for await (const segment of executor.resume(segmentOf(own, { model, recording, seed, holds, until }))) {
    segments.push(segment);
  }
  return segments;
}

/** A segment laid out as a block of whole runs, with nothing in the steps before it. */
function asBlock(model: CheckedModel, recording: Recording, s: Segment): Block {
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

/** The questions that need no holds and can still be answered from a step on. */
export const stillOpen = (questions: readonly Question[], step: number) =>
  questions.filter(isPlain).filter((q) => dateOf(q) >= step);

/** What has passed is no part of the answer. */
function fromStep<A extends Answer>(answer: A, step: number): A {
  if (answer.kind === "comparison") return answer;
  return { ...answer, dates: answer.dates.slice(step), byDate: answer.byDate.slice(step) };
}

/** A set of particles of equal weights, with the seed of the filter that it came from: its futures go on in that luck. */
export type Origin = { particleSet: ParticleSet; seed: number };

export type Ahead = { step: number; runs: number; failed: number; answers: Answer[] };

const Z = 1.959963984540054;

/** The standard error of the mean of what several filters say; NaN for one filter. */
export function errorOfMean(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

function widenedShare<S extends { p: number; se: number; low: number; high: number }>(
  share: S,
  own: readonly number[],
): S {
  const se = errorOfMean(own);
  if (!(se > share.se)) return share;
  return { ...share, se, low: Math.max(0, share.p - Z * se), high: Math.min(1, share.p + Z * se) };
}

/** Particles share ancestors, so they are fewer than they seem: where filters differ by more than luck among particles, that is the error. */
function widened(answer: Answer, own: readonly Answer[]): Answer {
  if (answer.kind === "options") {
    const shares = (k: number) => own.flatMap((a) => (a.kind === "options" ? [a.options[k]!.p] : []));
    return { ...answer, options: answer.options.map((o, k) => widenedShare(o, shares(k))) };
  }
  if (answer.kind === "event")
    return widenedShare(
      answer,
      own.flatMap((a) => (a.kind === "event" ? [a.p] : [])),
    );
  if (answer.kind !== "quantity") return answer;
  const means = own.flatMap((a) => (a.kind === "quantity" ? [a.mean] : []));
  return { ...answer, se: Math.max(answer.se, errorOfMean(means) || 0) };
}

/** Answers from sets of particles of several filters, put together. */
export async function answersAhead(
  model: CheckedModel,
  questions: readonly Question[],
  origins: readonly Origin[],
  executor: Continuer,
): Promise<Ahead> {
  const { step } = origins[0]!.particleSet;
  const open = stillOpen(questions, step);
  const { recording, tallies } = talliesOf(model, open);
  const own: Answer[][] = [];
  let [failed, runs] = [0, 0];
  for (const { particleSet, seed } of origins) {
    const alone = talliesOf(model, open).tallies;
    for (const segment of await playAhead(model, recording, particleSet, model.clock.steps, seed, executor)) {
      failed += segment.faults.length;
      runs += segment.count;
      const block = asBlock(model, recording, segment);
      for (const tally of [...tallies, ...alone]) tally.add(block);
    }
    own.push(alone.map((tally) => tally.answer()));
  }
  const answers = tallies.map((tally, k) =>
    fromStep(
      widened(
        tally.answer(),
        own.map((a) => a[k]!),
      ),
      step,
    ),
  );
  return { step, runs, failed, answers };
}
