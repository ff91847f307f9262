// How blocks are handed to workers, whatever kind they are: threads of Node, Web Workers of a page. Blocks go out as hands come free
// and are given on in ascending order, so the number of workers changes no bit of a result; at most LOOK_AHEAD blocks a worker
// are played or kept beyond the one that is waited for. Leaving the loop, or aborting, ends a job.

import type { Block, Recording, Segment, SegmentRequest } from "../../engine/interpreter/engine.ts";
import type { Counted, Counting } from "../../ensemble/counting.ts";
import {
  type BlockRange,
  blocksOf,
  type Continuer,
  type Executor,
  type Job,
  type SegmentJob,
} from "../../ensemble/jobs.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import type { ToWorker } from "./messages.ts";

const LOOK_AHEAD = 3;

export type BlockTicket = Omit<Extract<ToWorker, { kind: "block" }>, "kind" | "ticket" | "countings">;

/** One worker as the scheduler sees it. */
export type WorkHand = {
  /** Blocks sent and not yet back. */
  readonly busy: number;
  /** Makes an engine known, once, and keeps it from being forgotten. */
  know: (engine: number, message: () => ToWorker) => void;
  play: (block: BlockTicket) => Promise<Block>;
};

/** One that also counts blocks itself. */
export type CountingHand = WorkHand & {
  count: (block: BlockTicket, countings: readonly Counting[]) => Promise<Counted>;
};

/** One that also plays segments. */
export type GoingHand = WorkHand & { resume: (engine: number, request: SegmentRequest) => Promise<Segment> };

/** Segments over hands: all blocks go out at once, since each waits for all before the next step. Small jobs at once take turns. */
export function goingOn(hands: readonly GoingHand[]): Continuer["resume"] {
  const engineOf = numbering();
  let turn = 0;
  return async function* resume(job: SegmentJob): AsyncGenerator<Segment> {
    const { model, recording, seed, holds, until, tilts } = job;
    // Numbers of a kind of their own: the same hands know engines of whole runs by numbers from 0
    const engine = STRETCH_ENGINES + engineOf(model, recording);
    const begun = turn++;
    const sent = blocksOf(0, job.runs).map(({ first, count }, b) => {
      const hand = hands[(begun + b) % hands.length]!;
      hand.know(engine, () => ({ kind: "engine", engine, model, recording }));
      const request = { seed, first, count, holds, until, states: job.states?.[b], redraw: job.redraw?.[b], tilts };
      const segment = hand.resume(engine, request);
      segment.catch(() => undefined);
      return segment;
    });
    for (const segment of sent) yield await segment;
  };
}

const STRETCH_ENGINES = 1_000_000;

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
export function unlessAborted<P>(block: Promise<P>, signal: AbortSignal | undefined): Promise<P | undefined> {
  if (!signal) return block;
  return new Promise((resolve, reject) => {
    const stop = () => resolve(undefined);
    signal.addEventListener("abort", stop, { once: true });
    block.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** Gives what hands make of the blocks of a job, in ascending order. `signalOf` gives the signal that ends a job begun now. */
function inOrder<H extends WorkHand>(
  hands: readonly H[],
  signalOf: () => AbortSignal | undefined,
  lookAhead: number,
): <P>(job: Job, ask: (hand: H, block: BlockTicket) => Promise<P>) => AsyncGenerator<P> {
  const engineOf = numbering();

  function send<P>(
    { model, recording, seed, holds, set }: Job,
    engine: number,
    { first, count }: BlockRange,
    ask: (hand: H, block: BlockTicket) => Promise<P>,
  ): Promise<P> {
    const hand = hands.reduce((least, h) => (h.busy < least.busy ? h : least));
    hand.know(engine, () => ({ kind: "engine", engine, model, recording }));
    const block = ask(hand, { engine, seed, first, count, holds, set });
    // It may be waited for late or, after a break, never: then its failure is nobody's
    block.catch(() => undefined);
    return block;
  }

  return async function* play(job, ask) {
    const signal = signalOf();
    const engine = engineOf(job.model, job.recording);
    const ranges = blocksOf(job.first, job.runs);
    const ahead: ReturnType<typeof ask>[] = [];
    for (let next = 0; next < ranges.length || ahead.length > 0; ) {
      while (next < ranges.length && ahead.length < hands.length * lookAhead) {
        ahead.push(send(job, engine, ranges[next++]!, ask));
      }
      const block = signal?.aborted ? undefined : await unlessAborted(ahead.shift()!, signal);
      if (!block) return;
      yield block;
    }
  };
}

/** An executor over hands. */
export function scheduled(
  hands: readonly WorkHand[],
  signalOf: () => AbortSignal | undefined,
  lookAhead = LOOK_AHEAD,
): Executor["play"] {
  const play = inOrder(hands, signalOf, lookAhead);
  return (job) => play(job, (hand, block) => hand.play(block));
}

/** The same over hands that count. */
export function counting(
  hands: readonly CountingHand[],
  signalOf: () => AbortSignal | undefined,
): Required<Pick<Executor, "play" | "count">> {
  const play = inOrder(hands, signalOf, LOOK_AHEAD);
  return {
    play: (job) => play(job, (hand, block) => hand.play(block)),
    count: (job, countings) => play(job, (hand, block) => hand.count(block, countings)),
  };
}
