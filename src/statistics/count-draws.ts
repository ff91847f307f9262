// Draws of counts by one uniform, by summing probabilities from 0 up: a negative binomial and a binomial. In: a uniform strictly
// between 0 and 1 and the distribution. Out: a count; NaN where the distribution makes no sense. Sums stop where double precision does.

import { exp, log } from "./exp-log.ts";

const MOST = 100_000;

/** Counts with probabilities first, first * ratio(0), first * ratio(0) * ratio(1), ... */
function bySum(u: number, first: number, ratio: (k: number) => number): number {
  let p = first;
  let sum = p;
  let k = 0;
  for (; u >= sum && k < MOST; k++) {
    p *= ratio(k);
    if (p < 1e-18 && sum > 0.5) break;
    sum += p;
  }
  return k;
}

/** Mean m and variance m + m^2 / size. */
export function drawNegativeBinomial(u: number, mean: number, size: number): number {
  if (mean === 0) return 0;
  if (!(mean > 0 && size > 0)) return Number.NaN;
  const share = mean / (mean + size);
  return bySum(u, exp(size * log(size / (mean + size))), (k) => ((k + size) / (k + 1)) * share);
}

export function drawBinomial(u: number, trials: number, p: number): number {
  if (!(trials >= 0 && p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || trials === 0) return 0;
  if (p === 1) return trials;
  const odds = p / (1 - p);
  return Math.min(
    trials,
    bySum(u, exp(trials * log(1 - p)), (k) => ((trials - k) / (k + 1)) * odds),
  );
}
