// The distributions of the language (language.md, "Formulas"), each drawn from ONE uniform u within (0, 1) by its quantile
// function: a pure function of u and the parameters, rising with u, so that two scenarios that share their luck share it
// through any distribution. The arithmetic is part of the language: its order may not change (docs/meaning.md, "Numbers").
// Parameters that make no distribution give NaN, which the meaning layer turns into a fault.

import { betaQuantile } from "./beta-quantile.ts";
import { exp, log } from "./exp-log.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { poissonQuantile } from "./poisson-quantile.ts";

/** The width of `lo to hi` in standard deviations: twice the 95th percentile of the standard normal. */
export const WIDTH_5_TO_95 = 3.2897072539029444;

/** mean + sd * z. An sd of 0 gives the mean. */
export function drawNormal(u: number, mean: number, sd: number): number {
  return sd >= 0 ? mean + sd * normalQuantile(u) : Number.NaN;
}

/** lo + (hi - lo) * u. */
export function drawUniform(u: number, lo: number, hi: number): number {
  return lo <= hi ? lo + (hi - lo) * u : Number.NaN;
}

export function drawTriangular(u: number, lo: number, mode: number, hi: number): number {
  if (!(lo <= mode && mode <= hi)) return Number.NaN;
  const width = hi - lo;
  if (u * width < mode - lo) return lo + Math.sqrt(u * width * (mode - lo));
  return hi - Math.sqrt((1 - u) * width * (hi - mode));
}

/** exp(mu + sigma * z): mu and sigma are of the logarithm, as in Squiggle's lognormal(mu, sigma). */
export function drawLognormal(u: number, mu: number, sigma: number): number {
  return sigma >= 0 ? exp(mu + sigma * normalQuantile(u)) : Number.NaN;
}

/** `lo to hi`, the 5th and 95th percentiles: lognormal where both are positive, else normal. */
export function drawInterval(u: number, lo: number, hi: number): number {
  if (!(lo <= hi)) return Number.NaN;
  if (lo > 0) {
    const [from, to] = [log(lo), log(hi)];
    return drawLognormal(u, (from + to) / 2, (to - from) / WIDTH_5_TO_95);
  }
  return drawNormal(u, (lo + hi) / 2, (hi - lo) / WIDTH_5_TO_95);
}

export function drawBeta(u: number, a: number, b: number): number {
  return betaQuantile(u, a, b);
}

/** 1 where u < p, else 0: of all draws the one that falls with u. */
export function drawBernoulli(u: number, p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  return u < p ? 1 : 0;
}

export function drawPoisson(u: number, rate: number): number {
  return poissonQuantile(u, rate);
}

/** The place of the weight in which u falls, sums running in the order given. A weight of 0 is never picked. */
export function drawChoice(u: number, weights: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i]! >= 0)) return Number.NaN;
    total += weights[i]!;
  }
  if (!(total > 0 && total < Number.POSITIVE_INFINITY)) return Number.NaN;
  const x = u * total;
  let reached = 0;
  let pick = 0;
  for (let i = 0; i + 1 < weights.length; i++) {
    reached += weights[i]!;
    if (x >= reached) pick = i + 1;
  }
  return pick;
}
