// Rows of an ensemble played under the same luck: what one measure comes to in each run of each row.
// Rows are held options, scenarios, or both; differences between them are paired run by run (common random numbers).

import type { CheckedModel, Hold } from "../language/checked-model.ts";
import type { Expression } from "../language/expression.ts";
import type { Block } from "../meaning/engine.ts";
import type { Fault } from "../meaning/fault.ts";
import type { Player } from "./jobs.ts";
import { meanOf } from "./tally.ts";

export type Row = { model: CheckedModel; measure: Expression; holds: readonly Hold[] };

export type PlayedRow = { values: Float64Array; failed: Uint8Array; faults: Fault[] };

/** The measure of each run of a block: its value at a step, or its mean over the clock. */
function measures(block: Block, step: number | undefined, into: Float64Array, first: number): void {
  const { steps, count, series } = block;
  for (let i = 0; i < count; i++) {
    if (step !== undefined) {
      into[block.first - first + i] = series[step * count + i]!;
      continue;
    }
    let sum = 0;
    for (let t = 0; t < steps; t++) sum += series[t * count + i]!;
    into[block.first - first + i] = sum / steps;
  }
}

/** Plays one row. Out: a value a run; failed runs are marked. */
export async function playRow(
  row: Row,
  player: Player,
  options: { seed: number; runs: number; step?: number | undefined; onBlock?: (block: Block) => boolean },
): Promise<PlayedRow> {
  const values = new Float64Array(options.runs);
  const failed = new Uint8Array(options.runs).fill(1);
  const faults: Fault[] = [];
  const recording = { policies: [], series: [row.measure], constants: [], explained: [], finals: [] };
  const job = { model: row.model, recording, seed: options.seed, holds: row.holds, first: 0, runs: options.runs };
  for await (const block of player.play(job)) {
    measures(block, options.step, values, 0);
    failed.set(block.failed, block.first);
    faults.push(...block.faults);
    if (options.onBlock?.(block)) break;
  }
  return { values, failed, faults };
}

export type Difference = { mean: number; se: number; difference: number; low: number; high: number };

const Z95 = 1.959963984540054;

/** Runs that were played whole in every row. */
export function wholeRuns(rows: readonly PlayedRow[]): number[] {
  const runs = rows[0]?.values.length ?? 0;
  return Array.from({ length: runs }, (_, i) => i).filter((i) => rows.every((row) => !row.failed[i]));
}

/** A row against the baseline: paired difference with its 95 % interval. */
export function differenceOf(row: PlayedRow, baseline: PlayedRow, whole: readonly number[]): Difference {
  const values = Float64Array.from(whole, (i) => row.values[i]!);
  const gaps = Float64Array.from(whole, (i) => row.values[i]! - baseline.values[i]!);
  const gap = meanOf(gaps);
  return { ...meanOf(values), difference: gap.mean, low: gap.mean - Z95 * gap.se, high: gap.mean + Z95 * gap.se };
}
