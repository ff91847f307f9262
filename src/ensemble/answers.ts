// What a question's answer is: plain data, the same for the screen, the command line and JSON. Probabilities are shares of the
// futures that were played whole; `se` is their Monte Carlo standard error; low and high bound a 95 % interval.

import type { Better } from "../language/checked-model.ts";

export type Estimate = { p: number; se: number; low: number; high: number };

export type OptionsAnswer = {
  kind: "options";
  question: string;
  policy: string;
  date: string;
  runs: number;
  options: ({ id: string; label: string } & Estimate)[];
  /** Share of each option by date: byDate[step][option]. */
  dates: string[];
  byDate: number[][];
};

export type EventAnswer = {
  kind: "event";
  question: string;
  by: string;
  runs: number;
} & Estimate & {
    dates: string[];
    /** Probability that it has happened by each date. */
    byDate: number[];
  };

export type Quantiles = { q05: number; q25: number; q50: number; q75: number; q95: number };

export type QuantityAnswer = {
  kind: "quantity";
  question: string;
  of: string;
  unit?: string | undefined;
  date: string;
  runs: number;
  mean: number;
  se: number;
  dates: string[];
  byDate: Quantiles[];
} & Quantiles;

export type ComparisonRow = {
  /** The option held, or `free`. */
  hold: string;
  label: string;
  mean: number;
  se: number;
  /** Against the baseline, in the same luck. */
  difference: number;
  low: number;
  high: number;
  /** Share of futures in which this option, held, does best (comes out highest, where neither end is the better one). */
  best: number;
  /** Mean shortfall against the best option of each future. */
  regret: number;
  regretSe?: number | undefined;
  /** Against the option that is best by its mean: nought within the interval where the two cannot be told apart. */
  fromBest?: { difference: number; low: number; high: number } | undefined;
};

export type ComparisonAnswer = {
  kind: "comparison";
  question: string;
  policy: string;
  baseline: string;
  measure: string;
  /** Which end of the measure is the better one, where one is. */
  better?: Better | undefined;
  /** "mean over the clock", or the date. */
  when: string;
  runs: number;
  rows: ComparisonRow[];
};

export type Answer = OptionsAnswer | EventAnswer | QuantityAnswer | ComparisonAnswer;
