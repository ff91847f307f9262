// What it would be worth to know something before choosing: by how much the expected regret of a decision falls where a claim, or a
// number, is settled first (expected value of partial perfect information: Howard 1966, "Information value theory"; from runs that
// were played anyway: Strong & Oakley 2013). In: what each held option comes to in each run, and the column that would be known.
// The best of several noisy means looks better than it is; so options are chosen on one half of the runs and counted on the other.
// The halves go by run number, so rows may stand in any order.

import type { Better } from "../../language/checked-model.ts";

export type Decision = {
  /** What each option comes to: values[option][row]. */
  values: readonly Float64Array[];
  /** The run of each row. */
  run: ArrayLike<number>;
  better: Better;
};

export type Knowing = {
  /** The fall of the expected regret, in the measure's own unit, with its 95 % interval. */
  value: number;
  low: number;
  high: number;
  /** The option that is best where nothing more is known, and the best one in each group. */
  now: number;
  best: number[];
};

const Z95 = 1.959963984540054;

/** Groups of at least this many runs in each half; smaller ones cannot say which option is best. */
const LEAST = 20;

function sums({ values }: Decision, group: ArrayLike<number>, groups: number, rows: readonly number[]): Float64Array[] {
  return values.map((column) => {
    const sum = new Float64Array(groups);
    for (const i of rows) sum[group[i]!]! += column[i]!;
    return sum;
  });
}

/** The option with the best sum in a group; the first of equals. */
function bestOf(all: readonly Float64Array[], g: number, up: number): number {
  let best = 0;
  for (let k = 1; k < all.length; k++) if (up * all[k]![g]! > up * all[best]![g]!) best = k;
  return best;
}

const everything = (columns: readonly Float64Array[]) =>
  columns.map((c) => Float64Array.of(c.reduce((s, x) => s + x, 0)));

/**
 * The value of knowing to which group a run belongs (0 or 1 for a claim) before the option is chosen. Undefined where a group is too
 * small to say, or where all runs are of one.
 */
export function valueOfKnowing(d: Decision, group: ArrayLike<number>, groups: number): Knowing | undefined {
  const all = Array.from(d.run, (_, i) => i).sort((a, b) => d.run[a]! - d.run[b]!);
  const halves = [0, 1].map((half) => all.filter((i) => d.run[i]! % 2 === half));
  const sizes = halves.map((rows) => {
    const n = new Float64Array(groups);
    for (const i of rows) n[group[i]!]!++;
    return n;
  });
  const present = Array.from({ length: groups }, (_, g) => g).filter((g) => sizes.some((n) => n[g]! > 0));
  if (present.length < 2 || sizes.some((n) => present.some((g) => n[g]! < LEAST))) return undefined;
  const up = d.better === "lower" ? -1 : 1;
  let [total, squares] = [0, 0];
  for (const half of [0, 1]) {
    const chosenOn = sums(d, group, groups, halves[1 - half]!);
    const now = bestOf(everything(chosenOn), 0, up);
    const then = Array.from({ length: groups }, (_, g) => bestOf(chosenOn, g, up));
    for (const i of halves[half]!) {
      const gap = up * (d.values[then[group[i]!]!]![i]! - d.values[now]![i]!);
      total += gap;
      squares += gap * gap;
    }
  }
  const n = all.length;
  const value = total / n;
  const se = Math.sqrt(Math.max(0, squares / n - value * value) / (n - 1));
  const whole = sums(d, group, groups, all);
  return {
    value,
    low: value - Z95 * se,
    high: value + Z95 * se,
    now: bestOf(everything(whole), 0, up),
    best: Array.from({ length: groups }, (_, g) => bestOf(whole, g, up)),
  };
}

/** Rows in groups of equal count by the size of a number, equal numbers together: which part of its range a run has. */
export function groupsOf(column: Float64Array, wanted: number): { group: Uint8Array; groups: number } {
  const order = Array.from(column, (_, i) => i).sort((a, b) => column[a]! - column[b]!);
  const group = new Uint8Array(column.length);
  let [g, filled] = [0, 0];
  order.forEach((row, r) => {
    if (r > 0 && filled >= column.length / wanted && column[row] !== column[order[r - 1]!]) {
      g++;
      filled = 0;
    }
    group[row] = g;
    filled++;
  });
  return { group, groups: g + 1 };
}
