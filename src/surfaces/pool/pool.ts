// The player in worker threads (schedule.ts says how blocks go out and come back).
// Workers stay warm for the next job until the pool is closed.

import type { Continuer, Player } from "../../ensemble/jobs.ts";
import { Hand } from "./crew.ts";
import { counting, goingOn } from "./schedule.ts";

export type Pool = Required<Player> & Continuer & { close: () => Promise<void> };

export function workerPool(options: {
  workers: number;
  signal?: AbortSignal | undefined;
  makeHand?: () => Hand;
}): Pool {
  const hands = Array.from({ length: options.workers }, options.makeHand ?? (() => new Hand()));
  return {
    name: `${options.workers} worker thread${options.workers === 1 ? "" : "s"}`,
    ...counting(hands, () => options.signal),
    goOn: goingOn(hands),
    close: async () => {
      await Promise.all(hands.map((hand) => hand.close()));
    },
  };
}
