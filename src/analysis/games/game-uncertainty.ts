// What the errors of estimated payoffs do to the pure equilibria: how likely each profile is to be one, its regret with an
// interval, and which payoffs would have to be known better. By resampling: blocks of runs with replacement (Efron 1979),
// all profiles together, since they share their luck; or, where only standard errors are known, independent normal errors.
// Seeded (Philox): the same seed gives the same numbers. Regret of empirical games: Tuyls et al. 2018.

import { fnv1a } from "../../base/fnv1a.ts";
import { normalQuantile } from "../../statistics/normal-quantile.ts";
import { uniform } from "../../statistics/philox.ts";
import { bestReplies, pureEquilibria } from "./pure-equilibria.ts";
import type { Profile, StrategicForm } from "./strategic-form.ts";
import { floatPayoffs, profileAt, profileIndex, strategyCounts, strides } from "./strategic-form.ts";

export type UncertainProfile = {
  profile: Profile;
  /** Share of resamples in which it is a pure equilibrium. */
  probability: number;
  /** The most a player gains by leaving it: at the estimates, and the 5th and 95th percentile over resamples. */
  regret: number;
  low: number;
  high: number;
};

export type PayoffThatMatters = {
  /** Whose payoff at which profile. */
  player: number;
  profile: Profile;
  error: number;
  /** The equilibrium that hangs on it, and its probability where this payoff turns out above or below its estimate. */
  of: Profile;
  ifHigh: number;
  ifLow: number;
};

export type GameUncertainty = {
  resamples: number;
  seed: number;
  /** By falling probability; those under a hundredth are left out unless they are equilibria at the estimates. */
  profiles: UncertainProfile[];
  /** Share of resamples without any pure equilibrium. */
  none: number;
  /** By falling difference. */
  matters: PayoffThatMatters[];
};

export type UncertaintyOptions = { seed: number; resamples?: number };

const MOST_LISTED = 12;
const MOST_MATTERING = 10;
/** Numbers drawn or added in all: some seconds. Larger games get fewer resamples, and the answer says how many. */
const MOST_WORK = 1e9;

/** Probabilities of pure equilibria under the errors of the payoffs; undefined where the form has none. */
export function gameUncertainty(form: StrategicForm, options: UncertaintyOptions): GameUncertainty | undefined {
  const { estimate } = form;
  if (!estimate) return undefined;
  const each = form.payoffs.length * ((estimate.samples?.blocks ?? 20) + 4);
  const resamples = Math.max(20, Math.min(options.resamples ?? 1000, Math.floor(MOST_WORK / each)));
  const counts = strategyCounts(form);
  const redraw = resampler(form, options.seed);
  const times = new Float64Array(form.payoffs.length / counts.length);
  let none = 0;
  for (let r = 0; r < resamples; r++) {
    const marks = equilibriumMarks(redraw(r), counts);
    let any = 0;
    for (let q = 0; q < marks.length; q++) {
      times[q]! += marks[q]!;
      any |= marks[q]!;
    }
    if (!any) none++;
  }
  const listed = listProfiles(form, times, resamples);
  return { resamples, seed: options.seed, ...measure(form, listed, times, redraw, resamples), none: none / resamples };
}

/** Payoffs of the r-th resample. */
function resampler(form: StrategicForm, seed: number): (r: number) => Float64Array {
  const { errors, samples } = form.estimate!;
  const means = floatPayoffs(form);
  const cells = means.length;
  const drawn = new Float64Array(cells);
  if (samples && samples.blocks > 1) {
    const stream = fnv1a("game.blocks");
    return (r) => {
      drawn.fill(0);
      for (let k = 0; k < samples.blocks; k++) {
        const from = Math.floor(uniform(seed, r, stream, 0, k) * samples.blocks) * cells;
        for (let c = 0; c < cells; c++) drawn[c]! += samples.values[from + c]!;
      }
      for (let c = 0; c < cells; c++) drawn[c]! /= samples.blocks;
      return drawn;
    };
  }
  const stream = fnv1a("game.payoffs");
  return (r) => {
    for (let c = 0; c < cells; c++) drawn[c] = means[c]! + errors[c]! * normalQuantile(uniform(seed, r, stream, 0, c));
    return drawn;
  };
}

function ofPlayer(payoffs: Float64Array, n: number, player: number): Float64Array {
  const mine = new Float64Array(payoffs.length / n);
  for (let q = 0; q < mine.length; q++) mine[q] = payoffs[q * n + player]!;
  return mine;
}

