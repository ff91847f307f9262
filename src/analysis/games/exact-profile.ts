// From a mixed profile in doubles to one in rationals with its exact regret: small fractions where they make it exactly 0,
// else the profile rounded to multiples of 2^-48, which is what the regret then speaks of.

import { exactValue } from "./exact-regret.ts";
import type { MixedProfile } from "./mixed-profile.ts";
import type { Rational } from "./rational.ts";
import { add, nearestFraction, ONE, rational, subtract, ZERO } from "./rational.ts";
import type { StrategicForm } from "./strategic-form.ts";

export type FoundEquilibrium = {
  profile: MixedProfile;
  payoffs: Rational[];
  /** Of this very profile, exactly: 0, or what rounding an irrational one to rationals costs. */
  regret: Rational;
  /** The profile is an equilibrium as it stands. */
  exact: boolean;
  /** An equilibrium lies here or nearby: proved, not only found. */
  certified: boolean;
};

const LARGEST_DENOMINATOR = 1_000_000;
const GRID = 2 ** 48;
/** Of more fractions than this the sum has a denominator that nobody wants to see. */
const MOST_FRACTIONS = 20;

export function weighed(form: StrategicForm, profile: MixedProfile, certified: boolean): FoundEquilibrium {
  const { payoffs, regret } = exactValue(form, profile);
  const exact = regret.n === 0n;
  return { profile, payoffs, regret, exact, certified: certified || exact };
}

/** The best rational reading of a profile in doubles. */
export function rationalised(
  form: StrategicForm,
  mix: readonly (readonly number[])[],
  certified: boolean,
): FoundEquilibrium {
  const few = mix.every((list) => list.filter((p) => p > 0).length <= MOST_FRACTIONS);
  const fractions = (few ? mix : []).map((list) =>
    completed(
      list.map((p) => nearestFraction(p, LARGEST_DENOMINATOR)),
      list,
    ),
  );
  if (few && fractions.every((list) => list.every((p) => p.n >= 0n))) {
    const found = weighed(form, fractions, certified);
    if (found.exact) return found;
  }
  const rounded = mix.map((list) =>
    completed(
      list.map((p) => rational(BigInt(Math.round(Math.max(0, p) * GRID)), BigInt(GRID))),
      list,
    ),
  );
  return weighed(form, rounded, certified);
}

/** The likeliest strategy takes what the others leave of 1. */
function completed(fractions: Rational[], list: readonly number[]): Rational[] {
  const likeliest = list.indexOf(Math.max(...list));
  const others = fractions.reduce((sum, p, s) => (s === likeliest ? sum : add(sum, p)), ZERO);
  return fractions.with(likeliest, subtract(ONE, others));
}

/** A key that equal profiles share. */
export function profileKey(profile: MixedProfile): string {
  return profile.map((list) => list.map((p) => `${p.n}/${p.d}`).join()).join(";");
}
