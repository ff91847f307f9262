// All Nash equilibria in pure strategies, by plain enumeration over profiles (Nash 1951), for any number of players.
// Exact: payoffs are compared as rationals would be. Time is the number of profiles times players, twice.

import { orderedPayoffs } from "./payoff-order.ts";
import type { Profile, StrategicForm } from "./strategic-form.ts";
import { profileAt, profileCount, strategyCounts, strides } from "./strategic-form.ts";

/** Marks (1) the profiles in which the player's strategy is a best reply to the others, given payoffs by profile. */
export function bestReplies(payoffs: Float64Array, counts: readonly number[], player: number): Uint8Array {
  const best = new Uint8Array(payoffs.length);
  const step = strides(counts)[player]!;
  const block = step * counts[player]!;
  for (let from = 0; from < payoffs.length; from += block) {
    for (let line = from; line < from + step; line++) {
      let most = Number.NEGATIVE_INFINITY;
      for (let at = line; at < line + block; at += step) if (payoffs[at]! > most) most = payoffs[at]!;
      for (let at = line; at < line + block; at += step) if (payoffs[at]! === most) best[at] = 1;
    }
  }
  return best;
}

/** One mark a profile and player, laid out like the payoffs: 1 where the player has no better reply. */
export function allBestReplies(form: StrategicForm): Uint8Array {
  const counts = strategyCounts(form);
  const n = counts.length;
  const marks = new Uint8Array(form.payoffs.length);
  for (let i = 0; i < n; i++) {
    const best = bestReplies(orderedPayoffs(form, i), counts, i);
    for (let q = 0; q < best.length; q++) marks[q * n + i] = best[q]!;
  }
  return marks;
}

/** Every pure equilibrium, in the order of profiles with the LAST player's strategy changing fastest (Gambit's order). */
export function pureEquilibria(form: StrategicForm): Profile[] {
  const counts = strategyCounts(form);
  const n = counts.length;
  const marks = allBestReplies(form);
  const found: Profile[] = [];
  for (let q = 0; q < profileCount(counts); q++) {
    let all = 1;
    for (let i = 0; i < n; i++) all &= marks[q * n + i]!;
    if (all) found.push(profileAt(counts, q));
  }
  return found.sort(inOrder);
}

function inOrder(a: Profile, b: Profile): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}
