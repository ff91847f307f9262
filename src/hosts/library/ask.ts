// A model's questions answered, each as data and as one sentence, on the present thread. In: a checked model. Out: answers, or why none.
// The rule of every host holds here too: where more than 1 % of the futures were stopped there is no answer, only that.

import { invariant } from "../../base/invariant.ts";
import type { Answer } from "../../ensemble/answers.ts";
import { ask as askAll, MOST_FAILED } from "../../ensemble/ask.ts";
import type { Executor } from "../../ensemble/jobs.ts";
import { playHere } from "../../ensemble/play-here.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { sayAnswer } from "../../present/answers/say-answer.ts";
import { sayFaults } from "../../present/words/say-faults.ts";
import { makeEngine } from "../engine.ts";

export type AskOptions = {
  /** Ids of questions: all of the model's where nothing is said. */
  questions?: readonly string[] | undefined;
  seed?: number | undefined;
  /** How many futures: 10,000 where nothing is said; each row of a comparison takes a tenth of it. */
  runs?: number | undefined;
  /** Play until the 95 % interval of every probability is this wide to each side: 0.01 is a point. */
  within?: number | undefined;
  onProgress?: ((played: number, wanted: number) => void) | undefined;
  /** Who plays: the present thread where nothing is said. */
  executor?: Executor | undefined;
};

export type Answered = {
  seed: number;
  /** Futures played, and those of them that were stopped by a value that is not finite. */
  runs: number;
  failed: number;
  /** Each as data, and as the sentence that every host says. */
  answers: (Answer & { says: string })[];
  /** Why there is no answer: too many futures were stopped. */
  refused?: string | undefined;
};

const RUNS = 10_000;
const COMPARED = 10;

/**
 * Plays the ensemble and answers the model's questions.
 *
 * @example
 * const { answers } = await ask(model, { questions: ["china"], runs: 2000 });
 * answers[0].says; // "Patience is likely: 73 % (+/- 2, 2,000 futures, seed 1) in July 2026; ..."
 */
export async function ask(model: CheckedModel, options: AskOptions = {}): Promise<Answered> {
  const { questions: ids, seed = 1, runs = RUNS, within, onProgress, executor = playHere(makeEngine) } = options;
  const known = model.questions.map((q) => q.id);
  for (const id of ids ?? []) invariant(known.includes(id), `the model has no question \`${id}\`: ${known.join(", ")}`);
  const questions = ids ? model.questions.filter((q) => ids.includes(q.id)) : model.questions;
  const comparisonRuns = Math.max(1, Math.floor(runs / COMPARED));
  const asked = await askAll(model, questions, executor, { seed, runs, within, onProgress, comparisonRuns });
  const head = { seed, runs: asked.runs, failed: asked.failed };
  if (asked.failedShare > MOST_FAILED) return { ...head, answers: [], refused: sayFaults(model, asked) };
  return { ...head, answers: asked.answers.map((a) => ({ ...a, says: sayAnswer(model, a, seed) })) };
}
