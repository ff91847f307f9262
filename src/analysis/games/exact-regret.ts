// Exact expected payoffs and regret of a mixed profile: the last word on whether something is an equilibrium.
// Works in integers over common denominators, one player's mix contracted after the other.

import type { MixedProfile } from "./mixed-profile.ts";
import type { Rational } from "./rational.ts";
import { add, commonDenominator, compare, multiply, rational, subtract, ZERO } from "./rational.ts";
import type { StrategicForm } from "./strategic-form.ts";
import { strategyCounts } from "./strategic-form.ts";

export type ExactValue = {
  /** What each pure strategy of each player would bring. */
  values: Rational[][];
  /** What the profile brings each player. */
  payoffs: Rational[];
  /** The most any player gains by another strategy: 0 exactly in an equilibrium. */
  regret: Rational;
};

export function exactValue(form: StrategicForm, profile: MixedProfile): ExactValue {
  const values = form.players.map((_, i) => valuesOf(form, profile, i));
  const payoffs = values.map((list, i) =>
    list.reduce((sum, value, s) => add(sum, multiply(value, profile[i]![s]!)), ZERO),
  );
  let regret = ZERO;
  values.forEach((list, i) => {
    for (const value of list) {
      const gain = subtract(value, payoffs[i]!);
      if (compare(gain, regret) > 0) regret = gain;
    }
  });
  return { values, payoffs, regret };
}

function valuesOf(form: StrategicForm, profile: MixedProfile, player: number): Rational[] {
  const counts = strategyCounts(form);
  const n = counts.length;
  const common = commonDenominator(form.payoffs);
  let tensor: bigint[] = [];
  for (let at = player; at < form.payoffs.length; at += n)
    tensor.push(form.payoffs[at]!.n * (common / form.payoffs[at]!.d));
  let denominator = common;
  // From the last player down: contracting the slowest axis leaves the places of the others as they were.
  for (let i = n - 1; i > player; i--) {
    const [weights, scale] = wholeWeights(profile[i]!);
    tensor = contractLast(tensor, weights);
    denominator *= scale;
  }
  for (let i = 0; i < player; i++) {
    const [weights, scale] = wholeWeights(profile[i]!);
    tensor = contractFirst(tensor, weights);
    denominator *= scale;
  }
  return tensor.map((value) => rational(value, denominator));
}

function wholeWeights(mix: readonly Rational[]): [bigint[], bigint] {
  const scale = commonDenominator(mix);
  return [mix.map((p) => p.n * (scale / p.d)), scale];
}

function contractLast(tensor: readonly bigint[], weights: readonly bigint[]): bigint[] {
  const size = tensor.length / weights.length;
  const sums: bigint[] = new Array(size).fill(0n);
  weights.forEach((weight, s) => {
    if (weight === 0n) return;
    for (let k = 0; k < size; k++) sums[k]! += weight * tensor[s * size + k]!;
  });
  return sums;
}

function contractFirst(tensor: readonly bigint[], weights: readonly bigint[]): bigint[] {
  const size = tensor.length / weights.length;
  const sums: bigint[] = new Array(size).fill(0n);
  for (let k = 0; k < size; k++) {
    weights.forEach((weight, s) => {
      if (weight !== 0n) sums[k]! += weight * tensor[k * weights.length + s]!;
    });
  }
  return sums;
}
