// The model's forecasts from the record's start, scored beside naive ones. In: steps ahead, futures from each step. Out: the scores; of the
// steps that were read where it was stopped.

import { type Backtest, backtest } from "../../analysis/watch/backtest.ts";
import { watchPlan } from "../../analysis/watch/plan.ts";
import { stepOfDate } from "../../base/dates.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { optionName } from "../../present/words/where.ts";
import { RUNS, SEED, WATCH } from "../defaults.ts";
import { done, type Note, type Outcome, refuse, type Work } from "../task.ts";
import type { OpenWatched } from "./open-watched.ts";
import type { Filtering, WatchRequest } from "./request.ts";

export type Backtested = {
  kind: "backtest";
  model: CheckedModel;
  seed: number;
  runs: number;
  backtest: Backtest;
  split: string | undefined;
};

export async function backtestRecord(
  request: WatchRequest,
  opened: OpenWatched,
  { executor, signal, progress }: Work<Filtering>,
): Promise<Outcome<Backtested>> {
  const plan = watchPlan(opened.model, opened.record);
  const { seed = SEED, runs = RUNS.watch, split } = request;
  if (split !== undefined && stepOfDate(plan.model.clock, split) === undefined)
    return refuse("usage", `${optionName(request.source.where, "split")} takes a date; this is \`${split}\``);
  const { futures = WATCH.futures, horizons = WATCH.horizons } = request;
  const found = await backtest(plan, executor, {
    ...{ seed, particles: runs, futures, horizons },
    onProgress: progress,
    stopped: () => signal.aborted,
  });
  const says = `Stopped: ${found.read} of ${found.steps} steps were read; the scores rest on these.`;
  const note: Note | undefined = found.read < found.steps ? { kind: "stopped", says } : undefined;
  const nothing = "No answer: the record has nothing that can be scored: five rows or more of one variable.";
  if (found.scored.length === 0) return refuse("none", note ? `${says}\n${nothing}` : nothing);
  return done({ kind: "backtest", model: plan.model, seed, runs, backtest: found, split }, [note]);
}
