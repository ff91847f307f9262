// What one would forecast without a model: uniform, climatology (how often so far), persistence (as it is, as often as it stayed so far).
// In: a target, the step up to which its past may be seen, a horizon. Out: a forecast of each kind; undefined where there is none.
// All learn from the record as it goes, with half a case added everywhere, so that none ever says never.

import { exp, log } from "../../statistics/elementary.ts";
import { logPoisson } from "../../statistics/log-densities.ts";
import { countShares, type Forecast } from "./forecasts.ts";
import { pastOf, type Target } from "./targets.ts";

export type BaselineName = "uniform" | "climatology" | "persistence";

export type Baselines = Record<BaselineName, Forecast | undefined>;

type Past = { step: number; value: number }[];

const HALF = 0.5;

function ofOptions(target: Target, past: Past, horizon: number): Baselines {
  const k = target.options;
  const counts = Array.from({ length: k }, () => HALF);
  for (const { value } of past) counts[value]! += 1;
  const total = past.length + HALF * k;
  const last = past.at(-1)?.value;
  const later = new Map(past.map(({ step, value }) => [step, value]));
  let [stayed, pairs] = [HALF, 1];
  for (const { step, value } of past) {
    const then = later.get(step + horizon);
    if (then === undefined) continue;
    pairs++;
    if (then === value) stayed++;
  }
  // It never says that what is there is the least likely
  const stay = Math.max(stayed / pairs, 1 / k);
  const persistence = Array.from({ length: k }, (_, i) => (i === last ? stay : (1 - stay) / (k - 1)));
  return {
    uniform: { kind: "option", p: counts.map(() => 1 / k) },
    climatology: { kind: "option", p: counts.map((c) => c / total) },
    persistence: last === undefined ? undefined : { kind: "option", p: persistence },
  };
}

/** Sums of `horizon` steps in a row, by the step of the last one. */
function windows(past: Past, horizon: number): { step: number; sum: number }[] {
  const byStep = new Map(past.map(({ step, value }) => [step, value]));
  return past.flatMap(({ step }) => {
    let sum = 0;
    for (let t = step - horizon + 1; t <= step; t++) {
      const value = byStep.get(t);
      if (value === undefined) return [];
      sum += value;
    }
    return [{ step, sum }];
  });
}

function ofEvents(past: Past, horizon: number): Baselines {
  const happened = past.filter((p) => p.value === 1).length;
  const rate = (happened + HALF) / (past.length + 1);
  const climatology = 1 - exp(horizon * log(1 - rate));
  const all = windows(past, horizon);
  const now = all.at(-1);
  const byStep = new Map(all.map((w) => [w.step, w.sum > 0]));
  let persistence = climatology;
  if (now) {
    // What followed windows like the present one, with one case of the climatology added
    const like = all.filter((w) => w.sum > 0 === now.sum > 0 && byStep.has(w.step + horizon));
    const hits = like.filter((w) => byStep.get(w.step + horizon)).length;
    persistence = (hits / horizon + climatology) / (like.length / horizon + 1);
  }
  return {
    uniform: { kind: "event", p: HALF },
    climatology: { kind: "event", p: climatology },
    persistence: now ? { kind: "event", p: persistence } : undefined,
  };
}

const poissonShares = (mean: number) => {
  const most = Math.ceil(mean + 6 * Math.sqrt(mean) + 6);
  return Float64Array.from({ length: most + 1 }, (_, k) => exp(logPoisson(k, mean)));
};

/** Past windows to learn a distribution from; with fewer, a Poisson of the mean so far. */
const FEWEST_WINDOWS = 12;

function ofCounts(past: Past, horizon: number): Baselines {
  const all = windows(past, horizon).map((w) => w.sum);
  const mean = past.length === 0 ? 1 : (past.reduce((sum, p) => sum + p.value, 0) + HALF) / past.length;
  const most = Math.max(1, ...all);
  const last = all.at(-1);
  return {
    uniform: { kind: "count", p: new Float64Array(most + 1).fill(1 / (most + 1)) },
    climatology: { kind: "count", p: all.length >= FEWEST_WINDOWS ? countShares(all) : poissonShares(mean * horizon) },
    persistence: last === undefined ? undefined : { kind: "count", p: poissonShares(last + HALF) },
  };
}

const FEWEST_READINGS = 3;

function normalOf(values: readonly number[], about?: number): { mean: number; sd: number } {
  const mean = about ?? values.reduce((sum, v) => sum + v, 0) / values.length;
  const squares = values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0);
  return { mean, sd: Math.sqrt(squares / Math.max(1, values.length - (about === undefined ? 1 : 0))) };
}

function ofQuantities(past: Past, horizon: number, error: number): Baselines {
  if (past.length < FEWEST_READINGS) return { uniform: undefined, climatology: undefined, persistence: undefined };
  const all = normalOf(past.map((p) => p.value));
  const changes = past.flatMap((p, i) => {
    const before = past.findLast((b, k) => k < i && b.step <= p.step - horizon) ?? past[i - 1];
    return before ? [p.value - before.value] : [];
  });
  const widen = (sd: number) => Math.sqrt(sd * sd + error * error);
  return {
    uniform: undefined,
    climatology: { kind: "normal", mean: all.mean, sd: widen(all.sd) },
    persistence: { kind: "normal", mean: past.at(-1)!.value, sd: widen(normalOf(changes, 0).sd) },
  };
}

/** `error`: of the reading that is forecast. */
export function baselinesFor(target: Target, until: number, horizon: number, error: number): Baselines {
  const past = pastOf(target, until);
  if (target.kind === "option") return ofOptions(target, past, horizon);
  if (target.kind === "event") return ofEvents(past, horizon);
  if (target.kind === "count") return ofCounts(past, horizon);
  return ofQuantities(past, horizon, error);
}
