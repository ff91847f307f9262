// `standoff explain`: why an actor chooses, and what carries an answer, from one ensemble.

import { dateOfStep, stepOfDate } from "../../../base/dates.ts";
import { nearestName } from "../../../base/nearest-name.ts";
import { withFreshDraw } from "../../../ensemble/fresh-draw.ts";
import { type Gathered, gather, type Outcome, outcomeOf } from "../../../ensemble/gather.ts";
import type { CheckedModel, Question } from "../../../language/checked-model.ts";
import { walk } from "../../../language/expression.ts";
import { decisionReason, optionScores, reviewAt } from "../../../lenses/sensitivity/explain-decision.ts";
import { totalOrder } from "../../../lenses/sensitivity/saltelli.ts";
import { whatCarries } from "../../../lenses/sensitivity/what-carries.ts";
import { csvLine } from "../../../report/csv.ts";
import { type Explained, explainReport } from "../../../report/explain-report.ts";
import { nameInWords } from "../../../report/figures.ts";
import { envelope } from "../envelope.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openModel } from "../open-model.ts";
import { give, mayWrite, type OutputSettings, type Result } from "../output.ts";
import { playing } from "../playing.ts";
import { addDepartures, addLuck, addOutput, addVoice, departuresOf, type Settings } from "../settings.ts";
import { targetOf } from "../targets.ts";

type ExplainSettings = Settings & OutputSettings & { at?: string; instead?: string; choice?: string; sobol: boolean };

const RUNS = 10_000;
/** With --sobol: how many inputs get a total index, by as many futures each. */
const TOTAL_INPUTS = 12;
const TOTAL_RUNS = 2_000;

/** What is explained: a question, or a policy as a question about its options. */
type Asked = { name: string; question: Question };

function wrong(io: Io, says: string): undefined {
  io.err(`standoff: ${says}\n`);
  io.code = EXIT.usage;
  return undefined;
}

