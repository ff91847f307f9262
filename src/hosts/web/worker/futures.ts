// Futures as rows: the options of every policy by step in each, and a dozen that are unlike each other (the most usual course first,
// then always the one farthest from all chosen so far: Gonzalez 1985). Failed runs are left out of the choosing.

import type { Executor } from "../../../ensemble/jobs.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import type { FuturesView } from "./protocol.ts";

const UNLIKE = 12;

export async function playFutures(
  model: CheckedModel,
  executor: Executor,
  about: { seed: number; runs: number; stopped: () => boolean },
): Promise<FuturesView | undefined> {
  const { seed, runs } = about;
  const { steps } = model.clock;
  const policies = model.policies.map((_, slot) => slot);
  const options = new Uint8Array(policies.length * steps * runs);
  const failed = new Uint8Array(runs);
  const recording = { policies, series: [], constants: [], explained: [], finals: [] };
  for await (const block of executor.play({ model, recording, seed, holds: [], first: 0, runs })) {
    for (let row = 0; row < policies.length * steps; row++) {
      options.set(block.options.subarray(row * block.count, (row + 1) * block.count), row * runs + block.first);
    }
    failed.set(block.failed, block.first);
    if (about.stopped()) return undefined;
  }
  return { runs, steps, options, failed, unlike: unlikeEachOther(options, failed, policies.length * steps, runs) };
}

/** In how many policies and steps two runs differ. */
function apart(options: Uint8Array, rows: number, runs: number, a: number, b: number): number {
  let n = 0;
  for (let row = 0; row < rows; row++) if (options[row * runs + a] !== options[row * runs + b]) n++;
  return n;
}

/** The run whose choices are, row by row, the most common. */
function mostUsual(options: Uint8Array, rows: number, runs: number, whole: readonly number[]): number {
  const score = new Float64Array(runs);
  for (let row = 0; row < rows; row++) {
    const counts = new Float64Array(256);
    for (const i of whole) counts[options[row * runs + i]!]!++;
    for (const i of whole) score[i]! += counts[options[row * runs + i]!]!;
  }
  return whole.reduce((best, i) => (score[i]! > score[best]! ? i : best), whole[0]!);
}

export function unlikeEachOther(options: Uint8Array, failed: Uint8Array, rows: number, runs: number): number[] {
  const whole = Array.from({ length: runs }, (_, i) => i).filter((i) => failed[i] === 0);
  if (whole.length === 0) return [];
  const chosen = [mostUsual(options, rows, runs, whole)];
  const nearest = new Float64Array(runs).fill(Number.POSITIVE_INFINITY);
  while (chosen.length < Math.min(UNLIKE, whole.length)) {
    for (const i of whole) nearest[i] = Math.min(nearest[i]!, apart(options, rows, runs, i, chosen.at(-1)!));
    chosen.push(whole.reduce((far, i) => (nearest[i]! > nearest[far]! ? i : far), whole[0]!));
  }
  return chosen;
}
