// Scenarios of one model under the same luck: rows are scenarios, columns a measure, its paired difference from the first row,
// how often best (highest, where neither end is the better one), and the mean shortfall from it. All rows share a clock, or there is
// nothing to pair.

import type { Fault } from "../engine/interpreter/fault.ts";
import type { Better, CheckedModel } from "../language/checked-model.ts";
import { type CompareOptions, gapsToBest, ranksOf } from "./compare-options.ts";
import type { Executor } from "./jobs.ts";
import { differenceOf, type Measure, type PlayedRow, playRow, wholeRuns } from "./paired.ts";

/** Each row has its own reading of the measures: slots differ between scenarios. */
export type ScenarioRow = { id: string; label: string; model: CheckedModel; measures: readonly Measure[] };

export type ScenarioFigures = {
  scenario: string;
  label: string;
  mean: number;
  se: number;
  difference: number;
  low: number;
  high: number;
  best: number;
  regret: number;
  /** Against the row with the best mean: where its interval holds nought, the two are not told apart. */
  fromBest: { difference: number; low: number; high: number };
};

export type ScenariosCompared = {
  seed: number;
  /** Runs of each row, and how many were stopped in at least one of them. */
  runs: number;
  failed: number;
  faults: Fault[];
  stopped: boolean;
  /** A table for each measure; none where it was stopped before the last row. */
  tables: ScenarioFigures[][];
};

function tableOf(
  rows: readonly ScenarioRow[],
  played: readonly PlayedRow[],
  k: number,
  whole: number[],
  better: Better | undefined,
): ScenarioFigures[] {
  const values = played.map((row) => row.values[k]!);
  const ranks = ranksOf(values, whole, better);
  const gaps = gapsToBest(values, whole, better);
  return rows.map(({ id, label }, i) => ({
    scenario: id,
    label,
    ...differenceOf(values[i]!, values[0]!, whole),
    ...ranks[i]!,
    fromBest: gaps[i]!,
  }));
}

/** Plays each row under the same luck: a measure, its paired difference from the first row, how often it is best, the mean shortfall from the best. */
export async function compareScenarios(
  rows: readonly ScenarioRow[],
  executor: Executor,
  options: CompareOptions & { better?: readonly (Better | undefined)[] },
): Promise<ScenariosCompared> {
  const stopped = () => options.stopped?.() ?? false;
  const total = options.runs * rows.length;
  const rowsPlayed: PlayedRow[] = [];
  let played = 0;
  for (const { model, measures } of rows) {
    if (stopped()) break;
    const onBlock = ({ count }: { count: number }) => {
      played += count;
      options.onProgress?.(played, total);
      return stopped();
    };
    rowsPlayed.push(
      await playRow({ model, measures, holds: [] }, executor, { seed: options.seed, runs: options.runs, onBlock }),
    );
  }
  const all = rowsPlayed.length === rows.length;
  const whole = all ? wholeRuns(rowsPlayed) : [];
  const reached = Math.min(...rowsPlayed.map((row) => row.played));
  return {
    seed: options.seed,
    runs: all ? reached : 0,
    failed: all ? reached - whole.length : 0,
    faults: rowsPlayed.flatMap((row) => row.faults),
    stopped: stopped(),
    tables:
      whole.length === 0
        ? []
        : rows[0]!.measures.map((_, k) => tableOf(rows, rowsPlayed, k, whole, options.better?.[k])),
  };
}
