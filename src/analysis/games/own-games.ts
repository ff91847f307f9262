// Misperception in a game of commitments: each player judges a profile in the game that it believes in (first-level hypergame,
// Bennett 1977). In: the true game and the players' own ones. Out: what each takes for equilibria, and which profiles nobody
// leaves, each by its own game; those that only misperception holds up, and those that it breaks.
// Games may differ in the options that are ever open: a player whose own game lacks a profile is not at rest there.

import { allBestReplies, pureEquilibria } from "./pure-equilibria.ts";
import { type Profile, profileAt, profileCount, type StrategicForm, strategyCounts } from "./strategic-form.ts";

export type OwnGames = {
  /** By player: the equilibria of its own game, as it sees them; undefined where it sees the true game. */
  seen: (Profile[] | undefined)[];
  /** Profiles, of the true game, that nobody leaves. */
  held: Profile[];
  onlyByMisperception: Profile[];
  missed: Profile[];
};

/** `own`: by player, undefined where it sees the true game. Profiles of `seen` are of that own game. */
export function ownGames(truth: StrategicForm, own: readonly (StrategicForm | undefined)[]): OwnGames {
  const counts = strategyCounts(truth);
  const n = counts.length;
  const stays = own.map((game, i) => restingIn(truth, game ?? truth, i));
  const all = Array.from({ length: profileCount(counts) }, (_, q) => q);
  const real = allBestReplies(truth);
  const isHeld = (q: number) => stays.every((rest) => rest(q));
  const isReal = (q: number) => counts.every((_, i) => real[q * n + i]);
  const profiles = (keep: (q: number) => boolean) => all.filter(keep).map((q) => profileAt(counts, q));
  return {
    seen: own.map((game) => game && pureEquilibria(game)),
    held: profiles(isHeld),
    onlyByMisperception: profiles((q) => isHeld(q) && !isReal(q)),
    missed: profiles((q) => isReal(q) && !isHeld(q)),
  };
}

/** Whether a player has no better strategy at a profile of the true game, by its own game. */
function restingIn(truth: StrategicForm, game: StrategicForm, player: number): (profile: number) => boolean {
  const best = allBestReplies(game);
  const [counts, own] = [strategyCounts(truth), strategyCounts(game)];
  const places = truth.players.map(({ strategies }, i) =>
    strategies.map(({ id }) => game.players[i]!.strategies.findIndex((one) => one.id === id)),
  );
  return (q) => {
    const slots = profileAt(counts, q).map((s, i) => places[i]![s]!);
    if (slots.includes(-1)) return false;
    let at = 0;
    for (let i = own.length - 1; i >= 0; i--) at = at * own[i]! + slots[i]!;
    return best[at * own.length + player] === 1;
  };
}
