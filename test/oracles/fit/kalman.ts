// The exact likelihood of a linear Gaussian state-space model (Kalman 1960): x' = a x + b + N(0, q), y = x + N(0, r), x0 ~ N(m, p).

import { logNormalDensity } from "../../../src/statistics/log-densities.ts";

export type Linear = { a: number; b: number; q: number; r: number; m: number; p: number };

export function kalmanLog({ a, b, q, r, m, p }: Linear, readings: readonly number[]): number {
  let [mean, variance, total] = [m, p * p, 0];
  for (const y of readings) {
    const spread = variance + r * r;
    total += logNormalDensity(y, mean, Math.sqrt(spread));
    const gain = variance / spread;
    mean += gain * (y - mean);
    variance *= 1 - gain;
    mean = a * mean + b;
    variance = a * a * variance + q * q;
  }
  return total;
}
