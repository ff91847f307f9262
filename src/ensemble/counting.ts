// What is counted of a block, as plain data, so that a block may be counted where it is played: then sums travel, or a number a run, and
// not the block. In: a block and what to count. Out: for each counting its numbers. Pure: whoever counts, the bits are the same; counted
// blocks are put together in ascending order by who asked (tally.ts, paired.ts). Failed runs are in no sum; rows have them, marked.

import type { Block } from "../engine/interpreter/engine.ts";

/** `at`: the place of the policy or the series in the recording. */
export type Counting =
  /** Runs on each option at each step: [step][option]. */
  | { kind: "options"; at: number; width: number }
  /** Runs in which the series is first not 0 at each step: [step]. */
  | { kind: "event"; at: number }
  /** The value of each run at a step: [run]. */
  | { kind: "value"; at: number; step: number }
  /** The mean of each run over the clock: [run]. */
  | { kind: "mean"; at: number }
  /** The courses of the runs with a number below `before`: [step][run]. */
  | { kind: "course"; at: number; before: number };

export type Counted = Pick<Block, "first" | "count" | "failed" | "faults"> & { sums: Float64Array[] };

type OfKind<K extends Counting["kind"]> = Extract<Counting, { kind: K }>;

export const coursesOf = ({ first, count }: { first: number; count: number }, before: number) =>
  Math.max(0, Math.min(count, before - first));

function sizeOf(counting: Counting, steps: number, first: number, count: number): number {
  switch (counting.kind) {
    case "options":
      return steps * counting.width;
    case "event":
      return steps;
    case "value":
    case "mean":
      return count;
    case "course":
      return steps * coursesOf({ first, count }, counting.before);
  }
}

export function emptyCounted(countings: readonly Counting[], steps: number, first: number, count: number): Counted {
  const sums = countings.map((counting) => new Float64Array(sizeOf(counting, steps, first, count)));
  return { first, count, failed: new Uint8Array(count), faults: [], sums };
}

function countOptions({ steps, count, options, failed }: Block, { at, width }: OfKind<"options">, into: Float64Array) {
  for (let step = 0; step < steps; step++) {
    const from = (at * steps + step) * count;
    for (let i = 0; i < count; i++) if (!failed[i]) into[step * width + options[from + i]!]!++;
  }
}

function countEvent({ steps, count, series, failed }: Block, { at }: OfKind<"event">, into: Float64Array) {
  for (let i = 0; i < count; i++) {
    if (failed[i]) continue;
    for (let step = 0; step < steps; step++) {
      if (series[(at * steps + step) * count + i] === 0) continue;
      into[step]!++;
      break;
    }
  }
}

function keepValues({ steps, count, series }: Block, { at, step }: OfKind<"value">, into: Float64Array) {
  const from = (at * steps + step) * count;
  into.set(series.subarray(from, from + count));
}

function meansOf({ steps, count, series }: Block, { at }: OfKind<"mean">, into: Float64Array) {
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let t = 0; t < steps; t++) sum += series[(at * steps + t) * count + i]!;
    into[i] = sum / steps;
  }
}

function keepCourses(block: Block, { at, before }: OfKind<"course">, into: Float64Array) {
  const { steps, count, series } = block;
  const kept = coursesOf(block, before);
  for (let step = 0; step < steps; step++) {
    const from = (at * steps + step) * count;
    into.set(series.subarray(from, from + kept), step * kept);
  }
}

function countInto(block: Block, counting: Counting, into: Float64Array): void {
  switch (counting.kind) {
    case "options":
      countOptions(block, counting, into);
      break;
    case "event":
      countEvent(block, counting, into);
      break;
    case "value":
      keepValues(block, counting, into);
      break;
    case "mean":
      meansOf(block, counting, into);
      break;
    case "course":
      keepCourses(block, counting, into);
      break;
  }
}

/** The arrays that may be handed over to another thread instead of being copied. */
export const buffersOfCounted = ({ failed, sums }: Counted) => [failed, ...sums].map((a) => a.buffer as ArrayBuffer);

export function countBlock(block: Block, countings: readonly Counting[]): Counted {
  const { steps, first, count, failed, faults } = block;
  const { sums } = emptyCounted(countings, steps, first, count);
  for (const [k, counting] of countings.entries()) countInto(block, counting, sums[k]!);
  return { first, count, failed, faults, sums };
}
