// A player on the present thread: for tests, for browsers without workers, and inside every worker.

import type { CheckedModel } from "../language/checked-model.ts";
import type { Engine, Recording } from "../meaning/engine.ts";
import { blocksOf, type Continuer, type Player } from "./jobs.ts";

export type MakeEngine = (model: CheckedModel, recording: Recording) => Engine;

/** A player on the present thread. Blocks come in order, one after another. */
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

/** The same for stretches: an engine for each model and recording stays as long as this does. */
export function goOnHere(makeEngine: MakeEngine): Continuer {
  const engines = new Map<CheckedModel, Map<string, Engine>>();
  const engineOf = (model: CheckedModel, recording: Recording): Engine => {
    const known = engines.get(model) ?? new Map<string, Engine>();
    engines.set(model, known);
    const key = JSON.stringify(recording);
    const engine = known.get(key) ?? makeEngine(model, recording);
    known.set(key, engine);
    return engine;
  };
  return {
    async *goOn({ model, recording, seed, holds, runs, until, states, redraw, tilts }) {
      const engine = engineOf(model, recording);
      for (const [b, { first, count }] of blocksOf(0, runs).entries()) {
        yield engine.goOn({ seed, first, count, holds, until, states: states?.[b], redraw: redraw?.[b], tilts });
      }
    },
  };
}
