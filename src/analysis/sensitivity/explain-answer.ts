// Why an answer is as it is, from runs that were played anyway: the reasons of the one who chooses, in value terms, and what carries the
// answer. In: a question and its gathered futures; for a decision also each option held. Out: plain data for every host.

import { dateOfStep } from "../../base/dates.ts";
import type { Comparison, HeldRows } from "../../ensemble/compare-options.ts";
import { type Gathered, type Outcome, outcomeOf } from "../../ensemble/gather.ts";
import { meanOf } from "../../ensemble/tally.ts";
import type { Better, CheckedModel, Question } from "../../language/checked-model.ts";
import { walk } from "../../language/expression.ts";
import {
  type DecisionReason,
  decisionReason,
  heldParts,
  type OptionScore,
  optionScores,
  type ReasonPart,
  reviewAt,
} from "./explain-decision.ts";
import { type Carried, whatCarries } from "./what-carries.ts";
import { type Lesson, whatToLearn } from "./what-to-learn.ts";

/** What a decision question comes to: one held option against another, and what would be worth knowing before choosing. */
export type ExplainedDecision = {
  measure: string;
  when: string;
  better?: Better | undefined;
  choice: string;
  instead: string;
  difference: number;
  low: number;
  high: number;
  /** Where the measure is an actor's own utility: what `choice` brings over `instead`, by value term; else none. */
  parts: ReasonPart[];
  /** The regret of `choice`: what knowing everything beforehand, luck included, would be worth. */
  regret: number;
  lessons: Lesson[];
};

export type Explained = {
  /** What the answer is a number of: "CHN.korea is patience in 2026-07". */
  subject: string;
  /** A share (shown in points) or a quantity. */
  share: boolean;
  runs: number;
  mean: number;
  carried: Carried;
  reasons: DecisionReason[];
  scores: OptionScore[];
  /** The option that is explained, of a question about options. */
  option?: string | undefined;
  /** Options whose share cannot be told apart from that one's with so many runs. */
  close?: string[] | undefined;
  decision?: ExplainedDecision | undefined;
};

/** The option to explain, and the one to set it against: places in the policy. */
export type Contrast = { choice?: number | undefined; instead?: number | undefined };

const Z95 = 1.959963984540054;
const inWords = (id: string) => id.replaceAll("_", " ");

export const stepOf = (model: CheckedModel, q: Question) =>
  q.kind === "event" ? q.by : (q.step ?? model.clock.steps - 1);

function sharesAt(model: CheckedModel, g: Gathered, policy: number, step: number): number[] {
  const counts = model.policies[policy]!.options.map(() => 0);
  for (const option of g.choices[policy]![step]!) counts[option]!++;
  return counts.map((n) => n / g.runs);
}

/** Options whose share differs from that of `k` by less than the 95 % interval of their difference (multinomial). */
function closeTo(shares: readonly number[], k: number, runs: number): number[] {
  return shares.flatMap((p, other) => {
    const gap = p - shares[k]!;
    const half = Z95 * Math.sqrt(Math.max(0, p + shares[k]! - gap * gap) / runs);
    return other !== k && p > 0 && Math.abs(gap) <= half ? [other] : [];
  });
}

function subjectOf(model: CheckedModel, question: Question, outcome: Outcome): string {
  const date = dateOfStep(model.clock, stepOf(model, question));
  if (outcome.kind === "option") {
    const { id, options } = model.policies[outcome.policy]!;
    return `${id} is ${inWords(options[outcome.option]!.id)} in ${date}`;
  }
  if (question.kind === "event") return `${question.ask} By ${date}`;
  return `${question.kind === "quantity" ? question.written : question.ask} in ${date}`;
}

/** The answers of an ensemble as those of another option: nothing is played again. */
export function answerFor(g: Gathered, outcome: Outcome): Gathered {
  if (outcome.kind !== "option") return g;
  const chosen = g.choices[outcome.policy]![outcome.step]!;
  return { ...g, answer: Float64Array.from(chosen, (c) => (c === outcome.option ? 1 : 0)) };
}

/** Policies that the question names: their options are the answer, not a sign of it. */
function policiesNamed(question: Question): number[] {
  if (question.kind === "options" || question.kind === "comparison") return [question.policy];
  const named: number[] = [];
  walk(question.kind === "event" ? question.when : question.of, (part) => {
    if (part.kind === "option") named.push(part.policy);
  });
  return named;
}

/** Reasons at the review that counts: the option explained against the one asked for, or against every other, likeliest first. */
function reasonsOf(model: CheckedModel, g: Gathered, step: number, chosen: number | undefined, instead?: number) {
  const [scores] = g.explained;
  const review = scores ? reviewAt(scores, step) : -1;
  if (!scores || review < 0) return { scores: [], reasons: [] };
  const options = optionScores(model, scores, review, g.runs);
  const ranked = options
    .map((o, k) => ({ ...o, k }))
    .filter((o) => o.open > 0)
    .toSorted((a, b) => b.chance - a.chance);
  const option = chosen ?? ranked[0]?.k;
  const others = instead === undefined ? ranked.map((o) => o.k).filter((k) => k !== option) : [instead];
  const reasons = others.flatMap((against) =>
    option === undefined ? [] : (decisionReason(model, scores, review, { option, against }, g.runs) ?? []),
  );
  return { scores: options, reasons };
}