/** 1 at every profile in which nobody has a better reply. */
function equilibriumMarks(payoffs: Float64Array, counts: readonly number[]): Uint8Array {
  const n = counts.length;
  const marks = new Uint8Array(payoffs.length / n).fill(1);
  for (let i = 0; i < n; i++) {
    const best = bestReplies(ofPlayer(payoffs, n, i), counts, i);
    for (let q = 0; q < marks.length; q++) marks[q]! &= best[q]!;
  }
  return marks;
}

function listProfiles(form: StrategicForm, times: Float64Array, resamples: number): number[] {
  const counts = strategyCounts(form);
  const now = new Set(pureEquilibria(form).map((profile) => profileIndex(counts, profile)));
  const order = [...times.keys()].filter((q) => now.has(q) || times[q]! >= resamples / 100);
  return order.sort((a, b) => times[b]! - times[a]! || a - b).slice(0, MOST_LISTED);
}

type Tally = { high: number; low: number; highTimes: number; lowTimes: number };

/** A second pass over the same resamples: regrets of the listed profiles, and the payoffs that decide them. */
function measure(
  form: StrategicForm,
  listed: readonly number[],
  times: Float64Array,
  redraw: (r: number) => Float64Array,
  resamples: number,
) {
  const counts = strategyCounts(form);
  const n = counts.length;
  const means = floatPayoffs(form);
  const regrets = listed.map(() => new Float64Array(resamples));
  const deciding = listed.map((q) => ownLines(counts, q));
  const tallies = deciding.map((cells) => cells.map((): Tally => ({ high: 0, low: 0, highTimes: 0, lowTimes: 0 })));
  for (let r = 0; r < resamples; r++) {
    const payoffs = redraw(r);
    listed.forEach((q, k) => {
      const regret = regretAt(payoffs, counts, q);
      regrets[k]![r] = regret;
      deciding[k]!.forEach((cell, c) => {
        const tally = tallies[k]![c]!;
        if (payoffs[cell]! > means[cell]!) {
          tally.high++;
          if (regret === 0) tally.highTimes++;
        } else {
          tally.low++;
          if (regret === 0) tally.lowTimes++;
        }
      });
    });
  }
  const profiles = listed.map((q, k) => {
    const sorted = regrets[k]!.sort();
    const at = (share: number) => sorted[Math.min(resamples - 1, Math.floor(share * resamples))]!;
    return {
      profile: profileAt(counts, q),
      probability: times[q]! / resamples,
      regret: regretAt(means, counts, q),
      low: at(0.05),
      high: at(0.95),
    };
  });
  const matters = listed.flatMap((q, k) =>
    deciding[k]!.map((cell, c) => mattering(form, n, q, cell, tallies[k]![c]!)).filter((m) => m.error > 0),
  );
  matters.sort((a, b) => Math.abs(b.ifHigh - b.ifLow) - Math.abs(a.ifHigh - a.ifLow));
  return { profiles, matters: matters.filter((m) => Math.abs(m.ifHigh - m.ifLow) > 0.02).slice(0, MOST_MATTERING) };
}

/** The only payoffs that decide whether a profile is an equilibrium: each player's along the own strategies. */
function ownLines(counts: readonly number[], q: number): number[] {
  const n = counts.length;
  const steps = strides(counts);
  return counts.flatMap((count, i) => {
    const first = q - (Math.floor(q / steps[i]!) % count) * steps[i]!;
    return Array.from({ length: count }, (_, s) => (first + s * steps[i]!) * n + i);
  });
}

function regretAt(payoffs: Float64Array, counts: readonly number[], q: number): number {
  const n = counts.length;
  let most = 0;
  for (const cell of ownLines(counts, q)) most = Math.max(most, payoffs[cell]! - payoffs[q * n + (cell % n)]!);
  return most;
}

function mattering(form: StrategicForm, n: number, q: number, cell: number, tally: Tally): PayoffThatMatters {
  const counts = strategyCounts(form);
  return {
    player: cell % n,
    profile: profileAt(counts, Math.floor(cell / n)),
    error: form.estimate!.errors[cell]!,
    of: profileAt(counts, q),
    ifHigh: tally.high > 0 ? tally.highTimes / tally.high : 0,
    ifLow: tally.low > 0 ? tally.lowTimes / tally.low : 0,
  };
}
