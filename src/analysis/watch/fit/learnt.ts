// What a fit comes to: prior and posterior of each number, what the record told, whether chains agree. In: chains and what they learn.
// Contraction is 1 - posterior variance / prior variance: 0 where the record says nothing, 1 where it says all (Betancourt 2018).
// Converged: rank-normalised split R-hat at most 1.01 and an effective size of at least 400 (Vehtari et al. 2021).

import { bulkSize, splitRhat } from "../../../statistics/chains.ts";
import { exp, log, normalQuantile } from "../../../statistics/elementary.ts";
import { quantile } from "../../../statistics/estimates.ts";
import { uniform } from "../../../statistics/philox.ts";
import { logSum } from "../weights.ts";
import type { Fitted } from "./fit.ts";
import { type FittedNumbers, valuesAt } from "./fitted-numbers.ts";

export type Spread = { mean: number; sd: number; q05: number; q95: number };

export type Learnt = {
  id: string;
  prior: Spread;
  posterior: Spread;
  contraction: number;
  rhat: number;
  ess: number;
};

export type Pair = { one: string; other: string; correlation: number };

export type FitResult = {
  logLikelihood: { value: number; se: number };
  numbers: Learnt[];
  /** Pairs that the posterior ties together, the strongest first. */
  pairs: Pair[];
  acceptance: number;
  converged: boolean;
  /** Joint draws of the numbers, one list a draw. */
  draws: number[][];
};

const PRIOR_DRAWS = 4_000;
const MOST_RHAT = 1.01;
const LEAST_SIZE = 400;
const STRONG = 0.5;
const STREAM = 0x5072696f;

function spreadOf(values: Float64Array): Spread {
  const sorted = Float64Array.from(values).sort();
  const mean = sorted.reduce((sum, v) => sum + v, 0) / sorted.length;
  const squares = sorted.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  const sd = Math.sqrt(squares / Math.max(1, sorted.length - 1));
  return { mean, sd, q05: quantile(sorted, 0.05), q95: quantile(sorted, 0.95) };
}

/** A point without a posterior: nothing is known of its spread. */
const alone = (mean: number): Spread => ({ mean, sd: Number.NaN, q05: Number.NaN, q95: Number.NaN });

const priorPoints = ({ draws }: FittedNumbers, seed: number): Float64Array[] =>
  Array.from({ length: PRIOR_DRAWS }, (_, i) =>
    Float64Array.from(draws, (_d, k) => normalQuantile(uniform(seed, i, STREAM, 0, k))),
  );

/** The log of the mean of likelihoods, and its standard error. */
function meanLikelihood(logs: readonly number[]): { value: number; se: number } {
  const value = logSum(logs) - log(logs.length);
  const ratios = logs.map((l) => exp(l - value));
  const squares = ratios.reduce((sum, r) => sum + (r - 1) ** 2, 0);
  return { value, se: Math.sqrt(squares / (logs.length - 1) / logs.length) };
}

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (x: Float64Array) => x.reduce((sum, v) => sum + v, 0) / x.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

function pairsOf(fitted: FittedNumbers, columns: readonly Float64Array[]): Pair[] {
  const pairs = columns.flatMap((a, i) =>
    columns.slice(i + 1).map((b, j) => ({
      one: fitted.numbers[i]!.id,
      other: fitted.numbers[i + 1 + j]!.id,
      correlation: correlation(a, b),
    })),
  );
  return pairs
    .filter((p) => Math.abs(p.correlation) >= STRONG)
    .toSorted((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation));
}

/** R-hat and size of a number: the worst among its draws. Chains of unequal length count as far as the shortest. */
function trustOf(chains: readonly (readonly { point: number[] }[])[], places: readonly number[]) {
  const length = Math.min(...chains.map((c) => c.length));
  const each = places.map((k) => chains.map((c) => c.slice(0, length).map((d) => d.point[k]!)));
  return { rhat: Math.max(...each.map(splitRhat)), ess: Math.min(...each.map(bulkSize)) };
}

/** Sums up a fit. Where no chain has kept a draw, the likeliest point stands alone: no spread, no contraction, nothing has converged. */
export function learntFrom(fitted: FittedNumbers, fit: Fitted, seed: number): FitResult {
  const chains = fit.chains.flatMap((c) => (c && c.kept.length > 0 ? [c.kept] : []));
  const points = chains.length > 0 ? chains.flat().map((d) => d.point) : [fit.best.point];
  const after = valuesAt(fitted, points, seed);
  const before = valuesAt(fitted, priorPoints(fitted, seed), seed + 1);
  const numbers = fitted.numbers.map(({ id, draws }, k): Learnt => {
    const prior = spreadOf(before[k]!);
    const posterior = chains.length > 0 ? spreadOf(after[k]!) : alone(after[k]![0]!);
    const contraction = prior.sd > 0 ? 1 - (posterior.sd / prior.sd) ** 2 : 0;
    const places = draws.map((row) => fitted.draws.indexOf(row));
    const trust = chains.length > 0 ? trustOf(chains, places) : { rhat: Number.NaN, ess: 0 };
    return { id, prior, posterior, contraction, ...trust };
  });
  const later = fit.chains.reduce((sum, c) => sum + (c?.later ?? 0), 0);
  const accepted = fit.chains.reduce((sum, c) => sum + (c?.accepted ?? 0), 0);
  return {
    logLikelihood: meanLikelihood(fit.best.logs),
    numbers,
    pairs: points.length > 2 ? pairsOf(fitted, after) : [],
    acceptance: later > 0 ? accepted / later : 0,
    converged: numbers.every((n) => n.rhat <= MOST_RHAT && n.ess >= LEAST_SIZE) && !fit.isStopped,
    draws: points.map((_, i) => after.map((column) => column[i]!)),
  };
}
