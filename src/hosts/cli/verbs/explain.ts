// `standoff explain`: why an actor chooses, and what carries an answer, from one ensemble; of a decision, from each option held.

import { InvalidArgumentError } from "commander";
import {
  type Contrast,
  type Explained,
  explainAnswer,
  explainDecision,
  stepOf,
} from "../../../analysis/sensitivity/explain-answer.ts";
import { measuresOf } from "../../../analysis/sensitivity/explain-decision.ts";
import type { Answer } from "../../../ensemble/answers.ts";
import { comparisonAnswer, type HeldRows, playHeld } from "../../../ensemble/compare-options.ts";
import { type Gathered, gather, outcomeOf } from "../../../ensemble/gather.ts";
import { type Tally, tallyEvent, tallyOptions, tallyQuantity } from "../../../ensemble/tally.ts";
import type { CheckedModel, Question } from "../../../language/checked-model.ts";
import { decides } from "../../../language/decides.ts";
import { csvLine } from "../../../present/document/csv.ts";
import { envelope } from "../../../present/document/envelope.ts";
import type { Forms } from "../../../present/document/forms.ts";
import { explainReport } from "../../../present/explain/explain-report.ts";
import { departuresOf } from "../../../tasks/source.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openModel } from "../open-model.ts";
import { give, mayWrite } from "../output.ts";
import { type Playing, playing } from "../playing.ts";
import { addDepartures, addLuck, addOutput, addVoice, wholeNumber } from "../settings.ts";
import { targetOf } from "../targets.ts";
import { askedOf, type ExplainSettings, policyOf } from "./explain/asked.ts";
import { addTotals, TOTAL_INPUTS, TOTAL_RUNS } from "./explain/totals.ts";

const RUNS = 10_000;
/** A decision plays each of its options: fewer futures for each. */
const DECISION_RUNS = 2_000;

/** What an explanation rests on: play as it is, and for a decision each option held; with the answer, from the same futures. */
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
  { executor, progress, stopped }: Playing,
  { seed, runs }: { seed: number; runs?: number | undefined },
): Promise<Played> {
  const policy = policyOf(question);
  const explained = policy !== undefined && decides(model.policies[policy]!) ? [policy] : [];
  const isDecision = question.kind === "comparison";
  const tally = isDecision ? undefined : tallyOf(model, question);
  const wanted = runs ?? (isDecision ? DECISION_RUNS : RUNS);
  const options = { seed, runs: wanted, onProgress: progress.at, stopped };
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

function resultOf(model: CheckedModel, name: string, g: Gathered, e: Explained): Forms {
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
  const model = openModel(named, departuresOf(settings), io)?.model;
  const asked = model && askedOf(model, names[0], settings, io);
  if (!model || !asked) return;
  const { question, contrast } = asked;
  const played = await playing(io, settings, (now) => playFor(model, question, now, settings));
  const e = explainPlayed(model, question, played, contrast);
  if (!e) {
    io.err(
      io.code === EXIT.stopped
        ? "Stopped before there was enough to explain.\n"
        : "No answer: no future was played whole.\n",
    );
    if (io.code !== EXIT.stopped) io.code = EXIT.refused;
    return;
  }
  if (settings.sobol !== undefined) await addTotals(io, model, question, e, settings);
  give(io, settings, resultOf(model, asked.name, played.g, e));
}

function sobolOf(text: string): number | "all" {
  if (text === "all") return "all";
  if (!/^\d+$/.test(text))
    throw new InvalidArgumentError("How many numbers, or `all`; without either, put --sobol at the end.");
  return wholeNumber(1, 10_000)(text);
}

export const addExplain: AddVerb = (program, io) => {
  const command = program
    .command("explain")
    .description("Says why an actor chooses, and which claims, numbers and choices carry an answer.")
    .usage("[folder] [question|policy] [options]")
    .argument("[words...]", "the folder of a model, then a question or policy")
    .addHelpText(
      "before",
      "  $ standoff explain models/six-party china --instead coerce\n  $ standoff explain models/six-party cost --sobol all\n",
    );
  addOutput(addVoice(addLuck(addDepartures(command), RUNS)))
    .option("--at <date>", "as of another date within the clock")
    .option("--choice <option>", "explain this option instead of the one that comes first")
    .option("--instead <option>", "contrast it with this option alone")
    .option(
      "--sobol [numbers]",
      `also total Sobol indices of the leading numbers (${TOTAL_INPUTS}), or of all: ${TOTAL_RUNS} more futures for each`,
      sobolOf,
    )
    .action((words: string[], settings: Omit<ExplainSettings, "sobol"> & { sobol?: number | "all" | true }) => {
      const sobol = settings.sobol === true ? TOTAL_INPUTS : settings.sobol;
      return explain(io, words, { ...settings, ...(sobol !== undefined && { sobol }) } as ExplainSettings);
    });
};
