// Rows of an ensemble played under the same luck: what measures come to in each run of each row.
// Rows are held options, scenarios, or both; differences between them are paired run by run (common random numbers).

import type { CheckedModel, Hold } from "../language/checked-model.ts";
import type { Expression } from "../language/expression.ts";
import type { Block } from "../meaning/engine.ts";
import type { Fault } from "../meaning/fault.ts";
import type { Setting } from "../meaning/settings.ts";
import type { Player } from "./jobs.ts";
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

/** The k-th measure of each run of a block. */
function measureBlock(block: Block, k: number, step: number | undefined, into: Float64Array, at: number): void {
  const { steps, count, series } = block;
  const from = k * steps * count;
  for (let i = 0; i < count; i++) {
    if (step !== undefined) {
      into[at + i] = series[from + step * count + i]!;
      continue;
    }
    let sum = 0;
    for (let t = 0; t < steps; t++) sum += series[from + t * count + i]!;
    into[at + i] = sum / steps;
  }
}

/** Plays one row, from run `first` (0) on. Out: values of each run; runs that failed or were not reached are marked. */
export async function playRow(
  row: Row,
  player: Player,
  options: { seed: number; runs: number; first?: number; onBlock?: (block: Block) => boolean },
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
  for await (const block of player.play({ model, recording, seed, holds, set, first, runs })) {
    const at = block.first - first;
    row.measures.forEach((m, k) => {
      measureBlock(block, k, m.step, result.values[k]!, at);
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
