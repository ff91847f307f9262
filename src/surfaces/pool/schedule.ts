// How blocks are handed to workers, whatever kind they are: threads of Node, Web Workers of a page. Blocks go out as hands come free
// and are given on in ascending order, so the number of workers changes no bit of a result; at most LOOK_AHEAD blocks a worker
// are played or kept beyond the one that is waited for. Leaving the loop, or aborting, ends a job.

import { type BlockRange, blocksOf, type Job, type Player } from "../../ensemble/jobs.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import type { Block, Recording } from "../../meaning/engine.ts";
import type { ToWorker } from "./messages.ts";

const LOOK_AHEAD = 3;

export type BlockTicket = Omit<Extract<ToWorker, { kind: "block" }>, "kind" | "ticket">;

/** One worker as the scheduler sees it. */
export type WorkHand = {
  /** Blocks sent and not yet back. */
  readonly busy: number;
  /** Makes an engine known, once, and keeps it from being forgotten. */
  know: (engine: number, message: () => ToWorker) => void;
  play: (block: BlockTicket) => Promise<Block>;
};

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

/** A player over hands. `signalOf` gives the signal that ends a job begun now. */
export function scheduled(
  hands: readonly WorkHand[],
  signalOf: () => AbortSignal | undefined,
  lookAhead = LOOK_AHEAD,
): Player["play"] {
  const engineOf = numbering();

  function send(job: Job, engine: number, { first, count }: BlockRange): Promise<Block> {
    const hand = hands.reduce((least, h) => (h.busy < least.busy ? h : least));
    hand.know(engine, () => ({ kind: "engine", engine, model: job.model, recording: job.recording }));
    const block = hand.play({ engine, seed: job.seed, first, count, holds: job.holds, set: job.set });
    // It may be waited for late or, after a break, never: then its failure is nobody's
    block.catch(() => undefined);
    return block;
  }

  return async function* play(job: Job): AsyncGenerator<Block> {
    const signal = signalOf();
    const engine = engineOf(job.model, job.recording);
    const ranges = blocksOf(job.first, job.runs);
    const ahead: Promise<Block>[] = [];
    for (let next = 0; next < ranges.length || ahead.length > 0; ) {
      while (next < ranges.length && ahead.length < hands.length * lookAhead) {
        ahead.push(send(job, engine, ranges[next++]!));
      }
      const block = signal?.aborted ? undefined : await unlessAborted(ahead.shift()!, signal);
      if (!block) return;
      yield block;
    }
  };
}
