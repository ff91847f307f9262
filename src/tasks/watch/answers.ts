// The answers from the state that a record implies, as of a date, and what moved them. In: how far back to look, filters and particles.
// Out: the report; beside it the answers from the written start, where the model's own clock begins when the record has been read.

import { COMPARED } from "../../analysis/watch/held-ahead.ts";
import { watchPlan } from "../../analysis/watch/plan.ts";
import { type Watched, watch } from "../../analysis/watch/watch.ts";
import { dateOfStep } from "../../base/dates.ts";
import type { Answer } from "../../ensemble/answers.ts";
import { ask, MOST_FAILED } from "../../ensemble/ask.ts";
import type { CheckedModel, Question } from "../../language/checked-model.ts";
import { count, percent } from "../../present/words/figures.ts";
import { RUNS, SEED, WATCH } from "../defaults.ts";
import { questionsNamed } from "../questions.ts";
import { done, isRefused, type Outcome, refuse, type Work } from "../task.ts";
import { asOfStep } from "./as-of.ts";
import type { OpenWatched } from "./open-watched.ts";
import type { Filtering, WatchRequest } from "./request.ts";

export type AnswersWatched = {
  kind: "answers";
  model: CheckedModel;
  seed: number;
  runs: number;
  watched: Watched;
  written: readonly Answer[] | undefined;
};

/** Answers from the written start, where its clock begins right after the record's last step that is read. */
async function fromWritten(
  { base, model }: OpenWatched,
  questions: readonly Question[],
  { until, seed, runs }: { until: number; seed: number; runs: number },
  { executor, signal }: Work<Filtering>,
): Promise<readonly Answer[] | undefined> {
  const isBeside = base !== model && dateOfStep(model.clock, until + 1) === dateOfStep(base.clock, 0);
  if (!isBeside) return undefined;
  const asked = base.questions.filter((q) => questions.some((own) => own.id === q.id));
  const options = { seed, runs, comparisonRuns: COMPARED, stopped: () => signal.aborted };
  return (await ask(base, asked, executor, options)).answers;
}

const tooManyFailed = ({ failed, runs }: { failed: number; runs: number }) =>
  `No answer: ${count(failed)} of ${count(runs)} futures were stopped by a value that is no number; more than ${percent(MOST_FAILED)} of them may not.`;

export async function answersWatched(
  request: WatchRequest,
  opened: OpenWatched,
  work: Work<Filtering>,
): Promise<Outcome<AnswersWatched>> {
  const questions = questionsNamed(opened.model, request.questions);
  if (isRefused(questions)) return questions;
  const plan = watchPlan(opened.model, opened.record);
  const until = asOfStep(plan, request.asOf, request.source.where);
  if (isRefused(until)) return until;
  const { seed = SEED, runs: wanted = RUNS.watch, repeats: filters = WATCH.filters, back = WATCH.back } = request;
  const particles = Math.max(1, Math.round(wanted / filters));
  const { executor, signal, progress } = work;
  const watched = await watch(plan, questions, executor, {
    ...{ seed, particles, filters, until, back },
    onProgress: progress,
    stopped: () => signal.aborted,
  });
  if (watched.stopped) return refuse("stopped", "Stopped: the record was not read to its end, so there is no answer.");
  const { failed, runs: ahead } = watched.ahead;
  const runs = particles * filters;
  const written = await fromWritten(opened, questions, { until, seed, runs }, work);
  if (failed > MOST_FAILED * ahead) return refuse("none", tooManyFailed(watched.ahead));
  return done({ kind: "answers", model: plan.model, seed, runs, watched, written });
}
