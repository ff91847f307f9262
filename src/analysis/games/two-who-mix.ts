// Equilibria of a game of three players or more in which at most two mix: each pair's game while the others hold a pure
// strategy, solved exactly, and kept where the others' strategies are best replies too.

import { type FoundEquilibrium, weighed } from "./exact-profile.ts";
import { expectedPayoffs, type Tables } from "./expected-payoffs.ts";
import { isPure, type MixedProfile, pureMix } from "./mixed-profile.ts";
import { toNumber } from "./rational.ts";
import type { StrategicForm } from "./strategic-form.ts";
import { profileAt, profileCount, restrictForm, strategyCounts } from "./strategic-form.ts";
import { twoPlayerEquilibria } from "./two-player-equilibria.ts";

/** Doubles may differ from exact payoffs by this, in parts of the largest one: what is clearly worse is left out at once. */
const CLEARLY = 1e-9;

export type PairSearch = { found: FoundEquilibrium[]; complete: boolean };

/** Of what is spent on one pair's game, in entries of tables: the game itself, and each candidate against the whole game. */
const PAIR_WORK = 500;

/** `mostGames` bounds the number of pair games, `mostWork` the entries of tables read. */
export function pairEquilibria(form: StrategicForm, tables: Tables, mostGames: number, mostWork: number): PairSearch {
  const counts = strategyCounts(form);
  const n = counts.length;
  const found: FoundEquilibrium[] = [];
  const scale = tables.payoffs.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
  let [games, work] = [0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      if (counts[i] === 1 || counts[j] === 1) continue;
      const others = counts.map((count, k) => (k === i || k === j ? 1 : count));
      for (let q = 0; q < profileCount(others); q++) {
        if (++games > mostGames || work > mostWork) return { found, complete: false };
        const candidates = heldCandidates(form, profileAt(others, q), i, j);
        for (const profile of candidates) {
          work += tables.payoffs.length;
          if (isClearlyWorse(tables, profile, scale)) continue;
          const value = weighed(form, profile, false);
          work += 20 * tables.payoffs.length;
          if (value.exact) found.push(value);
        }
        work += PAIR_WORK;
      }
    }
  }
  return { found, complete: true };
}

/** Extreme equilibria of the pair's game in which at least one mixes, as profiles of the whole game. */
function heldCandidates(form: StrategicForm, held: readonly number[], i: number, j: number): MixedProfile[] {
  const counts = strategyCounts(form);
  const kept = counts.map((count, k) => (k === i || k === j ? Array.from({ length: count }, (_, s) => s) : [held[k]!]));
  const restricted = restrictForm(form, kept);
  const n = counts.length;
  const pair: StrategicForm = {
    title: form.title,
    players: [form.players[i]!, form.players[j]!],
    payoffs: restricted.payoffs.filter((_, at) => at % n === i || at % n === j),
  };
  const alone = pureMix(counts, held);
  return twoPlayerEquilibria(pair).extreme.flatMap(([x, y]) =>
    isPure(x!) && isPure(y!) ? [] : [alone.with(i, x!).with(j, y!)],
  );
}

function isClearlyWorse(tables: Tables, profile: MixedProfile, scale: number): boolean {
  const p = Float64Array.from(profile.flat(), toNumber);
  const u = expectedPayoffs(tables, p);
  return tables.counts.some((count, i) => {
    const mine = u.subarray(tables.starts[i]!, tables.starts[i]! + count);
    const best = Math.max(...mine);
    return mine.some((value, s) => p[tables.starts[i]! + s]! > 0 && value < best - CLEARLY * scale);
  });
}
