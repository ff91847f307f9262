// Logarithms of densities and probabilities of what is observed. In: an observation and its distribution. Out: a logarithm,
// -Infinity where it cannot be, NaN never for a distribution that makes sense (one that does not gives -Infinity: no run is like that).

import { log } from "./exp-log.ts";
import { logGamma } from "./log-gamma.ts";

const HALF_LOG_TWO_PI = 0.9189385332046727;
const NEVER = Number.NEGATIVE_INFINITY;

const orNever = (x: number) => (Number.isNaN(x) ? NEVER : x);

export function logNormalDensity(y: number, mean: number, sd: number): number {
  if (!(sd > 0)) return NEVER;
  const z = (y - mean) / sd;
  return orNever(-0.5 * z * z - log(sd) - HALF_LOG_TWO_PI);
}

/** Of y, where log y is normal about log(median). */
export function logLognormalDensity(y: number, median: number, sd: number): number {
  if (!(y > 0 && median > 0)) return NEVER;
  return logNormalDensity(log(y), log(median), sd) - log(y);
}

export function logPoisson(k: number, mean: number): number {
  if (mean === 0) return k === 0 ? 0 : NEVER;
  if (!(mean > 0) || k < 0) return NEVER;
  return k * log(mean) - mean - logGamma(k + 1);
}

/** Mean m and variance m + m^2 / size. */
export function logNegativeBinomial(k: number, mean: number, size: number): number {
  if (mean === 0) return k === 0 ? 0 : NEVER;
  if (!(mean > 0 && size > 0) || k < 0) return NEVER;
  const share = mean / (mean + size);
  const ways = logGamma(k + size) - logGamma(size) - logGamma(k + 1);
  return ways + size * log(size / (mean + size)) + (k === 0 ? 0 : k * log(share));
}

export function logBinomial(k: number, trials: number, p: number): number {
  if (!(k >= 0 && k <= trials && p >= 0 && p <= 1)) return NEVER;
  const ways = logGamma(trials + 1) - logGamma(k + 1) - logGamma(trials - k + 1);
  const hits = k === 0 ? 0 : k * log(p);
  const misses = k === trials ? 0 : (trials - k) * log(1 - p);
  return orNever(ways + hits + misses);
}

export function logChance(happened: boolean, p: number): number {
  const q = happened ? p : 1 - p;
  return q > 0 ? log(q < 1 ? q : 1) : NEVER;
}
