// A comparison: each option of a policy held for the whole clock, under the same luck, beside play as it is (a decision table:
// measure, paired difference, how often best, regret). Comparisons of one policy share their futures, whatever they measure.

import { dateOfStep } from "../base/dates.ts";
import type { CheckedModel, Question } from "../language/checked-model.ts";
import type { Fault } from "../meaning/fault.ts";
import type { ComparisonAnswer, ComparisonRow } from "./answers.ts";
import type { Player } from "./jobs.ts";
import { bestAndRegret, differenceOf, type PlayedRow, playRow, wholeRuns } from "./paired.ts";

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

function answerOf(
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
  const ranks = bestAndRegret(held, whole);
  const table = held.map((row, option): ComparisonRow => {
    const { id, label } = policy.options[option]!;
    return { hold: id, label, ...differenceOf(row, baseline, whole), ...ranks[option]! };
  });
  const asItIs = { ...differenceOf(free, baseline, whole), best: 0, regret: Number.NaN };
  return {
    kind: "comparison",
    question: question.id,
    policy: policy.id,
    baseline: policy.options[question.baseline]!.id,
    measure: question.written,
    when: question.step === undefined ? "mean over the clock" : dateOfStep(model.clock, question.step),
    runs: whole.length,
    rows: [...table, { hold: "free", label: "as it is", ...asItIs }],
  };
}

/** Plays the rows of one policy's comparisons and makes their tables; none where it was stopped before the last row. */
export async function compareOptions(
  model: CheckedModel,
  questions: readonly Comparison[],
  player: Player,
  options: CompareOptions,
): Promise<Compared> {
  const slot = questions[0]!.policy;
  const measures = questions.map((q) => ({ of: q.measure, step: q.step }));
  const span = { from: 0, until: model.clock.steps };
  const holds = [...model.policies[slot]!.options.map((_, option) => [{ policy: slot, option, ...span }]), []];
  const total = options.runs * holds.length;
  let played = 0;
  const rows: PlayedRow[] = [];
  const stopped = () => options.stopped?.() ?? false;
  for (const held of holds) {
    if (stopped()) break;
    const row = await playRow({ model, measures, holds: held }, player, {
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
  const whole = rows.length === holds.length ? wholeRuns(rows) : [];
  const reached = Math.min(...rows.map((row) => row.played));
  return {
    answers: whole.length === 0 ? [] : questions.map((q, k) => answerOf(model, q, k, rows, whole)),
    runs: rows.length === holds.length ? reached : 0,
    failed: rows.length === holds.length ? reached - whole.length : 0,
    faults: rows.flatMap((row) => row.faults),
    stopped: stopped(),
  };
}
