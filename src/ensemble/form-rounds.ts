// Where more runs are worth playing, and when enough are played (empirical game-theoretic analysis, Wellman 2006; bounds on regret,
// Tuyls, Perolat, Lanctot, Leibo & Graepel 2018; progressive sampling with pruning, Areyan Viqueira, Cousins & Greenwald 2019).
// In: block means so far. Out: strategies that are surely dominated, and how many profiles are still in question.
// All intervals of all rounds hold together with probability 0.95: normal errors of paired differences, widened for their number
// (Bonferroni). The papers use bounds for payoffs of known range (Hoeffding's); utilities of a model have none.

import { normalQuantile } from "../statistics/normal-quantile.ts";

export type BlockMeans = {
  blocks: number;
  /** values[(block * profiles + profile) * players + player], the first player's strategy changing fastest. */
  values: Float64Array;
};

/** `strategy` gave less than `by` whatever the others held: by this many standard errors where it was closest. */
export type Dominated = { player: number; strategy: number; by: number; errors: number };

const MISS = 0.05;

type Table = BlockMeans & { counts: readonly number[]; steps: readonly number[]; profiles: number };

function tableOf(means: BlockMeans, counts: readonly number[]): Table {
  let profiles = 1;
  const steps = counts.map((count) => {
    const step = profiles;
    profiles *= count;
    return step;
  });
  return { ...means, counts, steps, profiles };
}

/** How many standard errors an interval reaches to each side, so that all of them hold together in all rounds. */
export function widened(counts: readonly number[], rounds: number): number {
  const profiles = counts.reduce((product, count) => product * count, 1);
  const comparisons = profiles * counts.reduce((sum, count) => sum + count - 1, 0);
  return normalQuantile(1 - MISS / (2 * Math.max(1, comparisons) * rounds));
}

/** A player's payoff at profile a less that at b: the same luck in both. */
function gap({ blocks, values, profiles, counts }: Table, player: number, a: number, b: number) {
  const n = counts.length;
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < blocks; k++) {
    const d = values[(k * profiles + a) * n + player]! - values[(k * profiles + b) * n + player]!;
    sum += d;
    squares += d * d;
  }
  const mean = sum / blocks;
  return { mean, error: Math.sqrt(Math.max(0, squares / blocks - mean * mean) / (blocks - 1)) };
}

/** Strategies to which another of the same player is surely better, whatever the others hold; one of each player stays. */
export function surelyDominated(means: BlockMeans, counts: readonly number[], width: number): Dominated[] {
  const table = tableOf(means, counts);
  return counts.flatMap((count, player) =>
    Array.from({ length: count }, (_, strategy) => strategy).flatMap((strategy): Dominated[] => {
      for (let by = 0; by < count; by++) {
        const errors = by === strategy ? 0 : leastErrors(table, player, by, strategy);
        if (errors > width) return [{ player, strategy, by, errors }];
      }
      return [];
    }),
  );
}

/** By how many standard errors `by` is better than `strategy` where it is closest. */
function leastErrors(table: Table, player: number, by: number, strategy: number): number {
  const step = table.steps[player]!;
  let least = Number.POSITIVE_INFINITY;
  for (let q = 0; q < table.profiles && least > 0; q++) {
    if (Math.floor(q / step) % table.counts[player]! !== strategy) continue;
    const { mean, error } = gap(table, player, q + (by - strategy) * step, q);
    least = Math.min(least, inErrors(mean, error));
  }
  return least;
}

/** A difference in its own standard errors; rounding alone is no difference. */
function inErrors(mean: number, error: number): number {
  return Math.abs(mean) < 1e-12 ? 0 : mean / Math.max(error, 1e-12);
}

export type Question = {
  /** Profiles that are neither surely left by somebody nor surely within the regret asked for. */
  open: number;
  /** The largest upper bound on the regret among profiles that nobody surely leaves. */
  regret: number;
};

/** What is still in question: regret is what the player gains that gains most by leaving. */
export function inQuestion(means: BlockMeans, counts: readonly number[], width: number, within: number): Question {
  const table = tableOf(means, counts);
  const result: Question = { open: 0, regret: 0 };
  for (let q = 0; q < table.profiles; q++) {
    const high = upperRegret(table, q, width);
    if (high === undefined) continue;
    if (high > within) result.open++;
    result.regret = Math.max(result.regret, high);
  }
  return result;
}

/** The upper bound of a profile's regret; undefined where somebody surely gains by leaving it. */
function upperRegret(table: Table, q: number, width: number): number | undefined {
  let high = 0;
  for (let player = 0; player < table.counts.length; player++) {
    const step = table.steps[player]!;
    const own = Math.floor(q / step) % table.counts[player]!;
    for (let s = 0; s < table.counts[player]!; s++) {
      if (s === own) continue;
      const { mean, error } = gap(table, player, q + (s - own) * step, q);
      if (inErrors(mean, error) > width) return undefined;
      high = Math.max(high, mean + width * error);
    }
  }
  return high;
}
