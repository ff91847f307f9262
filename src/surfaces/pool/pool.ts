// The player in worker threads. Blocks are handed out as workers come free and given on in ascending order, so the number of
// workers changes no bit of a result; at most LOOK_AHEAD blocks a worker are played or kept beyond the one that is waited for.
// Leaving the loop, or aborting, ends a job; workers stay warm for the next one until the pool is closed.

import { type BlockRange, blocksOf, type Job, type Player } from "../../ensemble/jobs.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import type { Block, Recording } from "../../meaning/engine.ts";
import { Hand } from "./crew.ts";

export type Pool = Player & { close: () => Promise<void> };

const LOOK_AHEAD = 3;

/** Numbers engines: one for each pair of model and recording that was ever asked for. */
function numbering(): (model: CheckedModel, recording: Recording) => number {
  const models = new WeakMap<CheckedModel, Map<string, number>>();
  let next = 0;
  return (model, recording) => {
    const known = models.get(model) ?? new Map<string, number>();
    models.set(model, known);
    const key = JSON.stringify(recording);
    const engine = known.get(key) ?? next++;
    known.set(key, engine);
    return engine;
  };
}

/** Resolves to undefined when aborted: the job then ends without waiting for what is being played. */
function unlessAborted(block: Promise<Block>, signal: AbortSignal | undefined): Promise<Block | undefined> {
  if (!signal) return block;
  return new Promise((resolve, reject) => {
    const stop = () => resolve(undefined);
    signal.addEventListener("abort", stop, { once: true });
    block.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

export function workerPool(options: {
  workers: number;
  signal?: AbortSignal | undefined;
  makeHand?: () => Hand;
}): Pool {
  const hands = Array.from({ length: options.workers }, options.makeHand ?? (() => new Hand()));
  const engineOf = numbering();
  const { signal } = options;

  function send(job: Job, engine: number, { first, count }: BlockRange): Promise<Block> {
    const hand = hands.reduce((least, h) => (h.busy < least.busy ? h : least));
    hand.know(engine, () => ({ kind: "engine", engine, model: job.model, recording: job.recording }));
    const block = hand.play({ engine, seed: job.seed, first, count, holds: job.holds });
    // It may be waited for late or, after a break, never: then its failure is nobody's
    block.catch(() => undefined);
    return block;
  }

  async function* play(job: Job): AsyncGenerator<Block> {
    const engine = engineOf(job.model, job.recording);
    const ranges = blocksOf(job.first, job.runs);
    const ahead: Promise<Block>[] = [];
    for (let next = 0; next < ranges.length || ahead.length > 0; ) {
      while (next < ranges.length && ahead.length < hands.length * LOOK_AHEAD) {
        ahead.push(send(job, engine, ranges[next++]!));
      }
      const block = signal?.aborted ? undefined : await unlessAborted(ahead.shift()!, signal);
      if (!block) return;
      yield block;
    }
  }

  return {
    name: `${options.workers} worker thread${options.workers === 1 ? "" : "s"}`,
    play,
    close: async () => {
      await Promise.all(hands.map((hand) => hand.close()));
    },
  };
}