function askedOf(model: CheckedModel, name: string | undefined, io: Io): Asked | undefined {
  const [first] = model.questions;
  if (name === undefined) {
    return first ? { name: first.id, question: first } : wrong(io, "this model asks nothing: name one of its policies");
  }
  const question = model.questions.find((q) => q.id === name);
  if (question) return { name, question };
  const policy = model.policies.findIndex((p) => p.id === name);
  if (policy < 0) {
    const near = nearestName(
      name,
      [...model.questions, ...model.policies].map((x) => x.id),
    );
    return wrong(io, `this model has no question or policy \`${name}\`${near ? `; did you mean \`${near}\`?` : ""}`);
  }
  const { at, because } = model.policies[policy]!;
  const step = model.clock.steps - 1;
  return { name, question: { id: name, ask: name, kind: "options", policy, step, at, because } };
}

function optionOf(model: CheckedModel, policy: number, name: string, io: Io): number | undefined {
  const ids = model.policies[policy]!.options.map((o) => o.id);
  const slot = ids.indexOf(name);
  if (slot >= 0) return slot;
  const near = nearestName(name, ids);
  return wrong(
    io,
    `\`${model.policies[policy]!.id}\` has no option \`${name}\`${near ? `; did you mean \`${near}\`?` : `: ${ids.join(", ")}`}`,
  );
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

/** The option that most futures have at the step asked for. */
function leadingOption(model: CheckedModel, g: Gathered, policy: number, step: number): number {
  const counts = model.policies[policy]!.options.map(() => 0);
  for (const option of g.choices[policy]![step]!) counts[option]!++;
  return counts.indexOf(Math.max(...counts));
}

const stepOf = (model: CheckedModel, q: Question) => (q.kind === "event" ? q.by : (q.step ?? model.clock.steps - 1));

function subjectOf(model: CheckedModel, question: Question, outcome: Outcome): string {
  const date = dateOfStep(model.clock, stepOf(model, question));
  if (outcome.kind === "option") {
    const { id, options } = model.policies[outcome.policy]!;
    return `${id} is ${nameInWords(options[outcome.option]!.id)} in ${date}`;
  }
  if (question.kind === "event") return `${question.ask} By ${date}`;
  return `${question.kind === "quantity" || question.kind === "comparison" ? question.written : question.ask} in ${date}`;
}

/** The answers of an ensemble as those of another option: nothing is played again. */
function answerFor(g: Gathered, outcome: Outcome): Gathered {
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

type Contrast = { choice?: number | undefined; instead?: number | undefined };

/** The explanation of a question's answer; `option`: the one that it is about. */
export function explainAnswer(
  model: CheckedModel,
  question: Question,
  gathered: Gathered,
  contrast: Contrast = {},
): Explained & { option?: string | undefined } {
  const step = stepOf(model, question);
  const option =
    question.kind === "options" ? (contrast.choice ?? leadingOption(model, gathered, question.policy, step)) : 0;
  const outcome = outcomeOf(question, option);
  const g = answerFor(gathered, outcome);
  const [scores] = gathered.explained;
  const review = scores ? reviewAt(scores, step) : -1;
  const options = scores && review >= 0 ? optionScores(model, scores, review, g.runs) : [];
  const ranked = options
    .map((o, k) => ({ ...o, k }))
    .filter((o) => o.open > 0)
    .toSorted((a, b) => b.chance - a.chance);
  const chosen = question.kind === "options" ? option : ranked[0]?.k;
  const others =
    contrast.instead !== undefined ? [contrast.instead] : ranked.map((o) => o.k).filter((k) => k !== chosen);
  const reasons = others.flatMap((against) =>
    scores && review >= 0 && chosen !== undefined
      ? (decisionReason(model, scores, review, { option: chosen, against }, g.runs) ?? [])
      : [],
  );
  return {
    subject: subjectOf(model, question, outcome),
    share: outcome.kind !== "quantity",
    runs: g.runs,
    mean: g.answer.reduce((s, y) => s + y, 0) / g.runs,
    carried: whatCarries(model, g, step, policiesNamed(question)),
    reasons,
    scores: options,
    ...(outcome.kind === "option" && { option: model.policies[outcome.policy]!.options[outcome.option]!.id }),
  };
}

/** Total indices of the inputs that lead the list: each is drawn anew under the same luck, a further ensemble for each. */
async function addTotals(
  io: Io,
  model: CheckedModel,
  question: Question,
  g: Gathered,
  e: ReturnType<typeof explainAnswer>,
  settings: ExplainSettings,
): Promise<void> {
  const option =
    question.kind === "options" ? model.policies[question.policy]!.options.findIndex((o) => o.id === e.option) : 0;
  const outcome = outcomeOf(question, option);
  const runs = Math.min(TOTAL_RUNS, settings.runs ?? RUNS);
  const before = new Map(Array.from(g.run, (run, i) => [run, answerFor(g, outcome).answer[i]!]));
  await playing(io, settings, async ({ player, progress, stopped }) => {
    for (const [i, input] of e.carried.inputs.slice(0, TOTAL_INPUTS).entries()) {
      const kind = input.kind === "start" ? "start" : "constant";
      const fresh = withFreshDraw(model, { kind, slot: input.slot });
      const swapped = await gather(fresh, outcome, player, { seed: settings.seed, runs, stopped });
      const both = Array.from(swapped.run, (run, k) => [before.get(run), swapped.answer[k]!] as const).filter(
        ([a]) => a !== undefined,
      );
      input.total = totalOrder(
        Float64Array.from(both, ([a]) => a!),
        Float64Array.from(both, ([, y]) => y),
      );
      progress.at((i + 1) * runs, TOTAL_INPUTS * runs);
      if (stopped()) return;
    }
  });
}

function resultOf(model: CheckedModel, name: string, g: Gathered, e: Explained): Result {
  const json = () => ({ ...envelope("explain", model, g), explains: name, ...e });
  const rows = e.carried.claims.map((c) =>
    c.split.kind === "split"
      ? [c.claim, c.split.whenTrue, c.split.whenFalse, c.split.difference, c.split.low, c.split.high, c.split.resolved]
      : [c.claim, "", "", "", "", "", ""],
  );
  return {
    document: () => explainReport(model, e),
    json,
    jsonl: () => [json()],
    csv: () =>
      csvLine(["claim", "true", "false", "difference", "low", "high", "resolved"]) + rows.map(csvLine).join(""),
  };
}

async function explain(io: Io, words: readonly string[], settings: ExplainSettings): Promise<void> {
  if (!mayWrite(io, settings.output)) return;
  const { named, names } = targetOf(words);
  const opened = openModel(named, departuresOf(settings), io);
  const asked = opened && askedOf(opened.model, names[0], io);
  if (!asked) return;
  const { model } = opened;
  const question = dated(model, asked.question, settings.at, io);
  if (!question) return;
  const policy = question.kind === "options" || question.kind === "comparison" ? question.policy : undefined;
  const contrast: Contrast = {};
  for (const key of ["choice", "instead"] as const) {
    const name = settings[key];
    if (name === undefined) continue;
    if (policy === undefined) return void wrong(io, `--${key} needs a question about a policy's options`);
    contrast[key] = optionOf(model, policy, name, io);
    if (contrast[key] === undefined) return;
  }
  const explainable = policy !== undefined && model.policies[policy]!.review > 0 ? [policy] : [];
  const g = await playing(io, settings, ({ player, progress, stopped }) =>
    gather(model, outcomeOf(question, contrast.choice ?? 0), player, {
      seed: settings.seed,
      runs: settings.runs ?? RUNS,
      explained: explainable,
      onProgress: progress.at,
      stopped,
    }),
  );
  if (g.runs === 0) {
    io.err("No answer: no future was played whole.\n");
    io.code = EXIT.refused;
    return;
  }
  const e = explainAnswer(model, question, g, contrast);
  if (settings.sobol) await addTotals(io, model, question, g, e, settings);
  give(io, settings, resultOf(model, asked.name, g, e));
}

export const addExplain: AddVerb = (program, io) => {
  const command = program
    .command("explain")
    .description("Says why an actor chooses, and which claims, numbers and choices carry an answer.")
    .argument("[words...]", "the folder of a model, then a question or policy")
    .addHelpText("before", "  $ standoff explain models/six-party china --instead coerce\n");
  addOutput(addVoice(addLuck(addDepartures(command), RUNS)))
    .option("--at <date>", "as of another date within the clock")
    .option("--choice <option>", "explain this option instead of the one that comes first")
    .option("--instead <option>", "contrast it with this option alone")
    .option(
      "--sobol",
      `also total Sobol indices of the ${TOTAL_INPUTS} leading numbers (${TOTAL_RUNS} more futures each)`,
      false,
    )
    .action((words: string[], settings: ExplainSettings) => explain(io, words, settings));
};
