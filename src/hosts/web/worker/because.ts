// Why an answer is as it is: the reasons of the one who chooses, in value terms, and what carries the answer. The numbers are those of
// `standoff explain` with the same runs and seed.

import {
  type Explained,
  explainAnswer,
  explainDecision,
  stepOf,
} from "../../../analysis/sensitivity/explain-answer.ts";
import { measuresOf } from "../../../analysis/sensitivity/explain-decision.ts";
import { stepOfDate } from "../../../base/dates.ts";
import { playHeld } from "../../../ensemble/compare-options.ts";
import { gather, outcomeOf } from "../../../ensemble/gather.ts";
import type { Executor } from "../../../ensemble/jobs.ts";
import type { CheckedModel, Question } from "../../../language/checked-model.ts";
import { decides } from "../../../language/decides.ts";
import type { Request } from "./protocol.ts";

/** A decision plays each of its options: as few futures for each as its answer rests on. */
const DECISION_RUNS = 1_000;

type Asked = Extract<Request, { kind: "because" }>;

/** The question, or a policy of the model as a question; as of another date where one is named. */
function questionOf(model: CheckedModel, asked: Asked): Question | undefined {
  const slot = asked.policy === undefined ? -1 : model.policies.findIndex((p) => p.id === asked.policy);
  const own = model.questions.find((q) => q.id === asked.question);
  const isOwn = own?.kind === "options" && own.policy === slot;
  const at = asked.date === undefined ? undefined : stepOfDate(model.clock, asked.date);
  if (slot < 0 || (isOwn && at === undefined)) return own;
  const { id, because, at: place } = model.policies[slot]!;
  const step = Math.min(at ?? (own ? stepOf(model, own) : model.clock.steps - 1), model.clock.steps - 1);
  return { id, ask: id, kind: "options", policy: slot, step, at: place, because };
}

export async function becauseOf(
  model: CheckedModel,
  asked: Asked,
  executor: Executor,
  stopped: () => boolean,
): Promise<Explained | undefined> {
  const question = questionOf(model, asked);
  if (!question) return undefined;
  const policy = question.kind === "options" || question.kind === "comparison" ? question.policy : undefined;
  const explained = policy !== undefined && decides(model.policies[policy]!) ? [policy] : [];
  const { seed } = asked;
  const isDecision = question.kind === "comparison";
  const runs = isDecision ? Math.min(DECISION_RUNS, asked.runs) : asked.runs;
  // A decision without a date is taken now
  const reviewAt = isDecision ? (question.step ?? 0) : stepOf(model, question);
  const g = await gather(model, outcomeOf(question, 0), executor, { seed, runs, explained, reviewAt, stopped });
  if (g.runs === 0 || g.stopped) return undefined;
  // Asked of a policy in the Why tab it is a question about options
  if (question.kind === "comparison") {
    const held = await playHeld(model, question.policy, measuresOf(model, question), executor, { seed, runs, stopped });
    return held.all && held.whole.length > 0 ? explainDecision(model, question, g, held) : undefined;
  }
  const choice = policy === undefined ? -1 : model.policies[policy]!.options.findIndex((o) => o.id === asked.choice);
  return explainAnswer(model, question, g, choice < 0 ? {} : { choice });
}
