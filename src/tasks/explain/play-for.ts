// What an explanation rests on: the ensemble as it is with the scores of the one who chooses, and of a decision each option held.
// The answer comes from the same futures.

import {
  type Contrast,
  type Explained,
  explainAnswer,
  explainDecision,
  stepOf,
} from "../../analysis/sensitivity/explain-answer.ts";
import { measuresOf } from "../../analysis/sensitivity/explain-decision.ts";
import type { Answer } from "../../ensemble/answers.ts";
import { comparisonAnswer, type HeldRows, playHeld } from "../../ensemble/compare-options.ts";
import { type Gathered, gather, outcomeOf } from "../../ensemble/gather.ts";
import { type Tally, tallyEvent, tallyOptions, tallyQuantity } from "../../ensemble/tally.ts";
import type { CheckedModel, Question } from "../../language/checked-model.ts";
import { decides } from "../../language/decides.ts";
import { RUNS } from "../defaults.ts";
import type { Work } from "../task.ts";
import { policyOf } from "./asked.ts";

export type Played = { g: Gathered; held?: HeldRows | undefined; answer?: Answer | undefined };

/** The answer's own tally; `gather` keeps policies by slot and the question's series first. */
function tallyOf(model: CheckedModel, question: Exclude<Question, { kind: "comparison" }>): Tally {
  if (question.kind === "options") return tallyOptions(model, question, question.policy);
  return question.kind === "event" ? tallyEvent(model, question, 0) : tallyQuantity(model, question, 0);
}

/** The review that is explained: a decision without a date is taken now. */
const reviewStep = (model: CheckedModel, question: Question) =>
  question.kind === "comparison" ? (question.step ?? 0) : stepOf(model, question);

export async function playFor(
  model: CheckedModel,
  question: Question,
  { executor, signal, progress }: Work,
  { seed, runs }: { seed: number; runs?: number | undefined },
): Promise<Played> {
  const policy = policyOf(question);
  const explained = policy !== undefined && decides(model.policies[policy]!) ? [policy] : [];
  const isDecision = question.kind === "comparison";
  const tally = isDecision ? undefined : tallyOf(model, question);
  const wanted = runs ?? (isDecision ? RUNS.decision : RUNS.explain);
  const options = { seed, runs: wanted, onProgress: progress, stopped: () => signal.aborted };
  const g = await gather(model, outcomeOf(question, 0), executor, {
    ...options,
    explained,
    reviewAt: reviewStep(model, question),
    onBlock: tally?.add,
  });
  if (!isDecision || g.stopped) return { g, answer: g.runs > 0 ? tally?.answer() : undefined };
  const held = await playHeld(model, question.policy, measuresOf(model, question), executor, options);
  const answer = held.whole.length > 0 ? comparisonAnswer(model, question, 0, held.rows, held.whole) : undefined;
  return { g, held, answer };
}

/** The explanation; undefined where no future was played whole, or a decision was stopped before its last row. */
export function explainPlayed(
  model: CheckedModel,
  question: Question,
  { g, held }: Played,
  contrast: Contrast = {},
): Explained | undefined {
  if (g.runs === 0) return undefined;
  if (question.kind !== "comparison") return explainAnswer(model, question, g, contrast);
  return held?.all && held.whole.length > 0 ? explainDecision(model, question, g, held, contrast) : undefined;
}
