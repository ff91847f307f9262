// How good a probability forecast was, now that the outcome is known. All are losses: lower is better, and each is proper, so that
// nobody does better than to say what they believe (Gneiting & Raftery 2007). In: a forecast and an outcome. Out: a number.

import { exp, log } from "./exp-log.ts";
import { normalCdf } from "./normal-cdf.ts";

const ROOT_PI = 1.7724538509055159;
const ROOT_TWO_PI = 2.5066282746310002;

/** Brier (1950), over all categories: the sum of squared differences, 0 to 2; half of it for two categories. */
export function brier(p: ArrayLike<number>, outcome: number): number {
  let sum = 0;
  for (let k = 0; k < p.length; k++) {
    const gap = p[k]! - (k === outcome ? 1 : 0);
    sum += gap * gap;
  }
  return sum;
}

/** Of an event: (p - o)^2. */
export const brierOf = (p: number, happened: boolean) => (happened ? (1 - p) * (1 - p) : p * p);

/** Good (1952): minus the logarithm of the probability that was given to what happened. */
export const logScore = (p: number) => (p > 0 ? -log(p) : Number.POSITIVE_INFINITY);

/** Epstein (1969), of ordered categories 0, 1, 2, ...: the squared differences of the distribution functions, summed. */
export function rankedProbability(p: ArrayLike<number>, outcome: number): number {
  let below = 0;
  let sum = 0;
  const most = Math.max(p.length, outcome + 1);
  for (let k = 0; k < most; k++) {
    below += p[k] ?? 0;
    const gap = below - (k >= outcome ? 1 : 0);
    sum += gap * gap;
  }
  return sum;
}

/** The same for a number, of a normal forecast (Gneiting et al. 2005). */
export function crpsOfNormal(mean: number, sd: number, outcome: number): number {
  if (!(sd > 0)) return Math.abs(outcome - mean);
  const z = (outcome - mean) / sd;
  const density = exp((-z * z) / 2) / ROOT_TWO_PI;
  return sd * (z * (2 * normalCdf(z) - 1) + 2 * density - 1 / ROOT_PI);
}

/** The same for a number, of a sample in ascending order: mean |x - y| - mean |x - x'| / 2. */
export function crpsOfSample(sorted: Float64Array, outcome: number): number {
  const n = sorted.length;
  let off = 0;
  let spread = 0;
  for (let i = 0; i < n; i++) {
    off += Math.abs(sorted[i]! - outcome);
    spread += (2 * i + 1 - n) * sorted[i]!;
  }
  return off / n - spread / (n * n);
}
