// `ask`: plays the ensemble and answers the model's questions. In: ids of questions (all where none is named), how many futures or how
// precise. Out: answers; none where more than 1 % of the futures were stopped by a value that is not finite.

import { type Asked, ask as askAll, MOST_FAILED } from "../ensemble/ask.ts";
import type { CheckedModel, Question } from "../language/checked-model.ts";
import { refusedAnswer } from "../present/answers/ask-forms.ts";
import { sayFaults } from "../present/words/say-faults.ts";
import { RUNS, SEED } from "./defaults.ts";
import { questionsNamed } from "./questions.ts";
import { departuresOf, type OfModel, openModel } from "./source.ts";
import { done, isRefused, type Note, refuse, type Task } from "./task.ts";

export type AskRequest = OfModel & {
  questions?: readonly string[] | undefined;
  seed?: number | undefined;
  runs?: number | undefined;
  /** Play until the 95 % interval of every probability is this wide to each side, in place of `runs`. */
  within?: number | undefined;
  /** Futures for each row of a comparison. */
  comparisonRuns?: number | undefined;
};

export type AskResult = { model: CheckedModel; asked: Asked };

/** A comparison takes fewer futures for each row, except where nothing else is asked and their number is said. */
function comparisonRunsOf(request: AskRequest, questions: readonly Question[]): number {
  const { runs = RUNS.ask, comparisonRuns } = request;
  const alone = request.runs !== undefined && questions.every((q) => q.kind === "comparison");
  return comparisonRuns ?? (alone ? runs : Math.min(runs, RUNS.comparison));
}

function stoppedNote(questions: readonly Question[], asked: Asked): Note {
  const missing = questions.filter((q) => !asked.answers.some((a) => a.question === q.id)).map((q) => q.id);
  const rest = missing.length > 0 ? `; not reached: ${missing.join(", ")}` : "";
  return { kind: "stopped", says: `Stopped: the answers rest on what was played so far${rest}.` };
}

export const ask: Task<AskRequest, AskResult> = async (request, executor, signal, progress) => {
  const opened = await openModel(request.source, departuresOf(request));
  if (isRefused(opened)) return opened;
  const { model, notes } = opened;
  const questions = questionsNamed(model, request.questions);
  if (isRefused(questions)) return questions;
  const { seed = SEED, runs = RUNS.ask, within } = request;
  const comparisonRuns = comparisonRunsOf(request, questions);
  const stopped = () => signal.aborted;
  const asked = await askAll(model, questions, executor, {
    ...{ seed, runs, within, comparisonRuns, stopped },
    onProgress: progress,
  });
  if (asked.runs === 0 && asked.stopped) return refuse("stopped", "Stopped: nothing was played yet.");
  if (asked.failedShare > MOST_FAILED) {
    const { says, json } = refusedAnswer(model, asked, request.source);
    return refuse("none", says, { json, counts: asked });
  }
  const stoppedOrNot = asked.stopped ? stoppedNote(questions, asked) : undefined;
  const faults: Note | undefined = asked.failed > 0 ? { kind: "faults", says: sayFaults(model, asked) } : undefined;
  return done({ model, asked }, [...notes, stoppedOrNot, faults]);
};
