// A comparison: each option of a policy held for the whole clock, under the same luck, beside play as it is (a decision table:
// measure, paired difference, how often best, regret). Comparisons of one policy share their futures, whatever they measure.

import { dateOfStep } from "../base/dates.ts";
import type { Fault } from "../engine/interpreter/fault.ts";
import type { Better, CheckedModel, Question } from "../language/checked-model.ts";
import type { ComparisonAnswer, ComparisonRow } from "./answers.ts";
import type { Executor } from "./jobs.ts";
import { bestAndRegret, differenceOf, type Measure, type PlayedRow, playRow, wholeRuns } from "./paired.ts";
import { meanOf } from "./tally.ts";

export type Comparison = Extract<Question, { kind: "comparison" }>;

export type Compared = {
  answers: ComparisonAnswer[];
  /** Runs of each row, and how many of them were stopped in at least one. */
  runs: number;
  failed: number;
  faults: Fault[];
  stopped: boolean;
};

export type CompareOptions = {
  seed: number;
  runs: number;
  onProgress?: ((played: number, wanted: number) => void) | undefined;
  stopped?: (() => boolean) | undefined;
};

export type Rank = { best: number; regret: number; regretSe: number };

/**
 * How often each row is the best of a run, and its mean shortfall from it (regret: Savage 1951) with the standard error; where the
 * lower end of the measure is the better one, the lowest is the best.
 */
export function ranksOf(rows: readonly Float64Array[], whole: readonly number[], better: Better | undefined): Rank[] {
  const up = better === "lower" ? rows.map((row) => row.map((x) => -x)) : rows;
  const most = whole.map((i) => up.reduce((m, row) => Math.max(m, row[i]!), Number.NEGATIVE_INFINITY));
  const ranks = bestAndRegret(up, whole);
  return ranks.map((rank, k) => {
    const short = Float64Array.from(whole, (i, at) => most[at]! - up[k]![i]!);
    return { ...rank, regretSe: meanOf(short).se };
  });
}

/** Each row against the one with the best mean, run by run. */
export function gapsToBest(rows: readonly Float64Array[], whole: readonly number[], better: Better | undefined) {
  const up = better === "lower" ? -1 : 1;
  const means = rows.map((row) => differenceOf(row, row, whole).mean);
  const first = means.reduce((best, mean, k) => (up * mean > up * means[best]! ? k : best), 0);
  return rows.map((row) => {
    const { difference, low, high } = differenceOf(row, rows[first]!, whole);
    return { difference, low, high };
  });
}

/** The table of one question; `rows`: each option of its policy held, in their order, then play as it is. */
export function comparisonAnswer(
  model: CheckedModel,
  question: Comparison,
  k: number,
  rows: readonly PlayedRow[],
  whole: readonly number[],
): ComparisonAnswer {
  const policy = model.policies[question.policy]!;
  const held = rows.slice(0, policy.options.length).map((row) => row.values[k]!);
  const free = rows.at(-1)!.values[k]!;
  const baseline = held[question.baseline]!;
  const ranks = ranksOf(held, whole, question.better);
  const gaps = gapsToBest(held, whole, question.better);
  const table = held.map((row, option): ComparisonRow => {
    const { id, label } = policy.options[option]!;
    return { hold: id, label, ...differenceOf(row, baseline, whole), ...ranks[option]!, fromBest: gaps[option]! };
  });
  const asItIs = { ...differenceOf(free, baseline, whole), best: 0, regret: Number.NaN, regretSe: Number.NaN };
  return {
    kind: "comparison",
    question: question.id,
    policy: policy.id,
    baseline: policy.options[question.baseline]!.id,
    measure: question.written,
    better: question.better,
    when: question.step === undefined ? "mean over the clock" : dateOfStep(model.clock, question.step),
    runs: whole.length,
    rows: [...table, { hold: "free", label: "as it is", ...asItIs }],
  };
}

export type HeldRows = { rows: PlayedRow[]; whole: number[]; reached: number; all: boolean; stopped: boolean };

/** Plays each option of a policy held throughout, then play as it is; fewer rows where it was stopped. */
export async function playHeld(
  model: CheckedModel,
  slot: number,
  measures: readonly Measure[],
  executor: Executor,
  options: CompareOptions,
): Promise<HeldRows> {
  const span = { from: 0, until: model.clock.steps };
  const holds = [...model.policies[slot]!.options.map((_, option) => [{ policy: slot, option, ...span }]), []];
  const total = options.runs * holds.length;
  let played = 0;
  const rows: PlayedRow[] = [];
  const stopped = () => options.stopped?.() ?? false;
  for (const held of holds) {
    if (stopped()) break;
    const row = await playRow({ model, measures, holds: held }, executor, {
      seed: options.seed,
      runs: options.runs,
      onBlock: (block) => {
        played += block.count;
        options.onProgress?.(played, total);
        return stopped();
      },
    });
    rows.push(row);
  }
  const all = rows.length === holds.length;
  const reached = Math.min(...rows.map((row) => row.played));
  return { rows, whole: all ? wholeRuns(rows) : [], reached: all ? reached : 0, all, stopped: stopped() };
}

/** Plays the rows of one policy's comparisons and makes their tables; none where it was stopped before the last row. */
export async function compareOptions(
  model: CheckedModel,
  questions: readonly Comparison[],
  executor: Executor,
  options: CompareOptions,
): Promise<Compared> {
  const measures = questions.map((q) => ({ of: q.measure, step: q.step }));
  const { rows, whole, reached, stopped } = await playHeld(model, questions[0]!.policy, measures, executor, options);
  return {
    answers: whole.length === 0 ? [] : questions.map((q, k) => comparisonAnswer(model, q, k, rows, whole)),
    runs: reached,
    failed: reached === 0 ? 0 : reached - whole.length,
    faults: rows.flatMap((row) => row.faults),
    stopped,
  };
}
