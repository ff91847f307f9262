// What a claim's truth does to answers, from one ensemble: the answer where it is true less the answer where it is false.
// In: a model, questions, and claims or origins by name (an origin is true where it is reliable). Out: a split for each pair; of a question about options, the option that the claim moves most.

import { type Split, splitByTruth } from "../../analysis/sensitivity/split-by-truth.ts";
import { type GatherOptions, gather, type Outcome, outcomeOf } from "../../ensemble/gather.ts";
import type { Executor } from "../../ensemble/jobs.ts";
import type { CheckedModel, Question } from "../../language/checked-model.ts";
import type { EffectSaid } from "../../present/say-effect.ts";

/** What a claim, or an origin, does to a question's answer. */
export type Effect = EffectSaid & { claim: string; question: string };

export type Effects = { seed: number; runs: number; failed: number; effects: Effect[] };

function outcomesOf(model: CheckedModel, question: Question): { outcome: Outcome; of?: string }[] {
  if (question.kind === "comparison")
    return [{ outcome: outcomeOf(question, 0), of: `${question.written} as it plays out` }];
  if (question.kind !== "options") return [{ outcome: outcomeOf(question, 0) }];
  return model.policies[question.policy]!.options.map((o, k) => ({ outcome: outcomeOf(question, k), of: o.id }));
}

const sizeOf = (split: Split) => (split.kind === "split" ? Math.abs(split.difference) : -1);

/** Plays once; undefined where no future could be played whole, or where it was stopped. */
export async function claimEffects(
  model: CheckedModel,
  questions: readonly Question[],
  claims: readonly string[],
  executor: Executor,
  options: GatherOptions,
): Promise<Effects | undefined> {
  const asked = questions.flatMap((question) => outcomesOf(model, question).map((o) => ({ ...o, question })));
  const outcomes = asked.map((a) => a.outcome);
  const g = await gather(model, outcomes, executor, options);
  if (g.runs === 0) return undefined;
  const effects = claims.flatMap((claim) => {
    const constant = model.constants.findIndex((c) => c.id === claim && (c.kind === "claim" || c.kind === "origin"));
    if (constant < 0) return [];
    const all = asked.map(({ question, of, outcome }, k): Effect => {
      const split = splitByTruth(g.constants[constant]!, g.answers[k]!);
      return { claim, question: question.id, ...(of && { of }), share: outcome.kind !== "quantity", split };
    });
    return questions.map(
      (q) => all.filter((e) => e.question === q.id).sort((a, b) => sizeOf(b.split) - sizeOf(a.split))[0]!,
    );
  });
  return { seed: g.seed, runs: g.runs, failed: g.failed, effects };
}
