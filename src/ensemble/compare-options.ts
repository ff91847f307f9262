// A comparison: each option of a policy held for the whole clock, under the same luck, beside play as it is (a decision table:
// measure, paired difference, how often best, regret). Regret is the mean shortfall against the best held option of each run (Savage 1951).

import { dateOfStep } from "../base/dates.ts";
import type { CheckedModel, Question } from "../language/checked-model.ts";
import type { ComparisonAnswer, ComparisonRow } from "./answers.ts";
import type { AskOptions } from "./ask.ts";
import type { Player } from "./jobs.ts";
import { differenceOf, type PlayedRow, playRow, wholeRuns } from "./paired.ts";

type Comparison = Extract<Question, { kind: "comparison" }>;

/** How often each held row is the best of a run (ties shared), and its mean shortfall. */
export function bestAndRegret(
  held: readonly PlayedRow[],
  whole: readonly number[],
): { best: number; regret: number }[] {
  const wins = held.map(() => 0);
  const short = held.map(() => 0);
  for (const i of whole) {
    let most = Number.NEGATIVE_INFINITY;
    for (const row of held) most = Math.max(most, row.values[i]!);
    const tied = held.filter((row) => row.values[i] === most).length;
    held.forEach((row, k) => {
      if (row.values[i] === most) wins[k]! += 1 / tied;
      short[k]! += most - row.values[i]!;
    });
  }
  return held.map((_, k) => ({ best: wins[k]! / whole.length, regret: short[k]! / whole.length }));
}

/** Plays the rows of a comparison and makes the table. */
export async function compareOptions(
  model: CheckedModel,
  question: Comparison,
  player: Player,
  options: AskOptions,
): Promise<{ answer: ComparisonAnswer; stopped: boolean }> {
  const policy = model.policies[question.policy]!;
  const runs = Math.min(options.runs, options.comparisonRuns ?? options.runs);
  const total = runs * (policy.options.length + 1);
  let played = 0;
  let stopped = false;
  const play = (holds: Parameters<typeof playRow>[0]["holds"]) =>
    playRow({ model, measure: question.measure, holds }, player, {
      seed: options.seed,
      runs,
      step: question.step,
      onBlock: (block) => {
        played += block.count;
        options.onProgress?.(played, total);
        stopped ||= options.stopped?.() ?? false;
        return stopped;
      },
    });
  const held: PlayedRow[] = [];
  for (const [option] of policy.options.entries()) {
    held.push(await play([{ policy: question.policy, option, from: 0, until: model.clock.steps }]));
  }
  const free = await play([]);
  const whole = wholeRuns([...held, free]);
  const ranks = bestAndRegret(held, whole);
  const baseline = held[question.baseline]!;
  const rows = held.map((row, k): ComparisonRow => {
    const { id, label } = policy.options[k]!;
    return { hold: id, label, ...differenceOf(row, baseline, whole), ...ranks[k]! };
  });
  rows.push({ hold: "free", label: "as it is", ...differenceOf(free, baseline, whole), best: 0, regret: Number.NaN });
  const answer: ComparisonAnswer = {
    kind: "comparison",
    question: question.id,
    policy: policy.id,
    baseline: policy.options[question.baseline]!.id,
    measure: question.written,
    when: question.step === undefined ? "mean over the clock" : dateOfStep(model.clock, question.step),
    runs: whole.length,
    rows,
  };
  return { answer, stopped };
}
