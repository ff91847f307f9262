// Iterated dominance, strict or weak, by pure strategies alone or by mixtures too (Luce & Raiffa 1957; by mixtures an exact
// linear program a candidate, Conitzer & Sandholm 2005). Each round takes out all that are dominated at once, so that the
// rounds do not depend on the order of players. What strict dominance leaves does not depend on rounds at all; what weak
// dominance leaves does, and may lose equilibria.

import { maximise } from "./linear-program.ts";
import { integerPayoffs, orderedPayoffs } from "./payoff-order.ts";
import type { Rational } from "./rational.ts";
import { ONE } from "./rational.ts";
import type { StrategicForm } from "./strategic-form.ts";
import { strategyCounts, strides } from "./strategic-form.ts";

export type DominanceKind = "strict" | "weak";

export type Dominated = { player: number; strategy: number; by: { strategy: number; weight: Rational }[] };

export type Dominance = {
  kind: DominanceKind;
  /** What went in each round. */
  rounds: Dominated[][];
  /** The strategies left, a list a player. */
  survivors: number[][];
  /** False where some program was too large, so that dominance by mixtures was not looked for. */
  mixturesChecked: boolean;
  /** False where a player has so many strategies that none was compared. */
  allCompared: boolean;
};

/** The largest program (cells) that is solved for one candidate. */
const MOST_CELLS = 60_000;
/** The same for all candidates of a player: a game of 200 x 200 would take a minute. */
const MOST_IN_A_ROUND = 2e6;
/** A player with more strategies left is passed over: every pair of them would have to be compared. */
const MOST_COMPARED = 4000;

type Search = {
  form: StrategicForm;
  kind: DominanceKind;
  counts: number[];
  ordered: Float64Array[];
  whole?: bigint[][];
};

/** Iterated elimination of dominated strategies (Luce & Raiffa 1957). */
export function iteratedDominance(form: StrategicForm, kind: DominanceKind, mixtures: boolean): Dominance {
  const counts = strategyCounts(form);
  const search: Search = { form, kind, counts, ordered: counts.map((_, i) => orderedPayoffs(form, i)) };
  if (mixtures) search.whole = counts.map((_, i) => integerPayoffs(form, i));
  let survivors = counts.map((count) => Array.from({ length: count }, (_, k) => k));
  const rounds: Dominated[][] = [];
  let mixturesChecked = mixtures;
  const allCompared = counts.every((count) => count <= MOST_COMPARED);
  for (;;) {
    const round: Dominated[] = [];
    for (let i = 0; i < counts.length; i++) {
      if (counts[i]! > MOST_COMPARED) continue;
      const columns = opponentOffsets(counts, survivors, i);
      for (const s of survivors[i]!) {
        const by = dominators(search, survivors[i]!, columns, i, s);
        if (by === "too large") mixturesChecked = false;
        else if (by) round.push({ player: i, strategy: s, by });
      }
    }
    if (round.length === 0) return { kind, rounds, survivors, mixturesChecked, allCompared };
    rounds.push(round);
    survivors = survivors.map((kept, i) =>
      kept.filter((s) => !round.some((out) => out.player === i && out.strategy === s)),
    );
  }
}

/** Where in the list of profiles each combination of the others' surviving strategies begins. */
function opponentOffsets(
  counts: readonly number[],
  survivors: readonly (readonly number[])[],
  player: number,
): number[] {
  const step = strides(counts);
  let offsets = [0];
  survivors.forEach((kept, i) => {
    if (i !== player) offsets = kept.flatMap((s) => offsets.map((at) => at + s * step[i]!));
  });
  return offsets;
}

type Dominators = { strategy: number; weight: Rational }[] | undefined | "too large";

function dominators(
  search: Search,
  kept: readonly number[],
  columns: readonly number[],
  i: number,
  s: number,
): Dominators {
  const step = strides(search.counts)[i]!;
  const payoffs = search.ordered[i]!;
  for (const t of kept) {
    if (t !== s && dominates(payoffs, columns, t * step, s * step, search.kind)) return [{ strategy: t, weight: ONE }];
  }
  if (!search.whole || kept.length < 3 || isEverBest(payoffs, columns, kept, step, s, search.kind)) return undefined;
  return mixedDominators(search.whole[i]!, kept, columns, step, s, search.kind);
}

function dominates(
  payoffs: Float64Array,
  columns: readonly number[],
  t: number,
  s: number,
  kind: DominanceKind,
): boolean {
  let better = false;
  for (const at of columns) {
    const difference = payoffs[at + t]! - payoffs[at + s]!;
    if (difference < 0 || (difference === 0 && kind === "strict")) return false;
    if (difference > 0) better = true;
  }
  return better;
}

/** A best reply somewhere is never strictly dominated, an only best reply not even weakly: no program is needed. */
function isEverBest(
  payoffs: Float64Array,
  columns: readonly number[],
  kept: readonly number[],
  step: number,
  s: number,
  kind: DominanceKind,
): boolean {
  return columns.some((at) => {
    const mine = payoffs[at + s * step]!;
    return kept.every(
      (t) => t === s || payoffs[at + t * step]! < mine || (kind === "strict" && payoffs[at + t * step] === mine),
    );
  });
}

/**
 * Weights p on the others with sum p * gain >= 0 (or >= e) in every column; the rest of the weight stays on s, so that
 * p = 0 is a start. Dominated where the gain's sum (or e) can be positive.
 */
function mixedDominators(
  whole: readonly bigint[],
  kept: readonly number[],
  columns: readonly number[],
  step: number,
  s: number,
  kind: DominanceKind,
): Dominators {
  const others = kept.filter((t) => t !== s);
  const cells = others.length * columns.length;
  if (cells > MOST_CELLS || cells * (others.length + 1) > MOST_IN_A_ROUND) return "too large";
  const strict = kind === "strict";
  const losses = columns.map((at) => others.map((t) => whole[at + s * step]! - whole[at + t * step]!));
  const objective = strict
    ? [...others.map(() => 0n), 1n]
    : others.map((_, k) => losses.reduce((sum, row) => sum - row[k]!, 0n));
  const rows = losses.map((row) => (strict ? [...row, 1n] : row));
  const weights = others.map(() => 1n);
  const best = maximise({
    objective,
    rows: [...rows, strict ? [...weights, 0n] : weights],
    bounds: [...rows.map(() => 0n), 1n],
  });
  if (best === "unbounded" || best.value.n <= 0n) return undefined;
  return others.flatMap((strategy, k) => (best.x[k]!.n > 0n ? [{ strategy, weight: best.x[k]! }] : []));
}

/** What iterated strict dominance by pure strategies leaves: no equilibrium is lost. */
export function strictlyUndominated(form: StrategicForm): number[][] {
  return iteratedDominance(form, "strict", false).survivors;
}
