// The answers that the page opens on, before it has played anything itself. In: a model, what was asked of it. Out: sentences, with the
// runs and the luck that give them again.

import { type Asked, ask, isPlain, MOST_FAILED } from "../../ensemble/ask.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { sayAnswer } from "../../report/say-answer.ts";
import { workerPool } from "../pool/pool.ts";
import type { StoredAnswer } from "../web/state/boot.ts";

const RUNS = 1_000;
/** The page's own luck, until a person wants another. */
const SEED = 1;

export const storedOf = (model: CheckedModel, { answers, runs, seed }: Asked): StoredAnswer[] =>
  answers.map((a) => ({ question: a.question, sentence: sayAnswer(model, a), runs, seed }));

/** Plays every question but the comparisons, on one thread; nothing where too many runs fail, or where it was ended. */
export async function playStored(model: CheckedModel, signal: AbortSignal): Promise<StoredAnswer[]> {
  const pool = workerPool({ workers: 1, signal });
  try {
    const stopped = () => signal.aborted;
    const asked = await ask(model, model.questions.filter(isPlain), pool, { seed: SEED, runs: RUNS, stopped });
    return asked.stopped || asked.failedShare > MOST_FAILED ? [] : storedOf(model, asked);
  } finally {
    await pool.close();
  }
}
