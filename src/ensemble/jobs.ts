// A job: one ensemble of one model, cut into blocks of fixed size. Whoever plays the blocks (this thread, workers, a cluster),
// they are consumed in ascending order, so the number of workers cannot change one bit of a result.

import type { CheckedModel, Hold } from "../language/checked-model.ts";
import type { Block, Recording, Stretch } from "../meaning/engine.ts";
import type { Setting } from "../meaning/settings.ts";
import type { States, Tilts } from "../meaning/states.ts";
import { type Counted, type Counting, countBlock } from "./counting.ts";

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
  /** The same, counted where it is played: of players whose blocks come from far. */
  count?: (job: Job, countings: readonly Counting[]) => AsyncIterable<Counted>;
};

/** Plays a job of which no more is wanted than what is counted. */
export async function* playCounted(player: Player, job: Job, countings: readonly Counting[]): AsyncGenerator<Counted> {
  if (player.count) return yield* player.count(job, countings);
  for await (const block of player.play(job)) yield countBlock(block, countings);
}

/** A stretch of steps of a whole ensemble, whose blocks stand between two steps. */
export type StretchJob = {
  model: CheckedModel;
  recording: Recording;
  seed: number;
  holds: readonly Hold[];
  runs: number;
  /** Not included. */
  until: number;
  /** By block, and handed over: they may not be read again. From the first step where there are none. */
  states?: readonly States[] | undefined;
  /** By block: other luck for the constants (meaning/redraw.ts). */
  redraw?: readonly Float64Array[] | undefined;
  tilts?: Tilts | undefined;
};

/** Plays stretches; they come in ascending order of blocks. */
export type Continuer = { goOn: (job: StretchJob) => AsyncIterable<Stretch> };

export type BlockRange = { first: number; count: number };

export function blocksOf(first: number, runs: number): BlockRange[] {
  const ranges: BlockRange[] = [];
  for (let at = first; at < first + runs; at += BLOCK) {
    ranges.push({ first: at, count: Math.min(BLOCK, first + runs - at) });
  }
  return ranges;
}

/** The same for what a stretch gave. */
export function buffersOfStretch(stretch: Stretch): ArrayBuffer[] {
  const { options, series, constants, finals, failed, evidence, events, states } = stretch;
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
