// The lenses that take seconds, apart from the rest: they come in a script of their own, and a person may end what they are at.

import { makeEngine } from "../../../ensemble/make-engine.ts";
import { resumeHere } from "../../../ensemble/play-here.ts";
import { type Kept, playGame, stateOf } from "./game.ts";
import type { LongLenses } from "./model-worker.ts";
import { watchRecord } from "./watch.ts";

/** Keeps the last game for questions about its states. */
export function longLenses(): LongLenses {
  let kept: { key: string; game: Kept } | undefined;
  return async (request, { model, executor, again, read, ...hooks }) => {
    // A filter goes from step to step with all its particles: it is played here, and ended with its worker
    if (request.kind === "watch")
      return watchRecord(model, request.watch, { again, read, executor: resumeHere(makeEngine), ...hooks });
    if (request.kind === "state") {
      const { game } = request;
      if (kept?.key !== JSON.stringify(game)) {
        const played = await playGame(model, game, executor, hooks);
        if (!played?.kept) return undefined;
        kept = { key: JSON.stringify(game), game: played.kept };
      }
      return stateOf(kept.game, request.state);
    }
    const played = await playGame(model, request.game, executor, hooks);
    kept = played?.kept && { key: JSON.stringify(request.game), game: played.kept };
    return played?.view;
  };
}
