// The answers that the page opens on, before it has played anything itself. In: a model, what was asked of it. Out: sentences, with the
// runs and the luck that give them again.

import type { Asked } from "../../ensemble/ask.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { sayAnswer } from "../../present/answers/say-answer.ts";
import { ask } from "../../tasks/ask.ts";
import { sourceOf } from "../../tasks/source.ts";
import { isRefused } from "../../tasks/task.ts";
import { workerPool } from "../pool/pool.ts";
import type { StoredAnswer } from "../web/state/boot.ts";

const RUNS = 1_000;
/** A model that takes longer, in milliseconds, is played by the page alone, which shows how far it is. */
const LONGEST = 20_000;
/** The page's own luck, until a person wants another. */
const SEED = 1;

export const storedOf = (model: CheckedModel, { answers, runs, seed }: Asked): StoredAnswer[] =>
  answers.map((a) => ({ question: a.question, sentence: sayAnswer(model, a), runs, seed }));

/** Plays every question but the comparisons, on one thread; nothing where too many runs fail, or where it was ended or took too long. */
export async function playStored(model: CheckedModel, ended: AbortSignal, longest = LONGEST): Promise<StoredAnswer[]> {
  const signal = AbortSignal.any([ended, AbortSignal.timeout(longest)]);
  const pool = workerPool({ workers: 1, signal });
  try {
    const questions = model.questions.filter((q) => q.kind !== "comparison").map((q) => q.id);
    if (questions.length === 0) return [];
    const request = { source: sourceOf(model, "page"), questions, seed: SEED, runs: RUNS };
    const found = await ask(request, pool, signal, () => undefined);
    return isRefused(found) || found.result.asked.stopped ? [] : storedOf(model, found.result.asked);
  } catch {
    // A thread that died is no reason for the server to: the page plays by itself
    return [];
  } finally {
    await pool.close();
  }
}
