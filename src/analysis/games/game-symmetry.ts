// Which strategies a game's own symmetry makes alike: the coarsest equitable partition of all (player, strategy) pairs,
// found by refining colours (Weisfeiler & Leman 1968, on payoffs). Where alike strategies have equal probabilities, their
// expected payoffs are equal too, so the logit response maps such profiles to such profiles.
// "As listed": if players are interchangeable only when one player's strategies are read in another order (battle of the
// sexes), places in the list count as a difference; a symmetric game in the usual sense (chicken) stays symmetric.

import { commonDenominator } from "./rational.ts";
import type { StrategicForm } from "./strategic-form.ts";
import { profileAt, profileCount, strategyCounts, strides } from "./strategic-form.ts";

/** A class for every strategy of every player, in the order of the form; classes are numbered from 0. */
export type StrategyClasses = { of: number[]; count: number };

/** More payoffs than this are taken to have no symmetry. */
const MOST = 200_000;

export function symmetryAsListed(form: StrategicForm): StrategyClasses {
  const counts = strategyCounts(form);
  const positions = counts.flatMap((count) => Array.from({ length: count }, (_, s) => s));
  if (form.payoffs.length > MOST) return { of: positions.map((_, k) => k), count: positions.length };
  const full = refine(
    form,
    positions.map(() => 0),
  );
  return sameInEveryList(full, counts) ? full : refine(form, positions);
}

/** Whether each class holds the same places in the lists of all players that it touches. */
function sameInEveryList(classes: StrategyClasses, counts: readonly number[]): boolean {
  const places = new Map<number, string>();
  let start = 0;
  return counts.every((count) => {
    const mine = new Map<number, number[]>();
    for (let s = 0; s < count; s++) {
      const k = classes.of[start + s]!;
      mine.set(k, [...(mine.get(k) ?? []), s]);
    }
    start += count;
    return [...mine].every(([k, list]) => {
      const before = places.get(k);
      places.set(k, list.join());
      return before === undefined || before === list.join();
    });
  });
}

function refine(form: StrategicForm, start: readonly number[]): StrategyClasses {
  const counts = strategyCounts(form);
  const gains = relativePayoffs(form, counts);
  let classes = numbered(start.map(String));
  for (;;) {
    const next = numbered(signatures(classes, counts, gains));
    if (next.count === classes.count) return next;
    classes = next;
  }
}

function numbered(keys: readonly string[]): StrategyClasses {
  const ids = new Map<string, number>();
  for (const key of keys) if (!ids.has(key)) ids.set(key, ids.size);
  return { of: keys.map((key) => ids.get(key)!), count: ids.size };
}

/** Payoffs less the mean over the player's own strategies, times their number and a common denominator, as text. */
function relativePayoffs(form: StrategicForm, counts: readonly number[]): string[] {
  const common = commonDenominator(form.payoffs);
  const whole = form.payoffs.map((payoff) => payoff.n * (common / payoff.d));
  const n = counts.length;
  const relative: string[] = new Array(whole.length);
  counts.forEach((count, i) => {
    const step = strides(counts)[i]! * n;
    for (let at = i; at < whole.length; at += n) {
      if (Math.floor(at / step) % count !== 0) continue;
      let sum = 0n;
      for (let s = 0; s < count; s++) sum += whole[at + s * step]!;
      for (let s = 0; s < count; s++) relative[at + s * step] = `${BigInt(count) * whole[at + s * step]! - sum}`;
    }
  });
  return relative;
}

function signatures(classes: StrategyClasses, counts: readonly number[], gains: readonly string[]): string[] {
  const n = counts.length;
  const starts = counts.map((_, i) => counts.slice(0, i).reduce((a, b) => a + b, 0));
  const seen: string[][] = classes.of.map(() => []);
  for (let q = 0; q < profileCount(counts); q++) {
    const colours = profileAt(counts, q).map((s, i) => classes.of[starts[i]! + s]!);
    const slots = profileAt(counts, q);
    for (let i = 0; i < n; i++) {
      const others = colours.filter((_, j) => j !== i).sort((a, b) => a - b);
      seen[starts[i]! + slots[i]!]!.push(`${gains[q * n + i]}:${others.join(".")}`);
    }
  }
  return counts.flatMap((count, i) => {
    const own = classes.of.slice(starts[i]!, starts[i]! + count).toSorted((a, b) => a - b);
    return Array.from({ length: count }, (_, s) => {
      const at = starts[i]! + s;
      return `${classes.of[at]}|${own.join(".")}|${seen[at]!.sort().join(" ")}`;
    });
  });
}