/** The explanation of a question's answer; of a comparison it explains the measure under play as it is (see explainDecision). */
export function explainAnswer(
  model: CheckedModel,
  question: Question,
  gathered: Gathered,
  contrast: Contrast = {},
): Explained {
  const step = stepOf(model, question);
  const shares = question.kind === "options" ? sharesAt(model, gathered, question.policy, step) : [];
  const option = question.kind === "options" ? (contrast.choice ?? shares.indexOf(Math.max(...shares))) : 0;
  const outcome = outcomeOf(question, option);
  const g = answerFor(gathered, outcome);
  const chosen = question.kind === "options" ? option : undefined;
  const options = outcome.kind === "option" ? model.policies[outcome.policy]!.options : [];
  return {
    subject: subjectOf(model, question, outcome),
    share: outcome.kind !== "quantity",
    runs: g.runs,
    mean: g.answer.reduce((s, y) => s + y, 0) / g.runs,
    carried: whatCarries(model, g, step, policiesNamed(question)),
    ...reasonsOf(model, g, step, chosen, contrast.instead),
    ...(outcome.kind === "option" && {
      option: options[option]!.id,
      close: closeTo(shares, option, g.runs).map((k) => options[k]!.id),
    }),
  };
}

/** Rows of the ensemble whose run was played whole under every held option. */
function pairedRows(g: Gathered, held: HeldRows): number[] {
  const whole = new Set(held.whole);
  return Array.from(g.run, (_, row) => row).filter((row) => whole.has(g.run[row]!));
}

const pick = (column: Float64Array, rows: readonly number[]) => Float64Array.from(rows, (i) => column[i]!);

/** Which two held options are set against each other: as asked, else the best one and the one the question compares with. */
function pairOf(
  means: readonly number[],
  question: Comparison,
  contrast: Contrast,
): { choice: number; instead: number } {
  const up = question.better === "lower" ? -1 : 1;
  const ranked = means.map((_, k) => k).toSorted((a, b) => up * (means[b]! - means[a]!));
  const choice = contrast.choice ?? ranked.find((k) => k !== contrast.instead)!;
  const instead =
    contrast.instead ?? (choice === question.baseline ? ranked.find((k) => k !== choice)! : question.baseline);
  return { choice, instead };
}

/**
 * The explanation of a decision: what carries the difference that one held option makes against another under the same luck, and what
 * would be worth knowing before choosing. `held`: each option held, then play as it is; `g`: play as it is, of the same runs.
 */
export function explainDecision(
  model: CheckedModel,
  question: Comparison,
  g: Gathered,
  held: HeldRows,
  contrast: Contrast = {},
): Explained {
  const { options } = model.policies[question.policy]!;
  const rows = pairedRows(g, held);
  const run = Uint32Array.from(rows, (i) => g.run[i]!);
  const values = options.map((_, k) => Float64Array.from(run, (r) => held.rows[k]!.values[0]![r]!));
  const { choice, instead } = pairOf(
    values.map((column) => meanOf(column).mean),
    question,
    contrast,
  );
  const answer = values[choice]!.map((x, i) => x - values[instead]![i]!);
  const constants = g.constants.map((column) => pick(column, rows));
  const paired: Gathered = {
    ...g,
    run,
    runs: rows.length,
    answer,
    constants,
    starts: g.starts.map((c) => pick(c, rows)),
    choices: [],
    explained: [],
  };
  const { mean, se } = meanOf(answer);
  const up = question.better === "lower" ? -1 : 1;
  const short = answer.map(
    (_, i) => values.reduce((m, c) => Math.max(m, up * c[i]!), Number.NEGATIVE_INFINITY) - up * values[choice]![i]!,
  );
  const [from, to] = [options[choice]!.id, options[instead]!.id];
  const date = question.step === undefined ? "mean over the clock" : dateOfStep(model.clock, question.step);
  const names = options.map((o) => o.id);
  return {
    subject: `${question.written}, ${inWords(from)} held instead of ${inWords(to)}`,
    share: false,
    runs: rows.length,
    mean,
    carried: whatCarries(model, paired, 0),
    // the decision is taken now, where the question names no date
    ...reasonsOf(model, g, question.step ?? 0, choice, instead),
    decision: {
      measure: question.written,
      when: date,
      better: question.better,
      choice: from,
      instead: to,
      difference: mean,
      low: mean - Z95 * se,
      high: mean + Z95 * se,
      parts: heldParts(model, question, { choice: held.rows[choice]!, instead: held.rows[instead]! }, run),
      regret: meanOf(short).mean,
      lessons: question.better ? whatToLearn(model, constants, { values, run, better: question.better }, names) : [],
    },
  };
}
