// All policies and variables of an ensemble at a few dates: shares of options, quantiles of values. Takes blocks in ascending order.
// Keeps one number a run, variable and date: the dates are few so that memory is.

import type { Block } from "../meaning/engine.ts";
import type { Quantiles } from "./answers.ts";
import { quantilesOf, Values } from "./tally.ts";

export type FuturesTally = {
  add: (block: Block) => void;
  runs: () => number;
  /** shares(policy, date): one for each option. */
  shares: (policy: number, date: number) => number[];
  quantiles: (series: number, date: number) => Quantiles;
};

/** `widths`: options of each recorded policy; `series`: how many are recorded; `steps`: the dates, as steps. */
export function tallyFutures(widths: readonly number[], series: number, steps: readonly number[]): FuturesTally {
  const counts = widths.map((width) => steps.map(() => new Float64Array(width)));
  const values = Array.from({ length: series }, () => steps.map(() => new Values()));
  let runs = 0;
  const addAt = (block: Block, step: number, d: number, i: number) => {
    widths.forEach((_, k) => {
      counts[k]![d]![block.options[(k * block.steps + step) * block.count + i]!]!++;
    });
    values.forEach((kept, k) => {
      kept[d]!.push(block.series[(k * block.steps + step) * block.count + i]!);
    });
  };
  return {
    add: (block) => {
      for (let i = 0; i < block.count; i++) {
        if (block.failed[i]) continue;
        runs++;
        steps.forEach((step, d) => {
          addAt(block, step, d, i);
        });
      }
    },
    runs: () => runs,
    shares: (policy, date) => Array.from(counts[policy]![date]!, (n) => n / runs),
    quantiles: (k, date) => quantilesOf(values[k]![date]!.all()),
  };
}
