// An executor on the present thread: for tests, for browsers without workers, and inside every worker.

import type { Engine, Recording } from "../engine/interpreter/engine.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import { blocksOf, type Continuer, type Executor } from "./jobs.ts";

export type MakeEngine = (model: CheckedModel, recording: Recording) => Engine;

/** An executor on the present thread. Blocks come in order, one after another. */
export function playHere(makeEngine: MakeEngine): Executor {
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

/** The same for segments: an engine for each model and recording stays as long as this does. */
export function resumeHere(makeEngine: MakeEngine): Continuer {
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
    async *resume({ model, recording, seed, holds, runs, until, states, redraw, tilts }) {
      const engine = engineOf(model, recording);
      for (const [b, { first, count }] of blocksOf(0, runs).entries()) {
        yield engine.resume({ seed, first, count, holds, until, states: states?.[b], redraw: redraw?.[b], tilts });
      }
    },
  };
}
