// The two halves of the saddle-point form of a density, after Loader (2000), "Fast and accurate computation of binomial
// probabilities": what Stirling's formula leaves over, and the deviance of a count from its mean. They keep full relative
// accuracy where log-gamma functions would cancel: a Poisson chance at a rate of a million is good to 14 digits.

import { log } from "./exp-log.ts";

export const TWO_PI = 6.283185307179586;

/** log Gamma(n + 1) - (n + 1/2) log n + n - log(2 pi) / 2, for n > 0, not only whole. */
export function stirlingError(n: number): number {
  // The series is good to 1e-16 from 16 up; below, step up by S(n) = S(n + 1) + (n + 1/2) log(1 + 1/n) - 1.
  let [steps, m] = [0, n];
  for (; m < 16; m += 1) steps += (m + 0.5) * log((m + 1) / m) - 1;
  const w = 1 / (m * m);
  return steps + (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188))))) / m;
}

/** n log(n / mean) + mean - n: 0 where they are equal, without cancellation near there. For n > 0, mean > 0. */
export function deviance(n: number, mean: number): number {
  const gap = n - mean;
  if (Math.abs(gap) > 0.1 * (n + mean)) return n * log(n / mean) - gap;
  // n log((1 + v) / (1 - v)) as a series in v.
  const v = gap / (n + mean);
  let sum = gap * v;
  let term = 2 * n * v;
  for (let j = 3; ; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (!(Math.abs(next - sum) > 0)) return next;
    sum = next;
  }
}
