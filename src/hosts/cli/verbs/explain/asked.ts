// What `standoff explain` is asked: a question or a policy of the model, perhaps at another date, perhaps about other options.

import type { Contrast } from "../../../../analysis/sensitivity/explain-answer.ts";
import { dateOfStep, stepOfDate } from "../../../../base/dates.ts";
import { nearestName } from "../../../../base/nearest-name.ts";
import type { CheckedModel, Question } from "../../../../language/checked-model.ts";
import { EXIT, type Io } from "../../io.ts";
import type { OutputSettings } from "../../output.ts";
import type { Settings } from "../../settings.ts";

export type ExplainSettings = Settings &
  OutputSettings & { at?: string; instead?: string; choice?: string; sobol?: number | "all" };

/** What is explained: a question, or a policy as a question about its options. */
export type Asked = { name: string; question: Question; contrast: Contrast };

function wrong(io: Io, says: string): undefined {
  io.err(`standoff: ${says}\n`);
  io.code = EXIT.usage;
  return undefined;
}

function questionOf(model: CheckedModel, name: string | undefined, io: Io): Question | undefined {
  const [first] = model.questions;
  if (name === undefined) return first ?? wrong(io, "this model asks nothing: name one of its policies");
  const question = model.questions.find((q) => q.id === name);
  if (question) return question;
  const policy = model.policies.findIndex((p) => p.id === name);
  if (policy < 0) {
    const all = [...model.questions, ...model.policies].map((x) => x.id);
    const near = nearestName(name, all);
    const mend = near ? `did you mean \`${near}\`?` : `it has: ${all.join(", ")}`;
    return wrong(io, `this model has no question or policy \`${name}\`; ${mend}`);
  }
  const { at, because } = model.policies[policy]!;
  const step = model.clock.steps - 1;
  return { id: name, ask: name, kind: "options", policy, step, at, because };
}

function optionOf(model: CheckedModel, policy: number, name: string, io: Io): number | undefined {
  const ids = model.policies[policy]!.options.map((o) => o.id);
  const slot = ids.indexOf(name);
  if (slot >= 0) return slot;
  const near = nearestName(name, ids);
  const mend = near ? `; did you mean \`${near}\`?` : `: ${ids.join(", ")}`;
  return wrong(io, `\`${model.policies[policy]!.id}\` has no option \`${name}\`${mend}`);
}

/** The question as of another date. */
function dated(model: CheckedModel, question: Question, at: string | undefined, io: Io): Question | undefined {
  if (at === undefined) return question;
  const step = stepOfDate(model.clock, at);
  if (step === undefined || step < 0 || step >= model.clock.steps) {
    const [from, to] = [dateOfStep(model.clock, 0), dateOfStep(model.clock, model.clock.steps - 1)];
    return wrong(io, `--at ${at} is no date within the clock (${from} to ${to})`);
  }
  return question.kind === "event" ? { ...question, by: step } : { ...question, step };
}

export const policyOf = (q: Question) => (q.kind === "options" || q.kind === "comparison" ? q.policy : undefined);

function contrastOf(model: CheckedModel, question: Question, settings: ExplainSettings, io: Io): Contrast | undefined {
  const policy = policyOf(question);
  const contrast: Contrast = {};
  for (const key of ["choice", "instead"] as const) {
    const name = settings[key];
    if (name === undefined) continue;
    if (policy === undefined) return wrong(io, `--${key} needs a question about a policy's options`);
    contrast[key] = optionOf(model, policy, name, io);
    if (contrast[key] === undefined) return undefined;
  }
  if (contrast.choice !== undefined && contrast.choice === contrast.instead)
    return wrong(io, "--choice and --instead name the same option: there is nothing to set against it");
  return contrast;
}

/** What is asked, or undefined after it was said why not. */
export function askedOf(
  model: CheckedModel,
  name: string | undefined,
  settings: ExplainSettings,
  io: Io,
): Asked | undefined {
  const found = questionOf(model, name, io);
  const question = found && dated(model, found, settings.at, io);
  const contrast = question && contrastOf(model, question, settings, io);
  return question && contrast ? { name: name ?? question.id, question, contrast } : undefined;
}
