// The finite game that every solver of this lens reads: plain data, exact payoffs, and their errors where they are estimates.
// Filled from a file (read-nfg, read-csv, reduced-form) or from play (form-from-samples).
// Profiles are numbered with the FIRST player's strategy changing fastest, as in Gambit's .nfg.

import type { Rational } from "./rational.ts";
import { toNumber } from "./rational.ts";

export type Strategy = { id: string; label: string };
export type Player = { id: string; label: string; strategies: Strategy[] };

/** How well the payoffs are known. */
export type Estimate = {
  /** The standard error of each payoff, laid out like the payoffs. */
  errors: Float64Array;
  /** Means of blocks of runs under the same luck: values[(block * profiles + profile) * players + player]. */
  samples?: { blocks: number; runsABlock: number; values: Float64Array };
};

export type Outcome = { label: string; payoffs: Rational[] };

export type StrategicForm = {
  title: string;
  comment?: string;
  players: Player[];
  /** payoffs[profile * players.length + player] */
  payoffs: readonly Rational[];
  estimate?: Estimate;
  /** The outcome version of a file: its list and, a profile, 1-based places in it (0: none). */
  outcomes?: { list: Outcome[]; of: number[] };
};

/** A profile of strategy slots, one a player. */
export type Profile = number[];

/** More than this is refused by every reader. */
export const MOST_PROFILES = 1_000_000;
export const MOST_PAYOFFS = 6_000_000;

export function strategyCounts(form: StrategicForm): number[] {
  return form.players.map((player) => player.strategies.length);
}

export function profileCount(counts: readonly number[]): number {
  return counts.reduce((product, count) => product * count, 1);
}

/** How far apart two profiles are that differ by one in a player's strategy. */
export function strides(counts: readonly number[]): number[] {
  let step = 1;
  return counts.map((count) => {
    const mine = step;
    step *= count;
    return mine;
  });
}

export function profileIndex(counts: readonly number[], profile: readonly number[]): number {
  let index = 0;
  for (let i = counts.length - 1; i >= 0; i--) index = index * counts[i]! + profile[i]!;
  return index;
}

export function profileAt(counts: readonly number[], index: number): Profile {
  let rest = index;
  return counts.map((count) => {
    const slot = rest % count;
    rest = (rest - slot) / count;
    return slot;
  });
}

/** The payoffs as doubles, in the same layout. */
export function floatPayoffs(form: StrategicForm): Float64Array {
  return Float64Array.from(form.payoffs, toNumber);
}

/** The form with only the kept strategies (slots, in order) of each player; samples and outcomes are left out. */
export function restrictForm(form: StrategicForm, kept: readonly (readonly number[])[]): StrategicForm {
  const counts = strategyCounts(form);
  const n = counts.length;
  const less = kept.map((slots) => slots.length);
  const payoffs: Rational[] = [];
  for (let q = 0; q < profileCount(less); q++) {
    const profile = profileAt(less, q).map((slot, i) => kept[i]![slot]!);
    const at = profileIndex(counts, profile) * n;
    for (let i = 0; i < n; i++) payoffs.push(form.payoffs[at + i]!);
  }
  const players = form.players.map((player, i) => ({
    ...player,
    strategies: kept[i]!.map((slot) => player.strategies[slot]!),
  }));
  return { title: form.title, players, payoffs };
}
