// One forecast, whoever made it, and what it lost. In: probabilities of options or of an event, of counts 0, 1, 2, ..., or a normal or a
// sample of a quantity; and the outcome. Out: the main loss (Brier for options and events, ranked probability for counts and quantities)
// and the log score.

import { logNormalDensity } from "../../statistics/log-densities.ts";
import * as scores from "../../statistics/scores.ts";
import { logSum } from "./weights.ts";

export type Forecast =
  | { kind: "option"; p: number[] }
  | { kind: "event"; p: number }
  | { kind: "count"; p: Float64Array }
  | { kind: "normal"; mean: number; sd: number }
  /** Values before the error of the reading, which has this standard deviation. */
  | { kind: "sample"; sorted: Float64Array; sd: number };

export type Loss = { main: number; log: number };

/** The weight of what no one foresaw, spread over all counts: 1 / ((k + 1) (k + 2)), which sums to 1. */
export const farCount = (k: number) => 1 / ((k + 1) * (k + 2));

/** Shares of counts with one case more, spread over all: no count is impossible. */
export function countShares(counts: ArrayLike<number>): Float64Array {
  let most = 0;
  for (let i = 0; i < counts.length; i++) most = Math.max(most, counts[i]!);
  const p = new Float64Array(most + 1);
  const total = counts.length + 1;
  for (let i = 0; i < counts.length; i++) p[counts[i]!]! += 1 / total;
  for (let k = 0; k <= most; k++) p[k]! += farCount(k) / total;
  return p;
}

/** The probability of a count beyond the last in the list too. */
const countChance = (p: Float64Array, k: number) => (k < p.length ? p[k]! : Math.max(1e-12, farCount(k) * tail(p)));

function tail(p: Float64Array): number {
  let sum = 0;
  for (const x of p) sum += x;
  return Math.max(0, 1 - sum) * p.length;
}

export function lossOf(forecast: Forecast, outcome: number): Loss {
  switch (forecast.kind) {
    case "option":
      return { main: scores.brier(forecast.p, outcome), log: scores.logScore(forecast.p[outcome]!) };
    case "event": {
      const happened = outcome === 1;
      const p = happened ? forecast.p : 1 - forecast.p;
      return { main: scores.brierOf(forecast.p, happened), log: scores.logScore(p) };
    }
    case "count": {
      const p = countChance(forecast.p, outcome);
      return { main: scores.rankedProbability(forecast.p, outcome), log: scores.logScore(p) };
    }
    case "normal": {
      const { mean, sd } = forecast;
      return { main: scores.crpsOfNormal(mean, sd, outcome), log: -logNormalDensity(outcome, mean, sd) };
    }
    case "sample": {
      const { sorted, sd } = forecast;
      const logs = sorted.map((x) => logNormalDensity(outcome, x, sd));
      return {
        main: scores.crpsOfSample(sorted, outcome),
        log: -(logSum(logs) - logSum(new Float64Array(sorted.length))),
      };
    }
  }
}
