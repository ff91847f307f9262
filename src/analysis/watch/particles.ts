// The particles of a filter: runs that stand between two steps, with weights, the luck of their constants, and what is known of houses.
// In: a model and how many. Out: a set of particles, copies of it, and the segments that play it on.
// A particle's luck in a step belongs to its place, not to its past (engine/interpreter/states.ts), so copies part at the next step by themselves.

import { randomKeyOfConstants } from "../../engine/interpreter/redraw.ts";
import { type States, stateRows } from "../../engine/interpreter/states.ts";
import { BLOCK, blocksOf, type SegmentJob } from "../../ensemble/jobs.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { log, normalQuantile } from "../../statistics/elementary.ts";
import { normalCdf } from "../../statistics/normal-cdf.ts";
import { uniform } from "../../statistics/philox.ts";
import { type Houses, movedHouses } from "./source-bias.ts";
import { gather } from "./weights.ts";

export type ParticleSet = {
  runs: number;
  /** The step that comes next. */
  step: number;
  /** By block; none before the first step. */
  states: States[] | undefined;
  /** Logarithms of weights that sum to 1. */
  logs: Float64Array;
  /** Standard normal luck of each draw among constants: [draw][run]. */
  luck: Float64Array[];
  /** The luck was moved, so constants are to be worked out anew. */
  moved: boolean;
  houses: Houses;
};

export function newParticleSet(model: CheckedModel, seed: number, runs: number): ParticleSet {
  const luck = randomKeyOfConstants(model).map(({ stream, place }) => {
    const row = new Float64Array(runs);
    for (let run = 0; run < runs; run++) row[run] = normalQuantile(uniform(seed, run, stream, 0, place));
    return row;
  });
  const logs = new Float64Array(runs).fill(-log(runs));
  return { runs, step: 0, states: undefined, logs, luck, moved: false, houses: new Map() };
}

export const copyStates = (states: readonly States[]): States[] =>
  states.map(({ step, count, values }) => ({ step, count, values: values.slice() }));

/** States of other runs in each place: by ancestor. Ancestors ascend, so rows are read almost in order. */
export function gatherStates(model: CheckedModel, states: readonly States[], ancestors: Int32Array): States[] {
  const { rows } = stateRows(model);
  return blocksOf(0, ancestors.length).map(({ first, count }) => {
    const values = new Float64Array(rows * count);
    for (let i = 0; i < count; ) {
      const block = Math.floor(ancestors[first + i]! / BLOCK);
      const from = states[block]!;
      // As many as come from one block
      let end = i + 1;
      while (end < count && ancestors[first + end]! < (block + 1) * BLOCK) end++;
      for (let row = 0; row < rows; row++) {
        const to = row * count;
        const at = row * from.count - block * BLOCK;
        for (let k = i; k < end; k++) values[to + k] = from.values[at + ancestors[first + k]!]!;
      }
      i = end;
    }
    return { step: states[0]!.step, count, values };
  });
}

/** The set of particles of the ancestors, all of one weight. */
export function resampled(model: CheckedModel, particleSet: ParticleSet, ancestors: Int32Array): ParticleSet {
  return {
    ...particleSet,
    runs: ancestors.length,
    states: particleSet.states && gatherStates(model, particleSet.states, ancestors),
    logs: new Float64Array(ancestors.length).fill(-log(ancestors.length)),
    luck: particleSet.luck.map((row) => gather(row, ancestors)),
    houses: movedHouses(particleSet.houses, ancestors),
  };
}

const LEAST = 2 ** -53;

/** Uniforms of the luck, by block, for constants to be worked out anew. */
function redrawOf({ luck, runs }: ParticleSet): Float64Array[] {
  return blocksOf(0, runs).map(({ first, count }) => {
    const block = new Float64Array(luck.length * count);
    luck.forEach((row, draw) => {
      for (let i = 0; i < count; i++) {
        block[draw * count + i] = Math.min(1 - LEAST, Math.max(LEAST, normalCdf(row[first + i]!)));
      }
    });
    return block;
  });
}

/** What plays a set of particles on until a step. Its states are handed over. */
export function segmentOf(
  particleSet: ParticleSet,
  job: Pick<SegmentJob, "model" | "recording" | "seed" | "holds" | "until" | "tilts">,
): SegmentJob {
  const redraw = particleSet.moved ? redrawOf(particleSet) : undefined;
  return { ...job, runs: particleSet.runs, states: particleSet.states, ...(redraw && { redraw }) };
}
