// What `explain` is asked: a question or a policy of the model, perhaps at another date, perhaps about other options.

import type { Contrast } from "../../analysis/sensitivity/explain-answer.ts";
import { nearestName } from "../../base/nearest-name.ts";
import type { CheckedModel, Question } from "../../language/checked-model.ts";
import { optionName, type Where } from "../../present/words/where.ts";
import { stepWithin } from "../dates.ts";
import { isRefused, type Refusal, refuse } from "../task.ts";

export type Asking = {
  question?: string | undefined;
  /** A date within the clock. */
  at?: string | undefined;
  /** Options: the one that is explained, and the one that it is set against. */
  choice?: string | undefined;
  instead?: string | undefined;
};

/** What is explained: a question, or a policy as a question about its options. */
export type Asked = { name: string; question: Question; contrast: Contrast };

function questionOf(model: CheckedModel, name: string | undefined): Question | Refusal {
  const [first] = model.questions;
  if (name === undefined) return first ?? refuse("usage", "this model asks nothing: name one of its policies");
  const question = model.questions.find((q) => q.id === name);
  if (question) return question;
  const policy = model.policies.findIndex((p) => p.id === name);
  if (policy < 0) {
    const all = [...model.questions, ...model.policies].map((x) => x.id);
    const near = nearestName(name, all);
    const mend = near ? `did you mean \`${near}\`?` : `it has: ${all.join(", ")}`;
    return refuse("usage", `this model has no question or policy \`${name}\`; ${mend}`);
  }
  const { at, because } = model.policies[policy]!;
  const step = model.clock.steps - 1;
  return { id: name, ask: name, kind: "options", policy, step, at, because };
}

function optionOf(model: CheckedModel, policy: number, name: string): number | Refusal {
  const ids = model.policies[policy]!.options.map((o) => o.id);
  const slot = ids.indexOf(name);
  if (slot >= 0) return slot;
  const near = nearestName(name, ids);
  const mend = near ? `; did you mean \`${near}\`?` : `: ${ids.join(", ")}`;
  return refuse("usage", `\`${model.policies[policy]!.id}\` has no option \`${name}\`${mend}`);
}

/** The question as of another date. */
function dated(model: CheckedModel, question: Question, at: string | undefined, where: Where): Question | Refusal {
  const step = stepWithin(model.clock, at, where);
  if (isRefused(step)) return step;
  if (step === undefined) return question;
  return question.kind === "event" ? { ...question, by: step } : { ...question, step };
}

export const policyOf = (q: Question) => (q.kind === "options" || q.kind === "comparison" ? q.policy : undefined);

function contrastOf(model: CheckedModel, question: Question, asked: Asking, where: Where): Contrast | Refusal {
  const policy = policyOf(question);
  const contrast: Contrast = {};
  for (const key of ["choice", "instead"] as const) {
    const name = asked[key];
    if (name === undefined) continue;
    if (policy === undefined)
      return refuse("usage", `${optionName(where, key)} needs a question about a policy's options`);
    const slot = optionOf(model, policy, name);
    if (isRefused(slot)) return slot;
    contrast[key] = slot;
  }
  if (contrast.choice === undefined || contrast.choice !== contrast.instead) return contrast;
  const [choice, instead] = [optionName(where, "choice"), optionName(where, "instead")];
  return refuse("usage", `${choice} and ${instead} name the same option: there is nothing to set against it`);
}

/** What is asked, or why it cannot be. */
export function askedOf(model: CheckedModel, asked: Asking, where: Where): Asked | Refusal {
  const found = questionOf(model, asked.question);
  const question = isRefused(found) ? found : dated(model, found, asked.at, where);
  if (isRefused(question)) return question;
  const contrast = contrastOf(model, question, asked, where);
  return isRefused(contrast) ? contrast : { name: asked.question ?? question.id, question, contrast };
}
