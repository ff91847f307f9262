// `watch`: a model held against its record. In: which of five questions is asked: the answers as of a date, a backtest, what the model
// must do, rival readings, or what to watch for. Out: the report of that one.

import type { Work } from "./task.ts";
import { isRefused, type Outcome, type Task } from "./task.ts";
import { type AnswersWatched, answersWatched } from "./watch/answers.ts";
import { type Backtested, backtestRecord } from "./watch/backtest.ts";
import { type BehavioursJudged, behavioursJudged } from "./watch/behaviours.ts";
import { type Indicated, indicated } from "./watch/indicators.ts";
import { type OpenWatched, openWatched } from "./watch/open-watched.ts";
import type { Filtering, WatchRequest } from "./watch/request.ts";
import { type RivalsWatched, rivalsWatched } from "./watch/rivals.ts";

export type WatchFound = AnswersWatched | Backtested | BehavioursJudged | Indicated | RivalsWatched;

type Part = (request: WatchRequest, opened: OpenWatched, work: Work<Filtering>) => Promise<Outcome<WatchFound>>;

const PARTS: Readonly<Record<NonNullable<WatchRequest["what"]>, Part>> = {
  answers: answersWatched,
  backtest: backtestRecord,
  behaviours: behavioursJudged,
  rivals: rivalsWatched,
  indicators: indicated,
};

export const watch: Task<WatchRequest, WatchFound, Filtering> = async (request, executor, signal, progress) => {
  const opened = await openWatched(request);
  if (isRefused(opened)) return opened;
  const outcome = await PARTS[request.what ?? "answers"](request, opened, { executor, signal, progress });
  return isRefused(outcome) ? outcome : { ...outcome, notes: [...opened.notes, ...outcome.notes] };
};
