// Rows of an ensemble played under the same luck: what measures come to in each run of each row.
// Rows are held options, scenarios, or both; differences between them are paired run by run (common random numbers).

import type { Fault } from "../engine/interpreter/fault.ts";
import type { Setting } from "../engine/interpreter/settings.ts";
import type { CheckedModel, Hold } from "../language/checked-model.ts";
import type { Expression } from "../language/expression.ts";
import type { Counted, Counting } from "./counting.ts";
import { type Executor, playCounted } from "./jobs.ts";
import { meanOf } from "./tally.ts";

/** A number a run: the value at a step, or, without one, the mean over the clock. */
export type Measure = { of: Expression; step?: number | undefined };

export type Row = {
  model: CheckedModel;
  measures: readonly Measure[];
  holds: readonly Hold[];
  /** Constants set from outside. */
  set?: readonly Setting[] | undefined;
};

export type PlayedRow = {
  /** For each measure, a value a run. */
  values: Float64Array[];
  /** 1 where a run was stopped, or not played at all. */
  failed: Uint8Array;
  played: number;
  /** The first of them, for showing. */
  faults: Fault[];
};

const SHOWN_FAULTS = 5;

const countingOf = ({ step }: Measure, at: number): Counting =>
  step === undefined ? { kind: "mean", at } : { kind: "value", at, step };

/** Plays one row, from run `first` (0) on. Out: values of each run; runs that failed or were not reached are marked. */
export async function playRow(
  row: Row,
  executor: Executor,
  options: { seed: number; runs: number; first?: number; onBlock?: (block: Counted) => boolean },
): Promise<PlayedRow> {
  const { runs, seed, first = 0 } = options;
  const result: PlayedRow = {
    values: row.measures.map(() => new Float64Array(runs)),
    failed: new Uint8Array(runs).fill(1),
    played: 0,
    faults: [],
  };
  const series = row.measures.map((m) => m.of);
  const recording = { policies: [], series, constants: [], explained: [], finals: [] };
  const { model, holds, set } = row;
  const job = { model, recording, seed, holds, set, first, runs };
  for await (const block of playCounted(executor, job, row.measures.map(countingOf))) {
    const at = block.first - first;
    block.sums.forEach((values, k) => {
      result.values[k]!.set(values, at);
    });
    result.failed.set(block.failed, at);
    result.played += block.count;
    result.faults.push(...block.faults.slice(0, SHOWN_FAULTS - result.faults.length));
    if (options.onBlock?.(block)) break;
  }
  return result;
}

export type Difference = { mean: number; se: number; difference: number; low: number; high: number };

const Z95 = 1.959963984540054;

/** Runs that were played whole in every row. */
export function wholeRuns(rows: readonly PlayedRow[]): number[] {
  const runs = rows[0]?.failed.length ?? 0;
  return Array.from({ length: runs }, (_, i) => i).filter((i) => rows.every((row) => !row.failed[i]));
}

/** One row's values against the baseline's: paired difference with its 95 % interval. */
export function differenceOf(row: Float64Array, baseline: Float64Array, whole: readonly number[]): Difference {
  const values = Float64Array.from(whole, (i) => row[i]!);
  const gaps = Float64Array.from(whole, (i) => row[i]! - baseline[i]!);
  const gap = meanOf(gaps);
  return { ...meanOf(values), difference: gap.mean, low: gap.mean - Z95 * gap.se, high: gap.mean + Z95 * gap.se };
}

/** How often each row is the highest of a run (ties shared), and its mean shortfall from it (regret: Savage 1951). */
export function bestAndRegret(
  rows: readonly Float64Array[],
  whole: readonly number[],
): { best: number; regret: number }[] {
  const wins = rows.map(() => 0);
  const short = rows.map(() => 0);
  for (const i of whole) {
    let most = Number.NEGATIVE_INFINITY;
    for (const row of rows) most = Math.max(most, row[i]!);
    const tied = rows.filter((row) => row[i] === most).length;
    rows.forEach((row, k) => {
      if (row[i] === most) wins[k]! += 1 / tied;
      short[k]! += most - row[i]!;
    });
  }
  return rows.map((_, k) => ({ best: wins[k]! / whole.length, regret: short[k]! / whole.length }));
}
