// Whether a constant moves anything that is looked at: the same futures played with it set one way and the other, under the same luck,
// and compared bit by bit. In: a model, what is looked at, settings. Out: for each constant whether any future differs at any date.
// Only constants that luck draws may be set (engine/interpreter/settings.ts); engines are compiled once for all of them.

import type { Block, Recording } from "../engine/interpreter/engine.ts";
import { maySet } from "../engine/interpreter/settings.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import type { Expression } from "../language/expression.ts";
import type { Executor } from "./jobs.ts";

export type TwoWays = { constant: number; low: number; high: number };

export type LookedAt = { policies: readonly number[]; series: readonly Expression[] };

type Options = { seed: number; runs: number; stopped?: () => boolean; onProgress?: (done: number, of: number) => void };

const differs = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  // NaN differs from itself, and a future that stops one way alone has been moved
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return true;
  return false;
};

/** Slots of the constants that moved something; those that may not be set are not among the tried. */
export async function movedBothWays(
  model: CheckedModel,
  { policies, series }: LookedAt,
  ways: readonly TwoWays[],
  executor: Executor,
  options: Options,
): Promise<{ tried: Set<number>; moved: Set<number> }> {
  const recording: Recording = {
    policies: [...policies],
    series: [...series],
    constants: [],
    explained: [],
    finals: [],
  };
  const play = async (constant: number, value: number): Promise<Block[]> => {
    const set = [{ constant, value }];
    const blocks: Block[] = [];
    const job = { model, recording, seed: options.seed, holds: [], set, first: 0, runs: options.runs };
    for await (const block of executor.play(job)) blocks.push(block);
    return blocks;
  };
  const tried = new Set<number>();
  const moved = new Set<number>();
  for (const [i, { constant, low, high }] of ways.entries()) {
    if (options.stopped?.()) break;
    options.onProgress?.(i, ways.length);
    if (low === high || !maySet(model.constants[constant]!)) continue;
    const [a, b] = [await play(constant, low), await play(constant, high)];
    if (options.stopped?.()) break;
    tried.add(constant);
    const isMoved = a.some((block, k) => differs(block.options, b[k]!.options) || differs(block.series, b[k]!.series));
    if (isMoved) moved.add(constant);
  }
  return { tried, moved };
}
