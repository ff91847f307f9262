// Baselines for a model's questions about policies: what climatology and persistence say, from the record up to a date.
// In: a plan, questions, the last step read. Out: probabilities of the options. Questions of other kinds have no series of their own
// in the record, so nothing but uniform stands beside them.

import type { Question } from "../../language/checked-model.ts";
import { baselinesFor } from "./baselines.ts";
import type { WatchPlan } from "./plan.ts";
import { targetsOf } from "./targets.ts";

export type QuestionBaseline = { forecaster: string; question: string; p: { outcome: string; p: number }[] };

export function questionBaselines(plan: WatchPlan, questions: readonly Question[], until: number): QuestionBaseline[] {
  const targets = targetsOf(plan);
  return questions.flatMap((q): QuestionBaseline[] => {
    if (q.kind !== "options") return [];
    const target = targets.find((t) => plan.record.observed[t.observed]!.policy === q.policy);
    const horizon = q.step - until;
    if (!target || horizon < 1) return [];
    const made = baselinesFor(target, until, horizon, 0);
    const { options } = plan.model.policies[q.policy]!;
    return (["climatology", "persistence"] as const).flatMap((forecaster) => {
      const forecast = made[forecaster];
      if (forecast?.kind !== "option") return [];
      return [{ forecaster, question: q.id, p: options.map((o, i) => ({ outcome: o.id, p: forecast.p[i]! })) }];
    });
  });
}
