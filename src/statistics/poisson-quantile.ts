// The quantile of the Poisson distribution: in a chance u and a rate; out the least count k with P(X <= k) >= u.
// A guess from the expansion of Giles (2016), "Algorithm 955", ACM TOMS 42, formula for the normal asymptotics, is settled
// by summing the nearer tail, with chances in saddle-point form (Loader 2000): some nine standard deviations of terms.
// Sums only ever grow, from the thin end, so a small tail keeps its relative accuracy. Above a rate of a million the
// guess stands: there it is off by less than a millionth of a count, and the cost would grow without bound.

import { exp } from "./exp-log.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { deviance, stirlingError, TWO_PI } from "./saddle-point.ts";

const SUMMED_MOST = 1e6;

/** P(X = k). */
function chance(k: number, rate: number): number {
  if (k === 0) return exp(-rate);
  return exp(-stirlingError(k) - deviance(k, rate)) / Math.sqrt(TWO_PI * k);
}

/** P(X <= k). */
function lowerTail(k: number, rate: number): number {
  let term = chance(k, rate);
  let sum = term;
  for (let j = k; j > 0 && term > sum * 1e-18; j--) {
    term *= j / rate;
    sum += term;
  }
  return sum;
}

/** P(X > k). */
function upperTail(k: number, rate: number): number {
  let term = chance(k + 1, rate);
  let sum = term;
  for (let j = k + 2; term > sum * 1e-18; j++) {
    term *= rate / j;
    sum += term;
  }
  return sum;
}

/** The real number whose floor is the quantile, nearly: z is the normal quantile of u (Giles 2016). */
function guess(rate: number, z: number): number {
  const root = Math.sqrt(rate);
  const z2 = z * z;
  const leading = rate + root * z + (2 + z2) / 6;
  // Below ten the later terms of the expansion grow beyond the earlier ones in the tails.
  if (rate < 10) return leading;
  return leading - (z * (2 + z2)) / (72 * root) + (3 * z2 * z2 + 7 * z2 - 16) / (810 * rate);
}

/** For u <= 1/2: from below, up to the first k whose lower tail reaches u. No median is above the rate + 1. */
function climb(near: number, rate: number, u: number): number {
  let k = Math.max(0, Math.min(near, Math.floor(rate)) - 1);
  let sum = lowerTail(k, rate);
  for (let step = 2; sum >= u && k > 0; step *= 2) {
    k = Math.max(0, k - step);
    sum = lowerTail(k, rate);
  }
  while (sum < u && k <= rate) {
    k += 1;
    sum += chance(k, rate);
  }
  return k;
}

/** For u > 1/2: from above, down to the least k whose upper tail is no more than v = 1 - u. */
function descend(near: number, rate: number, v: number): number {
  let k = Math.max(near, Math.floor(rate)) + 1;
  let sum = upperTail(k, rate);
  for (let step = 2; sum > v; step *= 2) {
    k += step;
    sum = upperTail(k, rate);
  }
  while (k > 0) {
    sum += chance(k, rate);
    if (sum > v) break;
    k -= 1;
  }
  return k;
}

/** The u-quantile of a Poisson count, exact up to the rounding of its tails (Giles 2016 for the start). */
export function poissonQuantile(u: number, rate: number): number {
  if (!(rate >= 0 && rate < Number.POSITIVE_INFINITY && u > 0 && u < 1)) return Number.NaN;
  if (rate === 0) return 0;
  const near = Math.max(0, Math.floor(guess(rate, normalQuantile(u))));
  if (rate > SUMMED_MOST) return near;
  return u <= 0.5 ? climb(near, rate, u) : descend(near, rate, 1 - u);
}
