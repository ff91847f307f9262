// Comparisons as of a date: each option of a policy held from there to the end of the clock, under the same luck, beside play as it is.
// In: the sets of particles of several filters, comparisons of one model, who plays. Out: decision tables of the same kind as those of an
// ensemble from the start, over what is still to come. Where the filters differ by more than luck among particles, that is the error.

import { dateOfStep } from "../../base/dates.ts";
import type { Segment } from "../../engine/interpreter/engine.ts";
import type { ComparisonAnswer, ComparisonRow } from "../../ensemble/answers.ts";
import { type Comparison, comparisonAnswer } from "../../ensemble/compare-options.ts";
import type { Continuer } from "../../ensemble/jobs.ts";
import { type Measure, type PlayedRow, wholeRuns } from "../../ensemble/paired.ts";
import type { CheckedModel, Hold, Question } from "../../language/checked-model.ts";
import { errorOfMean, type Origin, playAhead, spread } from "./ahead.ts";

/** Futures of each row, over all filters: paired differences need fewer than shares do. */
export const COMPARED = 1_000;
const Z = 1.959963984540054;

/** The comparisons that can still be answered from a step on. */
export const comparisonsOpen = (questions: readonly Question[], step: number) =>
  questions.filter((q): q is Comparison => q.kind === "comparison" && (q.step ?? step) >= step);

/** What a measure comes to in each run of a segment: at its date, or the mean over what is left of the clock. */
function fillValues(row: PlayedRow, measures: readonly Measure[], s: Segment, at: number): void {
  measures.forEach(({ step }, k) => {
    const [from, until] = step === undefined ? [0, s.steps] : [step - s.from, step - s.from + 1];
    for (let i = 0; i < s.count; i++) {
      let sum = 0;
      for (let t = from; t < until; t++) sum += s.series[(k * s.steps + t) * s.count + i]!;
      row.values[k]![at + i] = sum / (until - from);
    }
  });
  row.failed.set(s.failed, at);
}

async function playRow(
  model: CheckedModel,
  measures: readonly Measure[],
  { particleSet, seed }: Origin,
  holds: readonly Hold[],
  executor: Continuer,
): Promise<PlayedRow> {
  const row: PlayedRow = {
    values: measures.map(() => new Float64Array(particleSet.runs)),
    failed: new Uint8Array(particleSet.runs),
    played: particleSet.runs,
    faults: [],
  };
  const recording = { policies: [], series: measures.map((m) => m.of), constants: [], explained: [], finals: [] };
  for (const s of await playAhead(model, recording, particleSet, model.clock.steps, seed, executor, holds)) {
    fillValues(row, measures, s, s.first);
    row.faults.push(...s.faults);
  }
  return row;
}

/** The rows of several filters as those of one. */
function joined(rows: readonly PlayedRow[]): PlayedRow {
  const runs = rows.reduce((sum, row) => sum + row.played, 0);
  const values = rows[0]!.values.map(() => new Float64Array(runs));
  const failed = new Uint8Array(runs);
  let at = 0;
  for (const row of rows) {
    for (const [k, column] of row.values.entries()) values[k]!.set(column, at);
    failed.set(row.failed, at);
    at += row.played;
  }
  return { values, failed, played: runs, faults: rows.flatMap((row) => row.faults) };
}

type Interval = { difference: number; low: number; high: number };

function widerInterval(interval: Interval, own: readonly number[]): Interval {
  const half = Math.max((interval.high - interval.low) / 2, Z * errorOfMean(own) || 0);
  return { difference: interval.difference, low: interval.difference - half, high: interval.difference + half };
}

/** Errors as the filters differ, where that is more than the runs of one show. */
function widened(answer: ComparisonAnswer, own: readonly ComparisonAnswer[]): ComparisonAnswer {
  const best = answer.rows.findIndex((row) => row.fromBest?.difference === 0);
  const rows = answer.rows.map((row, k): ComparisonRow => {
    const means = own.map((a) => a.rows[k]!.mean);
    const toBest = own.map((a, f) => means[f]! - a.rows[best]!.mean);
    return {
      ...row,
      se: Math.max(row.se, errorOfMean(means) || 0),
      ...widerInterval(
        row,
        own.map((a) => a.rows[k]!.difference),
      ),
      ...(row.fromBest && { fromBest: widerInterval(row.fromBest, toBest) }),
    };
  });
  return { ...answer, rows };
}

/** The tables of comparisons of one policy, from sets of particles of several filters. */
async function compareAhead(
  model: CheckedModel,
  questions: readonly Comparison[],
  origins: readonly Origin[],
  executor: Continuer,
): Promise<ComparisonAnswer[]> {
  const { policy } = questions[0]!;
  const { step } = origins[0]!.particleSet;
  const measures = questions.map((q) => ({ of: q.measure, step: q.step }));
  const span = { from: step, until: model.clock.steps };
  const holds = [...model.policies[policy]!.options.map((_, option) => [{ policy, option, ...span }]), []];
  const each = Math.ceil(COMPARED / origins.length);
  const own: PlayedRow[][] = [];
  for (const { particleSet, seed } of origins) {
    const from = { particleSet: spread(model, particleSet, Math.min(each, particleSet.runs), seed), seed };
    const rows: PlayedRow[] = [];
    for (const held of holds) rows.push(await playRow(model, measures, from, held, executor));
    own.push(rows);
  }
  const all = holds.map((_, k) => joined(own.map((rows) => rows[k]!)));
  const table = (q: Comparison, k: number, rows: PlayedRow[]) => comparisonAnswer(model, q, k, rows, wholeRuns(rows));
  const when = `mean from ${dateOfStep(model.clock, step)} on`;
  return questions.map((q, k) => {
    const answer = widened(
      table(q, k, all),
      own.map((rows) => table(q, k, rows)),
    );
    return q.step === undefined ? { ...answer, when } : answer;
  });
}

/** Comparisons as of where the sets of particles stand, those of one policy under the same futures. */
export async function comparisonsAhead(
  model: CheckedModel,
  questions: readonly Comparison[],
  origins: readonly Origin[],
  executor: Continuer,
): Promise<ComparisonAnswer[]> {
  const answers: ComparisonAnswer[] = [];
  for (const [, group] of Map.groupBy(questions, (q) => q.policy))
    answers.push(...(await compareAhead(model, group, origins, executor)));
  return answers.filter((answer) => answer.runs > 0);
}
