// Why an answer is as it is: the reasons of the one who chooses, in value terms, and what carries the answer. The numbers are those of
// `standoff explain` with the same runs and seed.

import { dateOfStep, stepOfDate } from "../../../base/dates.ts";
import { type Gathered, gather, outcomeOf } from "../../../ensemble/gather.ts";
import type { Player } from "../../../ensemble/jobs.ts";
import type { CheckedModel, Question } from "../../../language/checked-model.ts";
import { walk } from "../../../language/expression.ts";
import { decisionReason, optionScores, reviewAt } from "../../../lenses/sensitivity/explain-decision.ts";
import { whatCarries } from "../../../lenses/sensitivity/what-carries.ts";
import type { Explained } from "../../../report/explain-report.ts";
import { nameInWords } from "../../../report/figures.ts";
import type { Request } from "./protocol.ts";

type Asked = Extract<Request, { kind: "because" }>;

const stepOf = (model: CheckedModel, q: Question) => (q.kind === "event" ? q.by : (q.step ?? model.clock.steps - 1));

/** The question, or a policy of the model as a question; as of another date where one is named. */
function questionOf(model: CheckedModel, asked: Asked): Question | undefined {
  const slot = asked.policy === undefined ? -1 : model.policies.findIndex((p) => p.id === asked.policy);
  const own = model.questions.find((q) => q.id === asked.question);
  const isOwn = own && (own.kind === "options" || own.kind === "comparison") && own.policy === slot;
  const at = asked.date === undefined ? undefined : stepOfDate(model.clock, asked.date);
  if (slot < 0 || (isOwn && at === undefined)) return own;
  const { id, because, at: place } = model.policies[slot]!;
  const step = Math.min(at ?? (own ? stepOf(model, own) : model.clock.steps - 1), model.clock.steps - 1);
  return { id, ask: id, kind: "options", policy: slot, step, at: place, because };
}

function leading(model: CheckedModel, g: Gathered, policy: number, step: number): number {
  const counts = model.policies[policy]!.options.map(() => 0);
  for (const option of g.choices[policy]![step]!) counts[option]!++;
  return counts.indexOf(Math.max(...counts));
}

function subjectOf(model: CheckedModel, question: Question, option: number): string {
  const date = dateOfStep(model.clock, stepOf(model, question));
  if (question.kind === "options") {
    const { id, options } = model.policies[question.policy]!;
    return `${id} is ${nameInWords(options[option]!.id)} in ${date}`;
  }
  return question.kind === "event" ? `${question.ask} By ${date}` : question.written;
}

function policiesNamed(question: Question): number[] {
  if (question.kind === "options" || question.kind === "comparison") return [question.policy];
  const named: number[] = [];
  walk(question.kind === "event" ? question.when : question.of, (part) => {
    if (part.kind === "option") named.push(part.policy);
  });
  return named;
}

export async function becauseOf(
  model: CheckedModel,
  asked: Asked,
  player: Player,
  stopped: () => boolean,
): Promise<Explained | undefined> {
  const question = questionOf(model, asked);
  if (!question) return undefined;
  const policy = question.kind === "options" || question.kind === "comparison" ? question.policy : undefined;
  const explained = policy !== undefined && model.policies[policy]!.review > 0 ? [policy] : [];
  const { seed, runs } = asked;
  const g = await gather(model, outcomeOf(question, 0), player, { seed, runs, explained, stopped });
  if (g.runs === 0 || g.stopped) return undefined;
  const step = stepOf(model, question);
  const wanted = policy === undefined ? -1 : model.policies[policy]!.options.findIndex((o) => o.id === asked.choice);
  const option = policy === undefined ? 0 : wanted >= 0 ? wanted : leading(model, g, policy, step);
  const answered =
    question.kind === "options"
      ? { ...g, answer: Float64Array.from(g.choices[question.policy]![step]!, (c) => (c === option ? 1 : 0)) }
      : g;
  const [scores] = g.explained;
  const review = scores ? reviewAt(scores, step) : -1;
  const options = scores && review >= 0 ? optionScores(model, scores, review, g.runs) : [];
  const others = options.map((_, k) => k).filter((k) => k !== option && options[k]!.open > 0);
  const ranked = others.toSorted((a, b) => options[b]!.chance - options[a]!.chance);
  const reasons = ranked.flatMap((against) =>
    scores && review >= 0 ? (decisionReason(model, scores, review, { option, against }, g.runs) ?? []) : [],
  );
  return {
    subject: subjectOf(model, question, option),
    share: question.kind === "options" || question.kind === "event",
    runs: g.runs,
    mean: answered.answer.reduce((s, y) => s + y, 0) / g.runs,
    carried: whatCarries(model, answered, step, policiesNamed(question)),
    reasons,
    scores: options,
  };
}
