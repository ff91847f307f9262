// How likely a record is at one point, by the guided particle filter: every particle has the point's numbers, all else that is uncertain
// is drawn and averaged over. In: a plan, which numbers, a point, a seed. Out: the logarithm, and rows that no particle could give.
// No step is absorbed in stages, so the estimate of the likelihood is unbiased (Del Moral 2004, 9.4.1), which the posterior rests on.
// A row that no particle can give costs as much as the least likely reading: without that a point would gain by making rows impossible.

import type { Continuer } from "../../../ensemble/jobs.ts";
import type { RecordRow } from "../../../language/record/read-record.ts";
import { watchSteps } from "../filter.ts";
import type { WatchPlan } from "../plan.ts";
import { LEAST } from "../weigh-row.ts";
import type { FittedNumbers } from "./fitted-numbers.ts";

export type Passed = { log: number; setAside: RecordRow[] };

export type FilterSettings = {
  particles: number;
  until: number;
  stopped?: (() => boolean) | undefined;
};

/** One pass of the filter; undefined where it was stopped before the end. */
export type Likelihood = (point: ArrayLike<number>, seed: number) => Promise<Passed | undefined>;

export function likelihoodOf(
  plan: WatchPlan,
  fitted: FittedNumbers,
  executor: Continuer,
  settings: FilterSettings,
): Likelihood {
  return async (point, seed) => {
    const move = (luck: Float64Array[], step: number) => (step === 0 ? atPoint(luck, fitted.draws, point) : undefined);
    const passed: Passed = { log: 0, setAside: [] };
    let read = 0;
    const options = { ...settings, seed, rejuvenate: false, staged: false, move };
    for await (const { report } of watchSteps(plan, executor, options)) {
      read++;
      passed.log += report.logEvidence + LEAST * report.setAside.length;
      passed.setAside.push(...report.setAside);
    }
    return read > settings.until ? passed : undefined;
  };
}

/** The luck of all particles with the point's numbers in the rows that are learnt. */
function atPoint(luck: Float64Array[], draws: readonly number[], point: ArrayLike<number>): Float64Array[] {
  const moved = [...luck];
  draws.forEach((row, k) => {
    moved[row] = new Float64Array(luck[row]!.length).fill(point[k]!);
  });
  return moved;
}
