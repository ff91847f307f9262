// Rival readings of one model held against one record: whose predictions made it likelier? In: a plan for each reading, who plays.
// Out: log evidence with its Monte Carlo error, and Bayes factors against the likeliest. Each evidence is estimated by several filters
// under other luck: an average of likelihoods, unbiased as each of them is, and their spread says how far it can be trusted.
// Kass & Raftery (1995) for the words: a factor under 3 is not worth more than a bare mention.

import type { Continuer } from "../../ensemble/jobs.ts";
import { log } from "../../statistics/elementary.ts";
import { errorOfMean } from "./ahead.ts";
import { watchSteps } from "./filter.ts";
import type { WatchPlan } from "./plan.ts";
import { logSum } from "./weights.ts";

export type Rival = { id: string; label: string; plan: WatchPlan };

export type RivalOptions = {
  seed: number;
  particles: number;
  /** Filters for each reading. */
  repeats: number;
  until?: number | undefined;
  onProgress?: ((played: number, wanted: number) => void) | undefined;
  stopped?: (() => boolean) | undefined;
};

export type RivalResult = {
  id: string;
  label: string;
  /** log of the mean evidence. */
  logEvidence: number;
  /** Its standard error: the spread of the filters' logs over the root of their number. */
  error: number;
  /** One a filter. */
  repeats: number[];
  /** log Bayes factor against the likeliest reading: 0 for itself, below 0 for the others; and its standard error. */
  factor: number;
  factorError: number;
  /** By what the evidence comes: log likelihood of all rows of each variable, summed over the filters' mean. */
  byVariable: { variable: string; log: number }[];
  /** Rows that no particle could have given. */
  setAside: number;
};

const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

type OneFilter = { logEvidence: number; byVariable: Map<string, number>; setAside: number };

async function filterOnce(plan: WatchPlan, executor: Continuer, options: RivalOptions, seed: number, at: () => void) {
  const found: OneFilter = { logEvidence: 0, byVariable: new Map(), setAside: 0 };
  const { particles, until, stopped } = options;
  for await (const { report } of watchSteps(plan, executor, { seed, particles, until, stopped })) {
    found.logEvidence += report.logEvidence;
    found.setAside += report.setAside.length;
    for (const { row, log: one } of report.rows) {
      found.byVariable.set(row.variable, (found.byVariable.get(row.variable) ?? 0) + one);
    }
    at();
  }
  return found;
}

function summed(rival: Rival, filters: readonly OneFilter[]): RivalResult {
  const repeats = filters.map((f) => f.logEvidence);
  const variables = [...(filters[0]?.byVariable.keys() ?? [])];
  return {
    id: rival.id,
    label: rival.label,
    logEvidence: logSum(repeats) - log(repeats.length),
    error: errorOfMean(repeats),
    repeats,
    factor: 0,
    factorError: 0,
    byVariable: variables.map((variable) => ({
      variable,
      log: meanOf(filters.map((f) => f.byVariable.get(variable) ?? 0)),
    })),
    setAside: meanOf(filters.map((f) => f.setAside)),
  };
}

/** Undefined where it was stopped before the end. */
export async function compareRivals(
  rivals: readonly Rival[],
  executor: Continuer,
  options: RivalOptions,
): Promise<RivalResult[] | undefined> {
  const steps = rivals.reduce((sum, r) => sum + options.repeats * ((options.until ?? r.plan.last) + 1), 0);
  let played = 0;
  const at = () => options.onProgress?.(++played, steps);
  const results: RivalResult[] = [];
  for (const rival of rivals) {
    const filters: OneFilter[] = [];
    for (let k = 0; k < options.repeats; k++) {
      // The same luck for each reading in turn: what differs is the reading
      filters.push(await filterOnce(rival.plan, executor, options, options.seed + k, at));
      if (options.stopped?.()) return undefined;
    }
    results.push(summed(rival, filters));
  }
  const best = results.reduce((a, b) => (b.logEvidence > a.logEvidence ? b : a));
  return results
    .map((r) => ({
      ...r,
      factor: r.logEvidence - best.logEvidence,
      factorError: r === best ? 0 : Math.sqrt(r.error * r.error + best.error * best.error),
    }))
    .toSorted((a, b) => b.logEvidence - a.logEvidence);
}
