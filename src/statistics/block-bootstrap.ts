// Intervals for means of what comes in order and hangs together, as forecasts of overlapping windows do: the moving-block bootstrap
// of Künsch (1989). In: numbers of each case, a block's length, a statistic of the chosen cases. Out: the interval of the statistic.

import { uniform } from "./philox.ts";

const STREAM = 0x426f6f74;

export type Interval = { low: number; high: number };

/** `statistic` sees which cases were drawn. Percentiles 2.5 and 97.5 of `draws` of them. */
export function blockBootstrap(
  cases: number,
  length: number,
  statistic: (drawn: Int32Array) => number,
  seed: number,
  draws = 500,
): Interval {
  const block = Math.max(1, Math.min(length, cases));
  const starts = cases - block + 1;
  const drawn = new Int32Array(cases);
  const found: number[] = [];
  for (let d = 0; d < draws; d++) {
    for (let at = 0, b = 0; at < cases; b++) {
      const start = Math.floor(uniform(seed, d, STREAM, b, 0) * starts);
      for (let k = 0; k < block && at < cases; k++) drawn[at++] = start + k;
    }
    const value = statistic(drawn);
    if (Number.isFinite(value)) found.push(value);
  }
  found.sort((a, b) => a - b);
  if (found.length < 20) return { low: Number.NaN, high: Number.NaN };
  const at = (p: number) => found[Math.min(found.length - 1, Math.floor(p * found.length))]!;
  return { low: at(0.025), high: at(0.975) };
}
