// A player on the present thread: for tests, for browsers without workers, and inside every worker.

import type { CheckedModel } from "../language/checked-model.ts";
import type { Engine, Recording } from "../meaning/engine.ts";
import { blocksOf, type Player } from "./jobs.ts";

export type MakeEngine = (model: CheckedModel, recording: Recording) => Engine;

export function playHere(makeEngine: MakeEngine): Player {
  return {
    name: "this thread",
    async *play(job) {
      const engine = makeEngine(job.model, job.recording);
      for (const { first, count } of blocksOf(job.first, job.runs)) {
        yield engine.play({ seed: job.seed, first, count, holds: job.holds, set: job.set });
      }
    },
  };
}
