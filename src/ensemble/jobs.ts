// A job: one ensemble of one model, cut into blocks of fixed size. Whoever plays the blocks (this thread, workers, a cluster),
// they are consumed in ascending order, so the number of workers cannot change one bit of a result.

import type { Block, Recording, Segment } from "../engine/interpreter/engine.ts";
import type { Setting } from "../engine/interpreter/settings.ts";
import type { States, Tilts } from "../engine/interpreter/states.ts";
import type { CheckedModel, Hold } from "../language/checked-model.ts";
import { type Counted, type Counting, countBlock } from "./counting.ts";

/** Runs of a block. Part of the meaning of sums (they are formed block by block): never changed by a machine's size. */
export const BLOCK = 256;

export type Job = {
  model: CheckedModel;
  recording: Recording;
  seed: number;
  holds: readonly Hold[];
  /** Constants set from outside (engine/interpreter/settings.ts). */
  set?: readonly Setting[] | undefined;
  /** Runs first .. first + runs - 1; `first` is a multiple of BLOCK. */
  first: number;
  runs: number;
};

/** Plays jobs. Blocks come in ascending order; leaving the loop stops the rest. */
export type Executor = {
  name: string;
  play: (job: Job) => AsyncIterable<Block>;
  /** The same, counted where it is played: of executors whose blocks come from far. */
  count?: (job: Job, countings: readonly Counting[]) => AsyncIterable<Counted>;
};

/** Plays a job of which no more is wanted than what is counted. */
export async function* playCounted(
  executor: Executor,
  job: Job,
  countings: readonly Counting[],
): AsyncGenerator<Counted> {
  if (executor.count) return yield* executor.count(job, countings);
  for await (const block of executor.play(job)) yield countBlock(block, countings);
}

/** A segment of steps of a whole ensemble, whose blocks stand between two steps. */
export type SegmentJob = {
  model: CheckedModel;
  recording: Recording;
  seed: number;
  holds: readonly Hold[];
  runs: number;
  /** Not included. */
  until: number;
  /** By block, and handed over: they may not be read again. From the first step where there are none. */
  states?: readonly States[] | undefined;
  /** By block: other luck for the constants (engine/interpreter/redraw.ts). */
  redraw?: readonly Float64Array[] | undefined;
  tilts?: Tilts | undefined;
};

/** Plays segments; they come in ascending order of blocks. */
export type Continuer = { resume: (job: SegmentJob) => AsyncIterable<Segment> };

export type BlockRange = { first: number; count: number };

export function blocksOf(first: number, runs: number): BlockRange[] {
  const ranges: BlockRange[] = [];
  for (let at = first; at < first + runs; at += BLOCK) {
    ranges.push({ first: at, count: Math.min(BLOCK, first + runs - at) });
  }
  return ranges;
}

/** The same for what a segment gave. */
export function buffersOfSegment(segment: Segment): ArrayBuffer[] {
  const { options, series, constants, finals, failed, evidence, events, states } = segment;
  return [options, series, constants, finals, failed, evidence, events, states.values].map(
    (a) => a.buffer as ArrayBuffer,
  );
}

/** The arrays of a block that may be handed over to another thread instead of being copied. */
export function buffersOf(block: Block): ArrayBuffer[] {
  const arrays = [
    block.options,
    block.series,
    block.constants,
    block.finals,
    block.failed,
    ...block.explained.map((e) => e.values),
  ];
  return arrays.map((array) => array.buffer as ArrayBuffer);
}
