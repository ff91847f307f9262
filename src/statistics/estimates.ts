// What an ensemble's answer is worth: the error and the interval of a share of runs, and quantiles of a kept sample.
// In: counts, or numbers sorted in ascending order. Out: numbers; NaN where there is nothing to go by.

/** Two-sided 95 %: the 97.5th percentile of the standard normal. */
export const Z_975 = 1.959963984540054;

/** The standard error of a share of `count` runs; 0 at 0 and 1, where only `wilsonInterval` is honest. */
export function proportionError(share: number, count: number): number {
  return Math.sqrt((share * (1 - share)) / count);
}

/** The score interval of Wilson (1927) for `hits` of `count` runs: never outside [0, 1], never of no width. */
export function wilsonInterval(hits: number, count: number, z: number = Z_975): { low: number; high: number } {
  const share = hits / count;
  const spread = (z * z) / count;
  const centre = (share + spread / 2) / (1 + spread);
  const half = (z / (1 + spread)) * Math.sqrt((share * (1 - share)) / count + spread / (4 * count));
  // At the ends the root is exact on paper, not in doubles.
  return { low: hits === 0 ? 0 : centre - half, high: hits === count ? 1 : centre + half };
}

/** The p-quantile of numbers in ascending order, by straight lines: type 7 of Hyndman & Fan (1996). */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0 || !(p >= 0 && p <= 1)) return Number.NaN;
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (place - below) * (high - low);
}
