// From the record's start: predict, then absorb. At every step the filter's set of particles plays on as far as the longest horizon, its forecasts
// are set beside those of the baselines, and only then is the next step's record read. In: a plan, horizons. Out: every forecast with its
// outcome and losses. No look-ahead: a forecast made after step t depends on rows up to t alone; of the row that it is held against it
// knows the error of the reading, which is a fact about the instrument (test/oracles/watch/no-look-ahead.test.ts plants a future value).

import { dateOfStep } from "../../base/dates.ts";
import type { Continuer } from "../../ensemble/jobs.ts";
import { playAhead, spread } from "./ahead.ts";
import { type BaselineName, baselinesFor } from "./baselines.ts";
import { watchSteps } from "./filter.ts";
import { type Forecast, type Loss, lossOf } from "./forecasts.ts";
import type { WatchPlan } from "./plan.ts";
import { predict, recordingFor } from "./predict.ts";
import { outcomeAfter, type Target, type TargetKind, targetsOf } from "./targets.ts";

export type BacktestOptions = {
  seed: number;
  particles: number;
  /** Futures played from each step. */
  futures: number;
  horizons: readonly number[];
  onProgress?: ((played: number, wanted: number) => void) | undefined;
  stopped?: (() => boolean) | undefined;
};

export type Forecaster = "model" | BaselineName;

export type Scored = {
  variable: string;
  kind: TargetKind;
  horizon: number;
  /** The last step whose record was read. */
  origin: number;
  /** The date that is forecast: the end of the window. */
  date: string;
  outcome: number;
  /** The probability given to each option, or to the event. */
  p?: number[] | undefined;
  /** The largest probability in it: how sharp it was; NaN for a quantity. */
  top: number;
  losses: Partial<Record<Forecaster, Loss>>;
};

export type Backtest = {
  seed: number;
  particles: number;
  futures: number;
  horizons: number[];
  scored: Scored[];
  logEvidence: number;
  /** Steps read before Ctrl-C, of all. */
  read: number;
  steps: number;
};

/** The largest probability in a forecast, or for a number how narrow it is. */
function topOf(forecast: Forecast): number {
  if (forecast.kind === "option") return Math.max(...forecast.p);
  if (forecast.kind === "event") return Math.max(forecast.p, 1 - forecast.p);
  if (forecast.kind === "count") return Math.max(...forecast.p);
  return Number.NaN;
}

const probabilities = (forecast: Forecast): number[] | undefined =>
  forecast.kind === "option" ? forecast.p : forecast.kind === "event" ? [forecast.p] : undefined;

type Due = { target: Target; horizon: number; outcome: number; error: number };

/** What is to be forecast from a step: only the fact that an outcome will be known is taken from the record here. */
function dueAt(targets: readonly Target[], horizons: readonly number[], origin: number): Due[] {
  return targets.flatMap((target) =>
    horizons.flatMap((horizon): Due[] => {
      const outcome = outcomeAfter(target, origin, horizon);
      if (outcome === undefined) return [];
      return [{ target, horizon, outcome, error: target.rows[origin + horizon]!.sd }];
    }),
  );
}

function score(plan: WatchPlan, due: Due, origin: number, forecast: Forecast): Scored {
  const { target, horizon, outcome } = due;
  const baselines = baselinesFor(target, origin, horizon, due.error);
  const losses: Scored["losses"] = { model: lossOf(forecast, outcome) };
  for (const [name, made] of Object.entries(baselines) as [BaselineName, Forecast | undefined][]) {
    if (made) losses[name] = lossOf(made, outcome);
  }
  return {
    variable: target.variable,
    kind: target.kind,
    horizon,
    origin,
    date: dateOfStep(plan.model.clock, origin + horizon),
    outcome,
    p: probabilities(forecast),
    top: topOf(forecast),
    losses,
  };
}

/** From the record's start, predicts and then absorbs: every forecast with its outcome and losses, and none knows a later row. */
export async function backtest(plan: WatchPlan, executor: Continuer, options: BacktestOptions): Promise<Backtest> {
  const { seed, futures, horizons } = options;
  const { model } = plan;
  const targets = targetsOf(plan);
  const recording = recordingFor(plan, targets);
  const scored: Scored[] = [];
  let logEvidence = 0;
  let read = 0;
  for await (const { particleSet, report } of watchSteps(plan, executor, options)) {
    logEvidence += report.logEvidence;
    read++;
    options.onProgress?.(read, plan.last + 1);
    const due = dueAt(targets, horizons, report.step);
    if (report.step < plan.first || due.length === 0) continue;
    const farthest = Math.max(...due.map((d) => d.horizon));
    const until = Math.min(model.clock.steps, particleSet.step + farthest);
    const from = spread(model, particleSet, futures, seed);
    const segments = await playAhead(model, recording, from, until, seed, executor);
    const f = { plan, recording, segments, seed };
    for (const d of due) scored.push(score(plan, d, report.step, predict(f, d.target, d.horizon, d.error)));
  }
  const { particles } = options;
  return { seed, particles, futures, horizons: [...horizons], scored, logEvidence, read, steps: plan.last + 1 };
}
