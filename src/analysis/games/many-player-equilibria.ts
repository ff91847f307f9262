// Equilibria of games with three players or more: all of them where the game is small and generic, and never none.
// Support by support (Porter, Nudelman & Shoham 2008, with their pruning by conditional dominance): pure profiles exactly;
// where two players mix, the exact two-player enumeration, the others held; where three or more mix, branch and bound with
// proved roots (search-support.ts). If nothing is found within bounds, the end of the logit path is taken.
// Generic games have an odd number of equilibria (Wilson 1971): an even count is an alarm, and said.
// Bounded: supports visited and numbers worked on; what was left out is counted.

import { strictlyUndominated } from "./dominance.ts";
import { endOfPath, widened } from "./end-of-path.ts";
import { type FoundEquilibrium, profileKey, rationalised } from "./exact-profile.ts";
import { payoffTables } from "./expected-payoffs.ts";
import { compareProfiles, type MixedProfile, pureMix } from "./mixed-profile.ts";
import { orderedPayoffs } from "./payoff-order.ts";
import { pureEquilibria } from "./pure-equilibria.ts";
import type { Rational } from "./rational.ts";
import { toNumber, ZERO } from "./rational.ts";
import { judgeRoot, searchSupport } from "./search-support.ts";
import type { Profile, StrategicForm } from "./strategic-form.ts";
import { floatPayoffs, profileIndex, restrictForm, strategyCounts, strides } from "./strategic-form.ts";
import { supportConditions } from "./support-conditions.ts";
import { newton } from "./support-root.ts";
import { isUndominated, type Support, supportSizes, supportsOf } from "./supports.ts";
import { pairEquilibria } from "./two-who-mix.ts";

export type ManyPlayerEquilibria = {
  equilibria: FoundEquilibrium[];
  /** Every support was searched to the end: in a game without ties, these are all. */
  complete: boolean;
  /** Supports searched to the end, of those that could carry an equilibrium in a generic game; pure ones apart. */
  supports: { searched: number; left: number };
  /** An even number was found though the search was complete: in a game without ties one would be missing (Wilson 1971). */
  even: boolean;
  /** Some player has two equally good replies to a pure profile: the game is not generic, and its equilibria may be even in number or infinite. */
  tied: boolean;
  /** Supports on which solutions are not isolated, as far as could be seen: there may be a continuum. */
  continua: number;
};

export type Effort = { pairGames: number; supports: number; work: number; partsASupport: number };

/** Some seconds on one core. */
export const EFFORT: Effort = { pairGames: 5000, supports: 200_000, work: 1e8, partsASupport: 5000 };

type Search = {
  form: StrategicForm;
  payoffs: Float64Array[];
  ordered: Float64Array[];
  found: Map<string, FoundEquilibrium>;
  continua: number;
  work: number;
};

/** Equilibria by support enumeration (Porter, Nudelman & Shoham 2008) with certified roots (Krawczyk 1969). */
export function manyPlayerEquilibria(whole: StrategicForm, effort = EFFORT): ManyPlayerEquilibria {
  const kept = strictlyUndominated(whole);
  const form = restrictForm(whole, kept);
  const counts = strategyCounts(form);
  const n = counts.length;
  const floats = floatPayoffs(form);
  const byPlayer = counts.map((_, i) => floats.filter((_, at) => at % n === i));
  const search: Search = {
    form,
    payoffs: byPlayer,
    ordered: counts.map((_, i) => orderedPayoffs(form, i)),
    found: new Map(),
    continua: 0,
    work: 0,
  };
  const pure = pureEquilibria(form);
  for (const profile of pure.slice(0, mostPure(counts))) keep(search, purely(form, profile));
  const tables = payoffTables(counts, floats);
  const pairs = pairEquilibria(form, tables, effort.pairGames, effort.work);
  for (const found of pairs.found) keep(search, found);
  const { searched, left } = searchSupports(search, counts, effort);
  if (search.found.size === 0) keep(search, endOfPath(form));
  const equilibria = [...search.found.values()].map((e) => ({
    ...e,
    profile: e.profile.map((mix, i) => spread(mix, kept[i]!, whole.players[i]!.strategies.length)),
  }));
  equilibria.sort((a, b) => compareProfiles(a.profile, b.profile));
  const complete = pairs.complete && left === 0 && search.continua === 0 && pure.length <= mostPure(counts);
  return {
    equilibria,
    complete,
    supports: { searched, left },
    even: complete && equilibria.length % 2 === 0,
    tied: hasTies(search.ordered, counts),
    continua: search.continua,
  };
}

