// The lenses that take seconds, apart from the rest: they come in a script of their own, and a person may end what they are at.

import type { LongLenses } from "./brain.ts";
import { type Kept, playGame, stateOf } from "./game.ts";

/** Keeps the last game for questions about its states. */
export function longLenses(): LongLenses {
  let kept: { key: string; game: Kept } | undefined;
  return async (request, { model, player, ...hooks }) => {
    if (request.kind === "state") {
      const { game } = request;
      if (kept?.key !== JSON.stringify(game)) {
        const played = await playGame(model, game, player, hooks);
        if (!played?.kept) return undefined;
        kept = { key: JSON.stringify(game), game: played.kept };
      }
      return stateOf(kept.game, request.state);
    }
    const played = await playGame(model, request.game, player, hooks);
    kept = played?.kept && { key: JSON.stringify(request.game), game: played.kept };
    return played?.view;
  };
}
