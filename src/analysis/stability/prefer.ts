// One question asked everywhere: how does this actor like state s against state t?
// Out: one of graph-model's constants. A ranking answers from two places, a table from one cell.

import { BETTER, MUCH_BETTER, MUCH_WORSE, type Preference, TIED, UNKNOWN, WORSE } from "./graph-model.ts";

/** s against t: positive better, negative worse, TIED, or UNKNOWN. */
export function compare(preference: Preference, count: number, s: number, t: number): number {
  if (preference.kind === "pairs") return preference.of[s * count + t]!;
  const { rank, tier } = preference;
  const places = rank[t]! - rank[s]!;
  if (places === 0) return TIED;
  const strong = tier !== undefined && tier[s] !== tier[t];
  if (places > 0) return strong ? MUCH_BETTER : BETTER;
  return strong ? MUCH_WORSE : WORSE;
}

/** t is strictly better than s, for sure. */
export function prefers(preference: Preference, count: number, t: number, s: number): boolean {
  const answer = compare(preference, count, t, s);
  return answer === BETTER || answer === MUCH_BETTER;
}

export function hasUnknown(preference: Preference): boolean {
  return preference.kind === "pairs" && preference.of.includes(UNKNOWN);
}

export function hasStrength(preference: Preference): boolean {
  if (preference.kind === "pairs") return preference.of.includes(MUCH_BETTER);
  return preference.tier?.some((t) => t !== preference.tier![0]) ?? false;
}

/** Every actor ranks all states: the fast way is open (stable-states.ts). */
export function allRanked(preferences: readonly Preference[]): boolean {
  return preferences.every((preference) => preference.kind === "ranked");
}
