// What a backtest comes to: mean losses beside those of the baselines, skill with its interval, reliability, sharpness.
// In: scored forecasts. Out: one row for each variable, horizon and segment of the record. Skill is 1 - loss / the baseline's loss.
// Windows of h steps overlap, so intervals come from blocks of h and what there is to go by is cases / h; where that is little the row
// says so instead of a verdict.

import { blockBootstrap, type Interval } from "../../statistics/block-bootstrap.ts";
import { wilsonInterval } from "../../statistics/estimates.ts";
import type { Forecaster, Scored } from "./backtest.ts";
import type { BaselineName } from "./baselines.ts";
import type { Loss } from "./forecasts.ts";
import type { TargetKind } from "./targets.ts";

export type Verdict = "better" | "worse" | "no clear difference" | "too few to tell";

export type Against = {
  baseline: BaselineName;
  /** The baseline's mean loss. */
  loss: number;
  skill: number;
  interval: Interval;
  /** Of the log score: how many nats a forecast the model gains. */
  logGain: number;
  logInterval: Interval;
  verdict: Verdict;
};

export type SkillRow = {
  variable: string;
  kind: TargetKind;
  horizon: number;
  from: string;
  until: string;
  cases: number;
  /** Cases that do not overlap, and of an event those in which it happened. */
  apart: number;
  hits?: number | undefined;
  loss: number;
  log: number;
  sharpness: number;
  against: Against[];
};

export type ReliabilityBin = {
  low: number;
  high: number;
  count: number;
  mean: number;
  share: number;
  interval: Interval;
};

const BASELINES: readonly BaselineName[] = ["uniform", "climatology", "persistence"];
const FEWEST_APART = 10;
const FEWEST_HITS = 3;

const meanOf = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Sums over the drawn cases, of the model and of the baseline. */
function sums(drawn: Int32Array, own: readonly number[], other: readonly number[]): [number, number] {
  let [a, b] = [0, 0];
  for (const i of drawn) {
    a += own[i]!;
    b += other[i]!;
  }
  return [a, b];
}

function isEnough(rows: readonly Scored[]): boolean {
  const [{ kind, horizon }] = rows as [Scored];
  if (rows.length / horizon < FEWEST_APART) return false;
  if (kind !== "event") return true;
  const hits = rows.filter((r) => r.outcome === 1).length;
  return Math.min(hits, rows.length - hits) / horizon >= FEWEST_HITS;
}

const lossesOf = (rows: readonly Scored[], who: Forecaster, which: keyof Loss) =>
  rows.map((r) => r.losses[who]![which]);

function against(rows: readonly Scored[], baseline: BaselineName, seed: number): Against | undefined {
  const both = rows.filter((r) => r.losses[baseline]);
  if (both.length < 2) return undefined;
  const { horizon } = both[0]!;
  const own = lossesOf(both, "model", "main");
  const other = lossesOf(both, baseline, "main");
  const gains = lossesOf(both, baseline, "log").map((l, i) => l - both[i]!.losses.model!.log);
  const skillOf = (drawn: Int32Array) => {
    const [a, b] = sums(drawn, own, other);
    return 1 - a / b;
  };
  const interval = blockBootstrap(both.length, horizon, skillOf, seed);
  const logInterval = blockBootstrap(both.length, horizon, (d) => sums(d, gains, gains)[0] / d.length, seed);
  const verdict: Verdict = !isEnough(both)
    ? "too few to tell"
    : interval.low > 0
      ? "better"
      : interval.high < 0
        ? "worse"
        : "no clear difference";
  const skill = 1 - meanOf(own) / meanOf(other);
  return { baseline, loss: meanOf(other), skill, interval, logGain: meanOf(gains), logInterval, verdict };
}

function rowOf(rows: readonly Scored[], seed: number): SkillRow {
  const [first] = rows as [Scored];
  const { variable, kind, horizon } = first;
  const tops = rows.map((r) => r.top).filter((t) => Number.isFinite(t));
  return {
    variable,
    kind,
    horizon,
    from: first.date,
    until: rows.at(-1)!.date,
    cases: rows.length,
    apart: Math.floor(rows.length / horizon),
    ...(kind === "event" && { hits: rows.filter((r) => r.outcome === 1).length }),
    loss: meanOf(lossesOf(rows, "model", "main")),
    log: meanOf(lossesOf(rows, "model", "log")),
    sharpness: tops.length === 0 ? Number.NaN : meanOf(tops),
    against: BASELINES.flatMap((baseline) => against(rows, baseline, seed) ?? []),
  };
}

/** One row for each variable and horizon. */
export function skillOf(scored: readonly Scored[], seed: number): SkillRow[] {
  const groups = Map.groupBy(scored, (s) => `${s.variable} ${s.horizon}`);
  return [...groups.values()].map((rows) => rowOf(rows, seed));
}

const EDGES = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** Of all that was given a probability near p, how much came about. Every option of a policy counts. */
export function reliabilityOf(scored: readonly Scored[]): ReliabilityBin[] {
  const pairs = scored.flatMap(({ p, outcome, kind, horizon }) =>
    (p ?? []).map((chance, k) => ({
      chance,
      horizon,
      hit: (kind === "event" ? outcome === 1 : outcome === k) ? 1 : 0,
    })),
  );
  return EDGES.slice(0, -1).flatMap((low, i): ReliabilityBin[] => {
    const high = EDGES[i + 1]!;
    const inside = pairs.filter((x) => x.chance >= low && (x.chance < high || high === 1));
    if (inside.length === 0) return [];
    const hits = inside.reduce((sum, x) => sum + x.hit, 0);
    // Overlapping windows are no independent cases
    const overlap = meanOf(inside.map((x) => x.horizon));
    const interval = wilsonInterval(hits / overlap, Math.max(1, inside.length / overlap));
    const mean = meanOf(inside.map((x) => x.chance));
    return [{ low, high, count: inside.length, mean, share: hits / inside.length, interval }];
  });
}
