// Strong and weak stability: a state that is stable is strongly so where each improvement is deterred by something MUCH worse
// (Hamouda, Kilgour & Hipel 2004 for two, 2006 for more decision makers; two levels). Nash stability knows no such difference.
// For ranked actors the least deterred improvement says this too: its answer must lie in a lower tier.

import type { Concept } from "./concepts.ts";
import type { GraphModel } from "./graph-model.ts";
import type { Moves } from "./moves.ts";
import { ATTITUDES, stableBySets } from "./stable-by-sets.ts";
import { leastDeterred, NO_IMPROVEMENT } from "./stable-states.ts";

/** 1 where the state is strongly stable for the actor. An actor without strength of preference has none but Nash stable ones. */
export function strongStates(model: GraphModel, moves: readonly Moves[], actor: number, concept: Concept): Uint8Array {
  const preference = model.preferences[actor]!;
  if (preference.kind === "pairs") return stableBySets(model, moves, actor, concept, ATTITUDES[0]!, true);
  const { rank, tier } = preference;
  const tierAt = new Int32Array(rank.length + 1);
  for (let s = 0; s < rank.length; s++) tierAt[rank[s]!] = tier?.[s] ?? 0;
  const least = leastDeterred(model, moves, actor, concept);
  return Uint8Array.from(least, (worst, s) => {
    if (worst === NO_IMPROVEMENT) return 1;
    return worst >= 0 && tierAt[worst]! > (tier?.[s] ?? 0) ? 1 : 0;
  });
}
