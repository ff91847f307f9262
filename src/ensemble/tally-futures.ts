// All policies and variables of an ensemble at a few dates: shares of options, quantiles of values. Takes what was counted of blocks, in
// ascending order. Shares rest on all runs; quantiles on the first, since a number a run, variable and date is kept for them.

import type { Quantiles } from "./answers.ts";
import type { Counted, Counting } from "./counting.ts";
import { KEPT_COURSES, quantilesOf, Values } from "./tally.ts";

export type FuturesTally = {
  countings: readonly Counting[];
  take: (counted: Counted) => void;
  runs: () => number;
  /** Runs on which quantiles rest. */
  kept: () => number;
  /** shares(policy, date): one for each option. */
  shares: (policy: number, date: number) => number[];
  quantiles: (series: number, date: number) => Quantiles;
};

/** `widths`: options of each recorded policy; `series`: how many are recorded; `steps`: the dates, as steps. */
export function tallyFutures(
  widths: readonly number[],
  series: number,
  steps: readonly number[],
  most = KEPT_COURSES,
): FuturesTally {
  const counts = widths.map((width) => steps.map(() => new Float64Array(width)));
  const values = Array.from({ length: series * steps.length }, () => new Values());
  let [runs, kept] = [0, 0];
  const keep = (sums: readonly Float64Array[], i: number) => {
    values.forEach((all, k) => {
      all.push(sums[k]![i]!);
    });
    kept++;
  };
  return {
    countings: [
      ...widths.map((width, at): Counting => ({ kind: "options", at, width })),
      ...Array.from({ length: series }, (_, at) => steps.map((step): Counting => ({ kind: "value", at, step }))).flat(),
    ],
    take: ({ sums, count, failed }) => {
      counts.forEach((byDate, policy) => {
        const width = widths[policy]!;
        byDate.forEach((all, d) => {
          for (let o = 0; o < width; o++) all[o]! += sums[policy]![steps[d]! * width + o]!;
        });
      });
      const rows = sums.slice(widths.length);
      for (let i = 0; i < count; i++) {
        if (failed[i]) continue;
        runs++;
        if (kept < most) keep(rows, i);
      }
    },
    runs: () => runs,
    kept: () => kept,
    shares: (policy, date) => Array.from(counts[policy]![date]!, (n) => n / runs),
    quantiles: (k, date) => quantilesOf(values[k * steps.length + date]!.all()),
  };
}
