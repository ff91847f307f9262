// Equilibria of a game of three players or more in which at most two mix: each pair's game while the others hold a pure
// strategy, solved exactly, and kept where the others' strategies are best replies too.

import { type FoundEquilibrium, weighed } from "./exact-profile.ts";
import { expectedPayoffs, type Tables } from "./expected-payoffs.ts";
import { isPure, type MixedProfile } from "./mixed-profile.ts";
import { ONE, toNumber, ZERO } from "./rational.ts";
import type { StrategicForm } from "./strategic-form.ts";
import { profileAt, profileCount, restrictForm, strategyCounts } from "./strategic-form.ts";
import { twoPlayerEquilibria } from "./two-player-equilibria.ts";

/** Doubles may differ from exact payoffs by this, in parts of the largest one: what is clearly worse is left out at once. */
const CLEARLY = 1e-9;

export type PairSearch = { found: FoundEquilibrium[]; complete: boolean };

/** `mostGames` bounds the number of pair games. */
export function pairEquilibria(form: StrategicForm, tables: Tables, mostGames: number): PairSearch {
  const counts = strategyCounts(form);
  const n = counts.length;
  const found: FoundEquilibrium[] = [];
  let games = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      if (counts[i] === 1 || counts[j] === 1) continue;
      const others = counts.map((count, k) => (k === i || k === j ? 1 : count));
      for (let q = 0; q < profileCount(others); q++) {
        if (++games > mostGames) return { found, complete: false };
        found.push(...heldEquilibria(form, tables, profileAt(others, q), i, j));
      }
    }
  }
  return { found, complete: true };
}

function heldEquilibria(
  form: StrategicForm,
  tables: Tables,
  held: readonly number[],
  i: number,
  j: number,
): FoundEquilibrium[] {
  const counts = strategyCounts(form);
  const kept = counts.map((count, k) => (k === i || k === j ? Array.from({ length: count }, (_, s) => s) : [held[k]!]));
  const restricted = restrictForm(form, kept);
  const n = counts.length;
  const pair: StrategicForm = {
    title: form.title,
    players: [form.players[i]!, form.players[j]!],
    payoffs: restricted.payoffs.filter((_, at) => at % n === i || at % n === j),
  };
  return twoPlayerEquilibria(pair).extreme.flatMap(([x, y]) => {
    if (isPure(x!) && isPure(y!)) return [];
    const profile: MixedProfile = counts.map((count, k) =>
      k === i ? x! : k === j ? y! : Array.from({ length: count }, (_, s) => (s === held[k] ? ONE : ZERO)),
    );
    if (isClearlyWorse(tables, profile)) return [];
    const value = weighed(form, profile, false);
    return value.exact ? [value] : [];
  });
}

function isClearlyWorse(tables: Tables, profile: MixedProfile): boolean {
  const p = Float64Array.from(profile.flat(), toNumber);
  const u = expectedPayoffs(tables, p);
  const scale = tables.payoffs.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
  return tables.counts.some((count, i) => {
    const mine = u.subarray(tables.starts[i]!, tables.starts[i]! + count);
    const best = Math.max(...mine);
    return mine.some((value, s) => p[tables.starts[i]! + s]! > 0 && value < best - CLEARLY * scale);
  });
}
