// The executors of a page: Web Workers, scheduled as the threads of the command line are (pool/schedule.ts), so both give the same bits.
// A new job drops the blocks of the one before, between slices.

import type { Block } from "../../../engine/interpreter/engine.ts";
import type { Executor } from "../../../ensemble/jobs.ts";
import type { ToWorker } from "../../pool/messages.ts";
import { type BlockTicket, scheduled, type WorkHand } from "../../pool/schedule.ts";
import type { FromExecutor, ToExecutor } from "./play-worker.ts";

/** Engines that a worker keeps warm; each is some hundred kilobytes of code. */
const MOST_ENGINES = 8;
const LOOK_AHEAD = 2;

/** The worker's end of a line; a Worker has this shape, and so has an executor on the same thread. */
export type Line = { post: (message: ToExecutor) => void; hear: (take: (message: FromExecutor) => void) => void };

type Waiting = { done: (block: Block) => void; failed: (error: Error) => void };

/** A block that nobody waits for. */
class Dropped extends Error {}

function handOf(line: Line): WorkHand & { drop: () => void } {
  const waiting = new Map<number, Waiting>();
  const engines = new Set<number>();
  let next = 0;
  line.hear((message) => {
    const who = waiting.get(message.ticket);
    waiting.delete(message.ticket);
    if ("block" in message) who?.done(message.block);
    else who?.failed("broke" in message ? new Error(message.broke) : new Dropped("dropped"));
  });
  const know = (engine: number, message: () => ToWorker) => {
    if (engines.delete(engine)) {
      engines.add(engine);
      return;
    }
    if (engines.size >= MOST_ENGINES) {
      const [oldest] = engines;
      engines.delete(oldest!);
      line.post({ kind: "forget", engine: oldest! });
    }
    engines.add(engine);
    line.post(message());
  };
  const play = (block: BlockTicket) => {
    const ticket = next++;
    return new Promise<Block>((done, failed) => {
      waiting.set(ticket, { done, failed });
      line.post({ kind: "block", ticket, ...block });
    });
  };
  return {
    get busy() {
      return waiting.size;
    },
    know,
    play,
    drop: () => {
      if (waiting.size > 0) line.post({ kind: "drop" });
    },
  };
}

export type WorkerPool = Executor & {
  /** Ends the job that is being played; the next one starts at once. */
  drop: () => void;
};

export function workerPoolOf(lines: readonly Line[]): WorkerPool {
  const hands = lines.map(handOf);
  let abort = new AbortController();
  return {
    name: lines.length === 1 ? "one worker" : `${lines.length} workers`,
    play: scheduled(hands, () => abort.signal, LOOK_AHEAD),
    drop: () => {
      abort.abort();
      abort = new AbortController();
      for (const hand of hands) hand.drop();
    },
  };
}
