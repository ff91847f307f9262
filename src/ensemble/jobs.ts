// A job: one ensemble of one model, cut into blocks of fixed size. Whoever plays the blocks (this thread, workers, a cluster),
// they are consumed in ascending order, so the number of workers cannot change one bit of a result.

import type { CheckedModel, Hold } from "../language/checked-model.ts";
import type { Block, Recording } from "../meaning/engine.ts";
import type { Setting } from "../meaning/settings.ts";

/** Runs of a block. Part of the meaning of sums (they are formed block by block): never changed by a machine's size. */
export const BLOCK = 256;

export type Job = {
  model: CheckedModel;
  recording: Recording;
  seed: number;
  holds: readonly Hold[];
  /** Constants set from outside (meaning/settings.ts). */
  set?: readonly Setting[] | undefined;
  /** Runs first .. first + runs - 1; `first` is a multiple of BLOCK. */
  first: number;
  runs: number;
};

/** Plays jobs. Blocks come in ascending order; leaving the loop stops the rest. */
export type Player = {
  name: string;
  play: (job: Job) => AsyncIterable<Block>;
};

export type BlockRange = { first: number; count: number };

export function blocksOf(first: number, runs: number): BlockRange[] {
  const ranges: BlockRange[] = [];
  for (let at = first; at < first + runs; at += BLOCK) {
    ranges.push({ first: at, count: Math.min(BLOCK, first + runs - at) });
  }
  return ranges;
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
