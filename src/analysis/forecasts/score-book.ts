// Books of forecasts against what came about: losses by forecaster, beside uniform, and each against the first.
// In: forecasts, resolutions. Out: one row a forecaster, one a question. Options and events by Brier over all outcomes (0 to 2) and the
// log score; quantities by the mean quantile (pinball) loss, apart, since theirs has a unit. Intervals: bootstrap over questions.

import { blockBootstrap, type Interval } from "../../statistics/block-bootstrap.ts";
import { brier, logScore } from "../../statistics/scores.ts";
import type { BookForecast, Resolution } from "./book.ts";

/** No probability is taken for less: a forecast of 0 that comes about would cost everything. */
export const LEAST_PROBABILITY = 0.001;

export type ScoredQuestion = {
  forecaster: string;
  question: string;
  kind: BookForecast["kind"];
  outcome: string;
  /** The probability of what came about; of a quantity none. */
  p?: number | undefined;
  /** Brier, or of a quantity the mean quantile loss. */
  loss: number;
  log?: number | undefined;
  /** What uniform lost. */
  uniform?: number | undefined;
};

export type ForecasterScore = {
  forecaster: string;
  resolved: number;
  brier: number;
  log: number;
  /** 1 - Brier / uniform's. */
  skill: number;
  skillInterval: Interval;
  /** Mean quantile loss over quantities. */
  quantities: number;
  quantile: number;
  /** Brier less that of the first forecaster, over questions that both answered: below 0 is better. */
  against?: { forecaster: string; both: number; difference: number; interval: Interval } | undefined;
  tooFew: boolean;
};

export type BookScore = {
  forecasters: ForecasterScore[];
  questions: ScoredQuestion[];
  /** Questions of the books that nothing resolves yet, and resolutions that no book asked. */
  open: string[];
  unasked: string[];
  /** Outcomes that a forecast does not list. */
  unlisted: { forecaster: string; question: string; outcome: string }[];
};

const FEWEST = 10;

const meanOf = (values: readonly number[]) =>
  values.length === 0 ? Number.NaN : values.reduce((a, b) => a + b, 0) / values.length;

/** The mean pinball loss of the quantiles that were given (Koenker & Bassett 1978). */
function quantileLoss({ quantiles }: BookForecast, outcome: number): number {
  return meanOf(
    quantiles.map(({ p, value }) => (outcome < value ? (1 - p) * (value - outcome) : p * (outcome - value))),
  );
}

/** An event may be resolved by 1 and 0, as in a record; small and capital letters are alike. */
function outcomeOf({ kind, p }: BookForecast, written: string): string {
  const small = written.toLowerCase();
  if (kind === "event") return small === "1" ? "yes" : small === "0" ? "no" : small;
  return [...p.keys()].find((name) => name.toLowerCase() === small) ?? written;
}

function scoreOne(f: BookForecast, { outcome }: Resolution): ScoredQuestion | undefined {
  const head = { forecaster: f.forecaster, question: f.question, kind: f.kind, outcome };
  if (f.kind === "quantity") {
    const value = Number(outcome);
    return Number.isFinite(value) && f.quantiles.length > 0 ? { ...head, loss: quantileLoss(f, value) } : undefined;
  }
  const names = [...f.p.keys()];
  const slot = names.indexOf(outcomeOf(f, outcome));
  if (slot < 0) return undefined;
  const p = names.map((name) => f.p.get(name)!);
  const uniform = brier(
    names.map(() => 1 / names.length),
    slot,
  );
  return { ...head, p: p[slot]!, loss: brier(p, slot), log: logScore(Math.max(LEAST_PROBABILITY, p[slot]!)), uniform };
}

const skillOf = (own: readonly ScoredQuestion[]) => (drawn: Int32Array) => {
  let [a, b] = [0, 0];
  for (const i of drawn) {
    a += own[i]!.loss;
    b += own[i]!.uniform!;
  }
  return 1 - a / b;
};

function againstFirst(own: readonly ScoredQuestion[], first: readonly ScoredQuestion[], seed: number) {
  const pairs = own.flatMap((mine) => {
    const other = first.find((f) => f.question === mine.question);
    return other ? [mine.loss - other.loss] : [];
  });
  const mean = (drawn: Int32Array) => meanOf(Array.from(drawn, (i) => pairs[i]!));
  const interval =
    pairs.length > 1 ? blockBootstrap(pairs.length, 1, mean, seed) : { low: Number.NaN, high: Number.NaN };
  return { forecaster: first[0]!.forecaster, both: pairs.length, difference: meanOf(pairs), interval };
}

export function scoreBooks(
  forecasts: readonly BookForecast[],
  resolutions: readonly Resolution[],
  seed: number,
): BookScore {
  const known = new Map(resolutions.map((r) => [r.question, r]));
  const questions: ScoredQuestion[] = [];
  const unlisted: BookScore["unlisted"] = [];
  for (const f of forecasts) {
    const resolution = known.get(f.question);
    if (!resolution) continue;
    const scored = scoreOne(f, resolution);
    if (scored) questions.push(scored);
    else unlisted.push({ forecaster: f.forecaster, question: f.question, outcome: resolution.outcome });
  }
  const asked = new Set(forecasts.map((f) => f.question));
  const groups = [...Map.groupBy(questions, (q) => q.forecaster)];
  const plainOf = (own: readonly ScoredQuestion[]) => own.filter((q) => q.kind !== "quantity");
  const first = plainOf(groups[0]?.[1] ?? []);
  const forecasters = groups.map(([forecaster, own], i): ForecasterScore => {
    const plain = plainOf(own);
    const sizes = own.filter((q) => q.kind === "quantity");
    return {
      forecaster,
      resolved: plain.length,
      brier: meanOf(plain.map((q) => q.loss)),
      log: meanOf(plain.map((q) => q.log!)),
      skill: 1 - meanOf(plain.map((q) => q.loss)) / meanOf(plain.map((q) => q.uniform!)),
      skillInterval:
        plain.length > 1
          ? blockBootstrap(plain.length, 1, skillOf(plain), seed)
          : { low: Number.NaN, high: Number.NaN },
      quantities: sizes.length,
      quantile: meanOf(sizes.map((q) => q.loss)),
      ...(i > 0 && first.length > 0 && plain.length > 0 && { against: againstFirst(plain, first, seed) }),
      tooFew: plain.length < FEWEST,
    };
  });
  return {
    forecasters,
    questions,
    open: [...asked].filter((q) => !known.has(q)),
    unasked: resolutions.map((r) => r.question).filter((q) => !asked.has(q)),
    unlisted,
  };
}
