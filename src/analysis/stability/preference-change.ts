// A change of one actor's mind, and the model after it: what make-stable.ts looks for.

import type { GraphModel, Preference } from "./graph-model.ts";
import { rankOf } from "./stable-states.ts";

/**
 * The actor comes to like `states` no better than `than`: they fall to its place (`fall`), or it rises to that of the best of
 * them (`rise`). Or it comes to like them better than `than`, just so (`above`): then a threat to move there is credible.
 */
export type Change = { actor: number; states: number[]; than: number; how: "fall" | "rise" | "above" };

export function applied(model: GraphModel, { actor, states, than, how }: Change): GraphModel {
  // Places are doubled so that there is room between any two.
  const rank = rankOf(model, actor).map((place) => place * 2 + 1);
  const to = rank[than]!;
  if (how === "rise") rank[than] = states.reduce((best, t) => Math.min(best, rank[t]!), to);
  else for (const t of states) rank[t] = how === "above" ? to - 1 : to;
  const changed: Preference = { kind: "ranked", rank: packed(rank) };
  return { ...model, preferences: model.preferences.map((old, k) => (k === actor ? changed : old)) };
}

/** Places without gaps. */
function packed(rank: Int32Array): Int32Array {
  const used = new Int32Array(rank.reduce((most, place) => Math.max(most, place), 0) + 1);
  for (const place of rank) used[place] = 1;
  let next = 0;
  for (let p = 0; p < used.length; p++) used[p] = used[p] ? next++ : -1;
  return rank.map((place) => used[place]!);
}
