// What a claim's truth does to answers, played for a verb.

import type { CheckedModel, Question } from "../../../../language/checked-model.ts";
import { claimEffects, type Effects } from "../../../../tasks/claims/effects.ts";
import { EXIT, type Io } from "../../io.ts";
import { playing } from "../../playing.ts";

type Luck = { seed: number; runs: number; workers: number; quiet: boolean };

/** Plays once; undefined, with the reason said, where no future could be played. */
export async function effectsOf(
  model: CheckedModel,
  questions: readonly Question[],
  claims: readonly string[],
  { seed, runs, ...luck }: Luck,
  io: Io,
): Promise<Effects | undefined> {
  const effects = await playing(io, luck, ({ executor, progress, stopped }) =>
    claimEffects(model, questions, claims, executor, { seed, runs, onProgress: progress.at, stopped }),
  );
  if (effects) return effects;
  io.err("No effects: no future was played whole.\n");
  io.code = EXIT.refused;
  return undefined;
}
