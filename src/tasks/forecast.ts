// `forecast`: the model's answers as a book of dated forecasts that can be resolved, for `score`. In: questions, perhaps a date of the
// record. Out: the book; from the record, baselines stand beside the model's own.

import { watchPlan } from "../analysis/watch/plan.ts";
import { questionBaselines } from "../analysis/watch/question-baselines.ts";
import { watch } from "../analysis/watch/watch.ts";
import { dateOfStep } from "../base/dates.ts";
import { ask, isPlain } from "../ensemble/ask.ts";
import type { Book } from "../present/watch/forecast-book.ts";
import { RUNS, SEED, WATCH } from "./defaults.ts";
import { questionsNamed } from "./questions.ts";
import { departuresOf, type OfModel, openModel } from "./source.ts";
import { done, isRefused, type Outcome, refuse, type Task, type Work } from "./task.ts";
import { asOfStep } from "./watch/as-of.ts";
import { openWatched } from "./watch/open-watched.ts";
import type { Filtering } from "./watch/request.ts";

export type ForecastRequest = OfModel & {
  questions?: readonly string[] | undefined;
  /** Start from what the record says of the state on this date. */
  asOf?: string | undefined;
  seed?: number | undefined;
  runs?: number | undefined;
};

export type ForecastResult = { book: Book; failed: number };

const STOPPED = refuse("stopped", "Stopped: nothing was written.");

async function fromStart(
  request: ForecastRequest,
  { executor, signal, progress }: Work<Filtering>,
): Promise<Outcome<ForecastResult>> {
  const opened = await openModel(request.source, departuresOf(request));
  if (isRefused(opened)) return opened;
  const { model, notes } = opened;
  const questions = questionsNamed(model, request.questions);
  if (isRefused(questions)) return questions;
  const { seed = SEED, runs = RUNS.forecast } = request;
  const options = { seed, runs, onProgress: progress, stopped: () => signal.aborted };
  const asked = await ask(model, questions.filter(isPlain), executor, options);
  if (asked.stopped) return STOPPED;
  const asOf = dateOfStep(model.clock, -1);
  const book = { model, answers: asked.answers, others: [], asOf, seed, futures: runs };
  return done({ book, failed: asked.failed }, notes);
}

async function fromRecord(
  request: ForecastRequest,
  { executor, signal, progress }: Work<Filtering>,
): Promise<Outcome<ForecastResult>> {
  const opened = await openWatched(request);
  if (isRefused(opened)) return opened;
  const questions = questionsNamed(opened.model, request.questions);
  if (isRefused(questions)) return questions;
  const plan = watchPlan(opened.model, opened.record);
  const until = asOfStep(plan, request.asOf, request.source.where);
  if (isRefused(until)) return until;
  const { seed = SEED, runs = RUNS.watch } = request;
  const { filters } = WATCH;
  const particles = Math.max(1, Math.round(runs / filters));
  const found = await watch(plan, questions.filter(isPlain), executor, {
    ...{ seed, particles, filters, until },
    onProgress: progress,
    stopped: () => signal.aborted,
  });
  if (found.stopped) return STOPPED;
  const { answers } = found.ahead;
  const asked = questions.filter((q) => answers.some((a) => a.question === q.id));
  const others = questionBaselines(plan, asked, until);
  const book = { model: plan.model, answers, others, asOf: found.asOf, seed, futures: particles };
  return done({ book, failed: found.failed }, opened.notes);
}

export const forecast: Task<ForecastRequest, ForecastResult, Filtering> = async (
  request,
  executor,
  signal,
  progress,
) => {
  const work = { executor, signal, progress };
  const outcome = await (request.asOf === undefined ? fromStart : fromRecord)(request, work);
  if (isRefused(outcome) || outcome.result.book.answers.length > 0) return outcome;
  return refuse(
    "none",
    "No answer: none of these questions can be forecast: comparisons are asked with `standoff ask`.",
  );
};
