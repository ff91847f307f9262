// How likely one row of the record is in each run of a block that was just played. In: the plan, the row, a segment, and which of its
// steps. Out: logarithms, one a run, added to `into`; and, apart, what a reading says of the house that made it.

import type { Segment } from "../../engine/interpreter/engine.ts";
import type { Observed } from "../../language/checked-model.ts";
import type { RecordRow } from "../../language/record/read-record.ts";
import { log } from "../../statistics/elementary.ts";
import * as density from "../../statistics/log-densities.ts";
import type { Seen, WatchPlan } from "./plan.ts";
import { type House, learn } from "./source-bias.ts";

export type Reader = (run: number) => number;

/** A number of the picture at one step of a segment, run by run. */
export function readerOf(seen: Seen, segment: Pick<Segment, "series" | "steps" | "count">, step: number): Reader {
  if ("plain" in seen) return () => seen.plain;
  const { series, steps, count } = segment;
  const at = (seen.series * steps + step) * count;
  return (run) => series[at + run]!;
}

export type Readers = { of: Reader; sd: Reader; size: Reader; trials: Reader };

/** The error variance of a reading: the row's and the model's own. */
const noiseOf = (row: RecordRow, sd: number) => row.sd * row.sd + sd * sd;

/** Normal readings, of a value or of its logarithm, with or without a house. */
function normalLog(
  row: RecordRow,
  r: Readers,
  house: House | undefined,
  isLog: boolean,
  run: number,
  at: number,
): number {
  const of = r.of(run);
  if (isLog && !(of > 0)) return Number.NEGATIVE_INFINITY;
  const [y, mean] = isLog ? [log(row.value), log(of)] : [row.value, of];
  const noise = noiseOf(row, r.sd(run));
  const [shift, variance] = house ? [house.mean[at]!, house.variance[at]!] : [0, 0];
  return density.logNormalDensity(y, mean + shift, Math.sqrt(noise + variance)) - (isLog ? y : 0);
}

function logOf(entry: Observed, row: RecordRow, r: Readers, house: House | undefined, run: number, at: number): number {
  switch (entry.as) {
    case "normal":
      return normalLog(row, r, house, false, run, at);
    case "lognormal":
      return normalLog(row, r, house, true, run, at);
    case "poisson":
      return density.logPoisson(row.value, r.of(run));
    case "negative_binomial":
      return density.logNegativeBinomial(row.value, r.of(run), r.size(run));
    case "binomial":
      return density.logBinomial(row.value, r.trials(run), r.of(run));
    case "chance":
      return density.logChance(row.value === 1, r.of(run));
    default:
      return 0;
  }
}

/**
 * The logarithm of the smallest number there is: a reading 38 standard errors off. What is less likely in every run is a slip of the
 * pen, and taken for impossible, so that it is named and left out, instead of leaving the one run that is least far off.
 */
export const LEAST = -745;

type Played = Pick<Segment, "series" | "steps" | "count" | "first">;

export function readersOf(plan: Pick<WatchPlan, "parts">, observed: number, segment: Played, step: number): Readers {
  const { of, sd, size, trials } = plan.parts[observed]!;
  return {
    of: readerOf(of, segment, step),
    sd: readerOf(sd, segment, step),
    size: readerOf(size, segment, step),
    trials: readerOf(trials, segment, step),
  };
}

/** What is known of the row's house after the row, in each run. */
export function learnRow(
  plan: Pick<WatchPlan, "record" | "parts">,
  row: RecordRow,
  segment: Played,
  step: number,
  house: House,
): void {
  const isLog = plan.record.observed[row.observed]!.as === "lognormal";
  const { of, sd } = readersOf(plan, row.observed, segment, step);
  for (let run = 0; run < segment.count; run++) {
    const gap = isLog ? log(row.value) - log(of(run)) : row.value - of(run);
    if (Number.isFinite(gap)) learn(house, segment.first + run, gap, noiseOf(row, sd(run)));
  }
}

export function weighRow(
  plan: Pick<WatchPlan, "record" | "parts">,
  row: RecordRow,
  segment: Played,
  step: number,
  house: House | undefined,
  into: Float64Array,
): void {
  const entry = plan.record.observed[row.observed]!;
  const readers = readersOf(plan, row.observed, segment, step);
  for (let run = 0; run < segment.count; run++) {
    const at = segment.first + run;
    const likely = logOf(entry, row, readers, house, run, at);
    into[at] = into[at]! + (likely < LEAST ? Number.NEGATIVE_INFINITY : likely);
  }
}
