// The executor in worker threads (schedule.ts says how blocks go out and come back).
// Workers stay warm for the next job until the pool is closed.

import type { Continuer, Executor } from "../../ensemble/jobs.ts";
import { counting, goingOn } from "./schedule.ts";
import { Hand } from "./worker-pool.ts";

export type Pool = Required<Executor> & Continuer & { close: () => Promise<void> };

export function workerPool(options: {
  workers: number;
  signal?: AbortSignal | undefined;
  makeHand?: () => Hand;
}): Pool {
  const hands = Array.from({ length: options.workers }, options.makeHand ?? (() => new Hand()));
  return {
    name: `${options.workers} worker thread${options.workers === 1 ? "" : "s"}`,
    ...counting(hands, () => options.signal),
    resume: goingOn(hands),
    close: async () => {
      await Promise.all(hands.map((hand) => hand.close()));
    },
  };
}
