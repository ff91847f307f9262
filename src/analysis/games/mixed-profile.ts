// A profile of mixed strategies in exact rationals.

import type { Rational } from "./rational.ts";
import { ONE, ZERO } from "./rational.ts";

/** One probability a strategy, one list a player. */
export type MixedProfile = Rational[][];

/** Each player's one strategy with certainty. */
export function pureMix(counts: readonly number[], profile: readonly number[]): MixedProfile {
  return counts.map((count, i) => Array.from({ length: count }, (_, s) => (s === profile[i] ? ONE : ZERO)));
}

export function isPure(mix: readonly Rational[]): boolean {
  return mix.some((p) => p.n === p.d);
}

/** Puts the profile that plays earlier strategies more likely first. */
export function compareProfiles(a: MixedProfile, b: MixedProfile): number {
  for (let i = 0; i < a.length; i++) {
    for (let k = 0; k < a[i]!.length; k++) {
      const difference = b[i]![k]!.n * a[i]![k]!.d - a[i]![k]!.n * b[i]![k]!.d;
      if (difference !== 0n) return difference < 0n ? -1 : 1;
    }
  }
  return 0;
}
