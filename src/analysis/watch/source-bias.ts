// Shifts of sources: each house is off by an amount of its own, normal about 0 with the entry's standard deviation, constant over time.
// They are integrated out: given a run, a house's shift has a normal posterior, kept as mean and variance and moved by each reading
// (a Kalman filter in each particle, Rao-Blackwellised in the sense of Doucet et al. 2000).

import type { Observed } from "../../language/checked-model.ts";
import type { RecordRow } from "../../language/record/read-record.ts";
import { gather } from "./weights.ts";

export type House = { mean: Float64Array; variance: Float64Array };

export type Houses = Map<string, House>;

const keyOf = (row: Pick<RecordRow, "observed" | "house">) => `${row.observed} ${row.house}`;

/** The shift of the house of a row, as known so far; undefined where the entry has none. */
export function houseOf(houses: Houses, entry: Observed, row: RecordRow, runs: number): House | undefined {
  if (entry.house === undefined || entry.house === 0) return undefined;
  const key = keyOf(row);
  const known = houses.get(key);
  if (known) return known;
  const fresh = { mean: new Float64Array(runs), variance: new Float64Array(runs).fill(entry.house * entry.house) };
  houses.set(key, fresh);
  return fresh;
}

/** A house after a reading that was `gap` off in a run, with error variance `noise`. */
export function learn({ mean, variance }: House, run: number, gap: number, noise: number): void {
  const gain = variance[run]! / (variance[run]! + noise);
  mean[run] = mean[run]! + gain * (gap - mean[run]!);
  variance[run] = variance[run]! * (1 - gain);
}

/** Houses after particles were resampled. */
export function movedHouses(houses: Houses, ancestors: Int32Array): Houses {
  const move = (values: Float64Array) => gather(values, ancestors);
  return new Map([...houses].map(([key, { mean, variance }]) => [key, { mean: move(mean), variance: move(variance) }]));
}
