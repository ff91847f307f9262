// A model's questions answered, each as data and as one sentence. In: a checked model. Out: answers, or why none.
// The rule of every surface holds here too: where more than 1 % of the futures were stopped there is no answer, only that.

import type { Answer } from "../../ensemble/answers.ts";
import type { Executor } from "../../ensemble/jobs.ts";
import { makeEngine } from "../../ensemble/make-engine.ts";
import { playHere } from "../../ensemble/play-here.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { sayAnswer } from "../../present/answers/say-answer.ts";
import { ask as askTask } from "../../tasks/ask.ts";
import { RUNS, SEED } from "../../tasks/defaults.ts";
import { sourceOf } from "../../tasks/source.ts";
import { isRefused } from "../../tasks/task.ts";

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
  /** An AbortSignal that ends the play: the answers then rest on what was played. */
  signal?: { readonly aborted: boolean } | undefined;
};

export type Answered = {
  seed: number;
  /** Futures played, and those of them that were stopped by a value that is not finite. */
  runs: number;
  failed: number;
  /** Each as data, and as the sentence that every host says. */
  answers: (Answer & { says: string })[];
  /** Why there is no answer: too many futures were stopped, or the model has no question of that name. */
  refused?: string | undefined;
};

/** Rows of a comparison are played on this thread, one after the other: a tenth of the futures for each. */
const COMPARED = 10;

/**
 * Plays the ensemble and answers the model's questions.
 *
 * @example
 * const { answers } = await ask(model, { questions: ["china"], runs: 2000 });
 * answers[0].says; // "Patience is likely: 73 % (+/- 2, 2,000 futures, seed 1) in July 2026; ..."
 */
export async function ask(model: CheckedModel, options: AskOptions = {}): Promise<Answered> {
  const { executor = playHere(makeEngine), signal = { aborted: false }, onProgress, ...asked } = options;
  const { seed = SEED, runs: wanted = RUNS.ask } = options;
  const comparisonRuns = Math.max(1, Math.floor(wanted / COMPARED));
  const request = { ...asked, comparisonRuns, source: sourceOf(model, "program") };
  const outcome = await askTask(request, executor, signal, onProgress ?? (() => undefined));
  if (isRefused(outcome)) {
    const { runs, failed } = outcome.counts ?? { runs: 0, failed: 0 };
    return { seed, runs, failed, answers: [], refused: outcome.says };
  }
  const { runs, failed, answers } = outcome.result.asked;
  return { seed, runs, failed, answers: answers.map((a) => ({ ...a, says: sayAnswer(model, a, seed) })) };
}
