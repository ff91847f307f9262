// Why an actor chose: the utility of two options, split exactly into the named terms of its values, as means over all futures in
// which both were open. In: scores kept at each review. Out: parts that sum, in their order, to the difference.

import { type Explained, rowsOf } from "../../engine/interpreter/engine.ts";
import type { Comparison } from "../../ensemble/compare-options.ts";
import type { Measure, PlayedRow } from "../../ensemble/paired.ts";
import { meanOf } from "../../ensemble/tally.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { reviewsVary } from "../../language/decides.ts";
import type { Expression } from "../../language/expression.ts";
import { claimsOfTerm } from "../../language/formulas.ts";

export type ReasonPart = {
  /** The term's name; `change` for the cost of changing course, `taste` for reasons outside the model. */
  term: string;
  id?: string | undefined;
  /** The claims that it rests on: its reasons, and those that its formula or weight reads. */
  because: string[];
  difference: number;
};

export type DecisionReason = {
  policy: string;
  step: number;
  /** Each run's last review up to that step: they differ between runs. */
  upTo?: true | undefined;
  option: string;
  against: string;
  /** Futures in which both options were open at that review. */
  runs: number;
  parts: ReasonPart[];
  /** The sum of the parts, in their order. */
  difference: number;
  /** 95 % interval of the mean difference over these futures. */
  low: number;
  high: number;
};

export type OptionScore = { option: string; open: number; utility: number; chance: number };

/** The last review at or before a step. */
export function reviewAt(scores: Explained, step: number): number {
  return scores.reviews.findLastIndex((s) => s <= step);
}

const Z95 = 1.959963984540054;

/** The terms that a measure is the sum of, where it is an actor's own utility. */
function termsOf(model: CheckedModel, measure: Expression): readonly number[] {
  const derived = measure.kind === "cell" ? model.derived[measure.slot - model.stocks.length] : undefined;
  return model.actors.find(({ id }) => derived?.id === `utility(${id})`)?.terms ?? [];
}

/** What each held option is played for: the question's measure, then the value terms that it sums. */
export function measuresOf(model: CheckedModel, { measure, step }: Comparison): Measure[] {
  const terms = termsOf(model, measure).map((slot): Expression => {
    const { weight, is } = model.terms[slot]!;
    return { kind: "binary", operator: "*", left: { kind: "constant", slot: weight }, right: is };
  });
  return [measure, ...terms].map((of) => ({ of, step }));
}

/**
 * What one held option brings over another, by value term: means over the same futures. They sum to the difference of the measure, up
 * to rounding; the cost of changing course is no part of it, since nobody changes. `rows`: of `measuresOf`.
 */
export function heldParts(
  model: CheckedModel,
  { measure }: Comparison,
  rows: { choice: PlayedRow; instead: PlayedRow },
  runs: Uint32Array,
): ReasonPart[] {
  return termsOf(model, measure).map((slot, k) => {
    const { name, id } = model.terms[slot]!;
    const [ours, theirs] = [rows.choice.values[k + 1]!, rows.instead.values[k + 1]!];
    let sum = 0;
    for (const run of runs) sum += ours[run]! - theirs[run]!;
    return { term: name, id, because: claimsOfTerm(model, slot), difference: sum / runs.length };
  });
}

const at = (scores: Explained, review: number, row: number, runs: number) => (review * scores.rows + row) * runs;

/** Mean utility and chance of each option over the futures in which it was open. */
export function optionScores(model: CheckedModel, scores: Explained, review: number, runs: number): OptionScore[] {
  const { width, terms } = rowsOf(model, scores.policy);
  return model.policies[scores.policy]!.options.map(({ id }, option) => {
    const utility = at(scores, review, option * width + terms + 1, runs);
    const chance = at(scores, review, option * width + terms + 2, runs);
    let [n, sum, chances] = [0, 0, 0];
    for (let i = 0; i < runs; i++) {
      const u = scores.values[utility + i]!;
      if (Number.isNaN(u)) continue;
      n++;
      sum += u;
      chances += scores.values[chance + i]!;
    }
    return { option: id, open: n / runs, utility: sum / n, chance: chances / runs };
  });
}

/** One option over another at a review, in value terms. Undefined where they were never open together. */
export function decisionReason(
  model: CheckedModel,
  scores: Explained,
  review: number,
  pair: { option: number; against: number },
  runs: number,
): DecisionReason | undefined {
  const policy = model.policies[scores.policy]!;
  const actor = model.actors[policy.owner]!;
  const { width, terms } = rowsOf(model, scores.policy);
  const row = (option: number, offset: number) => at(scores, review, option * width + offset, runs);
  const both: number[] = [];
  for (let i = 0; i < runs; i++) {
    const open = [pair.option, pair.against].every((o) => !Number.isNaN(scores.values[row(o, terms + 1) + i]!));
    if (open) both.push(i);
  }
  if (both.length === 0) return undefined;
  const gap = (offset: number) => {
    let sum = 0;
    for (const i of both)
      sum += scores.values[row(pair.option, offset) + i]! - scores.values[row(pair.against, offset) + i]!;
    return sum / both.length;
  };
  const parts: ReasonPart[] = actor.terms.map((term, k) => {
    const { id, name } = model.terms[term]!;
    return { term: name, id, because: claimsOfTerm(model, term), difference: gap(k) };
  });
  parts.push({ term: "change", because: [], difference: gap(terms) });
  if (policy.taste) parts.push({ term: "taste", because: [], difference: gap(terms + 3) });
  const difference = parts.reduce((sum, part) => sum + part.difference, 0);
  const whole = Float64Array.from(both, (i) => {
    const utility = (option: number) => scores.values[row(option, terms + 1) + i]!;
    return utility(pair.option) - utility(pair.against);
  });
  const half = both.length > 1 ? Z95 * meanOf(whole).se : Number.POSITIVE_INFINITY;
  return {
    policy: policy.id,
    step: scores.reviews[review]!,
    ...(reviewsVary(model, policy) && { upTo: true }),
    option: policy.options[pair.option]!.id,
    against: policy.options[pair.against]!.id,
    runs: both.length,
    parts,
    difference,
    low: difference - half,
    high: difference + half,
  };
}