/** Whether some player has two equal payoffs against the same choices of the others. */
function hasTies(ordered: readonly Float64Array[], counts: readonly number[]): boolean {
  const steps = strides(counts);
  return ordered.some((payoffs, i) => {
    const step = steps[i]!;
    for (let at = 0; at < payoffs.length; at++) {
      if (Math.floor(at / step) % counts[i]! !== 0) continue;
      const line = new Set(Array.from({ length: counts[i]! }, (_, s) => payoffs[at + s * step]!));
      if (line.size < counts[i]!) return true;
    }
    return false;
  });
}

/** Pure equilibria that are listed again among the mixed ones: a game of ties may have very many, each a list of all strategies. */
function mostPure(counts: readonly number[]): number {
  return Math.max(1, Math.min(1000, Math.floor(1e6 / counts.reduce((sum, count) => sum + count, 0))));
}

/** A pure equilibrium needs no sums to be weighed. */
function purely(form: StrategicForm, profile: Profile): FoundEquilibrium {
  const counts = strategyCounts(form);
  const from = profileIndex(counts, profile) * counts.length;
  const payoffs = form.payoffs.slice(from, from + counts.length);
  return { profile: pureMix(counts, profile), payoffs, regret: ZERO, exact: true, certified: true };
}

function spread(mix: readonly Rational[], slots: readonly number[], count: number): Rational[] {
  const all: Rational[] = Array.from({ length: count }, () => ZERO);
  slots.forEach((slot, k) => {
    all[slot] = mix[k]!;
  });
  return all;
}

function keep(search: Search, equilibrium: FoundEquilibrium): void {
  const key = profileKey(equilibrium.profile);
  if (search.found.has(key)) return;
  for (const other of search.found.values()) if (isNear(other.profile, equilibrium.profile)) return;
  search.found.set(key, equilibrium);
}

/** Closer than this, two profiles are one that was found twice. */
const SAME = 1e-9;

function isNear(a: MixedProfile, b: MixedProfile): boolean {
  return a.every((mix, i) => mix.every((p, s) => Math.abs(toNumber(p) - toNumber(b[i]![s]!)) < SAME));
}

/** Supports on which at least three mix, small ones first, until the work is spent. */
function searchSupports(search: Search, counts: readonly number[], effort: Effort): { searched: number; left: number } {
  let [searched, left, visited] = [0, 0, 0];
  for (const sizes of supportSizes(counts, 3)) {
    const these = sizes.reduce((product, size, i) => product * choose(counts[i]!, size), 1);
    if (visited + these > effort.supports || search.work > effort.work) {
      left += these;
      continue;
    }
    for (const support of supportsOf(counts, sizes)) {
      visited++;
      search.work += 10 * sizes.reduce((cells, size) => cells * size, counts.length);
      if (!isUndominated(search.ordered, counts, support)) searched++;
      else if (search.work <= effort.work && searchOne(search, counts, support, effort)) searched++;
      else left++;
    }
  }
  return { searched, left };
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 0; i < k; i++) ways = (ways * (n - i)) / (i + 1);
  return Math.round(ways);
}

/** False where the budget of one support did not do. */
function searchOne(search: Search, counts: readonly number[], support: Support, effort: Effort): boolean {
  const conditions = supportConditions(search.payoffs, counts, support);
  const { roots, open, work } = searchSupport(conditions, effort.partsASupport, effort.work / 3);
  search.work += work;
  for (const root of roots) {
    const verdict = judgeRoot(conditions, root);
    if (verdict === "no") continue;
    const found = rationalised(search.form, widened(support, root.mix, counts), verdict === "yes");
    if (verdict === "yes" || isFlat(search, found)) keep(search, found);
  }
  if (open.length === 0) return true;
  search.continua++;
  for (const mix of open) keepOpen(search, counts, support, conditions, mix);
  return false;
}

/** Regret in parts of the range of payoffs that counts as none, where nothing can be proved. */
const FLAT = 1e-9;

function isFlat(search: Search, found: FoundEquilibrium): boolean {
  const range = Math.max(...search.payoffs.map((list) => list.reduce((most, x) => Math.max(most, Math.abs(x)), 0)));
  return toNumber(found.regret) <= FLAT * range;
}

/** A part that would not close: if an equilibrium sits there (one of many, or a double root), one is kept. */
function keepOpen(
  search: Search,
  counts: readonly number[],
  support: Support,
  conditions: ReturnType<typeof supportConditions>,
  mix: Float64Array[],
): void {
  for (const candidate of [newton(conditions, mix), mix]) {
    if (!candidate || candidate.some((list) => list.some((p) => p < 0))) continue;
    const found = rationalised(search.form, widened(support, candidate, counts), false);
    if (found.exact || isFlat(search, found)) {
      keep(search, found);
      return;
    }
  }
}
