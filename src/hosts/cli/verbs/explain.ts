// `standoff explain`: why an actor chooses, and what carries an answer, from one ensemble; of a decision, from each option held.

import { InvalidArgumentError } from "commander";
import { explainForms } from "../../../present/explain/explain-forms.ts";
import { RUNS, TOTAL_INPUTS, TOTAL_RUNS } from "../../../tasks/defaults.ts";
import { explain } from "../../../tasks/explain.ts";
import type { AddVerb, Io } from "../io.ts";
import { openSource } from "../open-model.ts";
import { give, mayWrite, type OutputSettings } from "../output.ts";
import { runTask } from "../run-task.ts";
import { addDepartures, addLuck, addOutput, addVoice, type Settings, wholeNumber } from "../settings.ts";
import { targetOf } from "../targets.ts";

type ExplainSettings = Settings &
  OutputSettings & { at?: string; instead?: string; choice?: string; sobol?: number | "all" | true };

async function run(io: Io, words: readonly string[], settings: ExplainSettings): Promise<void> {
  if (!mayWrite(io, settings.output)) return;
  const { named, names } = targetOf(words);
  const source = openSource(named, io);
  if (!source) return;
  const sobol = settings.sobol === true ? TOTAL_INPUTS : settings.sobol;
  const found = await runTask(io, settings, explain, { source, ...settings, question: names[0], sobol });
  if (found) give(io, settings, explainForms(found.model, found.name, found.played, found.explained));
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
  addOutput(addVoice(addLuck(addDepartures(command), RUNS.explain)))
    .option("--at <date>", "as of another date within the clock")
    .option("--choice <option>", "explain this option instead of the one that comes first")
    .option("--instead <option>", "contrast it with this option alone")
    .option(
      "--sobol [numbers]",
      `also total Sobol indices of the leading numbers (${TOTAL_INPUTS}), or of all: ${TOTAL_RUNS} more futures for each`,
      sobolOf,
    )
    .action((words: string[], settings: ExplainSettings) => run(io, words, settings));
};
