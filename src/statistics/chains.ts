// What several Markov chains of one number are worth. In: chains of equal length, kept after warm-up. Out: rank-normalised split R-hat
// and bulk effective sample size: Vehtari, Gelman, Simpson, Carpenter & Bürkner (2021), "Rank-normalization, folding, and localization:
// an improved R-hat for assessing convergence of MCMC", Bayesian Analysis 16(2). Sums of autocorrelations end by Geyer (1992).

import { quantile } from "./estimates.ts";
import { normalQuantile } from "./normal-quantile.ts";

type Chains = readonly ArrayLike<number>[];

const meanOf = (values: ArrayLike<number>) => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
};

/** With n - 1 below the line. */
function varianceOf(values: ArrayLike<number>): number {
  const mean = meanOf(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - mean) ** 2;
  return sum / (values.length - 1);
}

/** Each chain as two halves; the middle draw of an odd number is left out. */
const halves = (chains: Chains): Float64Array[] =>
  chains.flatMap((chain) => {
    const all = Float64Array.from(chain);
    const half = Math.floor(all.length / 2);
    return [all.slice(0, half), all.slice(all.length - half)];
  });

/** Ranks over all chains (ties share their mean) as normal scores: (rank - 3/8) / (count + 1/4). */
function normalScores(chains: readonly Float64Array[]): Float64Array[] {
  const all = chains.flatMap((chain, c) => Array.from(chain, (value, i) => ({ value, c, i })));
  all.sort((a, b) => a.value - b.value);
  const scores = chains.map((chain) => new Float64Array(chain.length));
  for (let at = 0; at < all.length; ) {
    let end = at + 1;
    while (end < all.length && all[end]!.value === all[at]!.value) end++;
    const score = normalQuantile(((at + 1 + end) / 2 - 0.375) / (all.length + 0.25));
    for (; at < end; at++) scores[all[at]!.c]![all[at]!.i] = score;
  }
  return scores;
}

/** Variance within chains, and the variance of all that it and the means of chains together make (Gelman et al. 2013, 11.4). */
function variances(chains: readonly Float64Array[]): { within: number; all: number } {
  const n = chains[0]!.length;
  const within = meanOf(chains.map(varianceOf));
  const between = varianceOf(chains.map(meanOf));
  return { within, all: ((n - 1) / n) * within + between };
}

function plainRhat(chains: readonly Float64Array[]): number {
  const { within, all } = variances(chains);
  return within > 0 ? Math.sqrt(all / within) : Number.NaN;
}

/** Distances from the median: chains of one middle but another spread differ here. */
function folded(chains: readonly Float64Array[]): Float64Array[] {
  const sorted = Float64Array.from(chains.flatMap((chain) => [...chain])).sort();
  const median = quantile(sorted, 0.5);
  return chains.map((chain) => chain.map((value) => Math.abs(value - median)));
}

/** Rank-normalised split R-hat, the larger of plain and folded; NaN where a chain has fewer than 4 draws or nothing moved. */
export function splitRhat(chains: Chains): number {
  if (chains.length === 0 || chains[0]!.length < 4) return Number.NaN;
  const split = halves(chains);
  return Math.max(plainRhat(normalScores(split)), plainRhat(normalScores(folded(split))));
}

/** The autocovariance at a lag, with n below the line. */
function autocovariance(chain: Float64Array, mean: number, lag: number): number {
  let sum = 0;
  for (let i = lag; i < chain.length; i++) sum += (chain[i]! - mean) * (chain[i - lag]! - mean);
  return sum / chain.length;
}

function sizeOf(chains: readonly Float64Array[]): number {
  const n = chains[0]!.length;
  const { within, all } = variances(chains);
  const means = chains.map(meanOf);
  if (!(all > 0)) return Number.NaN;
  const rho = (lag: number) =>
    1 - (within - (meanOf(chains.map((c, k) => autocovariance(c, means[k]!, lag))) * n) / (n - 1)) / all;
  // Pairs of neighbouring lags, as long as they are positive, none larger than the one before
  let [sum, least] = [0, Number.POSITIVE_INFINITY];
  for (let lag = 0; lag + 1 < n; lag += 2) {
    const pair = lag === 0 ? 1 + rho(1) : rho(lag) + rho(lag + 1);
    if (!(pair > 0)) break;
    least = Math.min(least, pair);
    sum += least;
  }
  const total = chains.length * n;
  return Math.min(total * Math.log10(total), total / Math.max(2 * sum - 1, 1e-12));
}

/** Bulk effective sample size. */
export function bulkSize(chains: Chains): number {
  if (chains.length === 0 || chains[0]!.length < 4) return Number.NaN;
  return sizeOf(normalScores(halves(chains)));
}
