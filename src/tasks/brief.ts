// `brief`: one question on one page: the answer, why, what would change it, rival lenses, sources. In: a question (the first where none
// is named). Out: the parts of the page, but for what only its host knows: the version and the command that gives it back.

import { ask, MOST_FAILED } from "../ensemble/ask.ts";
import type { CheckedModel, Question } from "../language/checked-model.ts";
import type { BriefParts, LensAnswer } from "../present/answers/brief.ts";
import { count } from "../present/words/figures.ts";
import { RUNS, SEED } from "./defaults.ts";
import { explainPlayed, playFor } from "./explain/play-for.ts";
import { questionsNamed } from "./questions.ts";
import { departuresOf, type OfModel, openModel } from "./source.ts";
import { done, isRefused, type Note, refuse, stoppedNote, type Task, type Work } from "./task.ts";

export type BriefRequest = OfModel & {
  questions?: readonly string[] | undefined;
  seed?: number | undefined;
  runs?: number | undefined;
};

export type BriefResult = { model: CheckedModel; parts: Omit<BriefParts, "version" | "command"> };

/** The answer under each rival lens of the model. */
async function lensAnswers(
  request: BriefRequest,
  model: CheckedModel,
  question: Question,
  { executor, signal }: Work,
): Promise<{ found: LensAnswer[]; notes: Note[] }> {
  const found: LensAnswer[] = [];
  const notes: Note[] = [];
  const own = departuresOf(request);
  const { seed = SEED, runs = RUNS.brief } = request;
  const options = { seed, runs: Math.min(RUNS.briefLens, runs), comparisonRuns: RUNS.comparison };
  for (const { id, label } of model.scenarios.filter((s) => s.lens)) {
    if (signal.aborted) break;
    const lens = await openModel(request.source, { ...own, scenarios: [...(own.scenarios ?? []), id] });
    if (isRefused(lens)) {
      notes.push({ kind: "warning", says: lens.says });
      continue;
    }
    const asked = lens.model.questions.find((q) => q.id === question.id);
    if (!asked) continue;
    const { answers } = await ask(lens.model, [asked], executor, { ...options, stopped: () => signal.aborted });
    if (answers[0]) found.push({ id, label, answer: answers[0] });
  }
  return { found, notes };
}

const tooManyFailed = ({ failed, runs }: { failed: number; runs: number }) => {
  const all = count(runs + failed);
  return `No answer: ${count(failed)} of ${all} futures were stopped at a value that is not finite.`;
};

export const brief: Task<BriefRequest, BriefResult> = async (request, executor, signal, progress) => {
  const { source, questions: names = [], seed = SEED, runs } = request;
  const opened = await openModel(source, departuresOf(request));
  if (isRefused(opened)) return opened;
  const { model, notes } = opened;
  const questions = questionsNamed(model, names);
  if (isRefused(questions)) return questions;
  if (names.length > 1) return refuse("usage", "a brief is of one question: name one");
  const question = questions[0]!;
  const work = { executor, signal, progress };
  const played = await playFor(model, question, work, { seed, runs });
  const explained = explainPlayed(model, question, played);
  const { answer, g } = played;
  if (!answer || !explained)
    return signal.aborted
      ? refuse("stopped", "Stopped before there was an answer.")
      : refuse("none", "No answer: no future was played whole.");
  if (g.failed > MOST_FAILED * (g.runs + g.failed)) return refuse("none", tooManyFailed(g));
  const lenses = await lensAnswers(request, model, question, work);
  const parts = { question, answer, seed, runs: answer.runs, failed: g.failed, explained, lenses: lenses.found };
  return done({ model, parts }, [...notes, ...lenses.notes, stoppedNote(signal)]);
};
