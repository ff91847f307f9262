// `standoff compare`: scenarios of a model beside each other, under the same luck.

import { compareForms } from "../../../present/answers/compare-forms.ts";
import { readingsForms } from "../../../present/answers/readings-report.ts";
import { type CompareResult, compare } from "../../../tasks/compare.ts";
import { RUNS } from "../../../tasks/defaults.ts";
import type { AddVerb, Io } from "../io.ts";
import { openSource } from "../open-model.ts";
import { give, mayWrite, type OutputSettings } from "../output.ts";
import { runTask } from "../run-task.ts";
import { addLevers, addLuck, addOutput, addVoice, type Settings } from "../settings.ts";
import { targetOf } from "../targets.ts";

type CompareSettings = Settings &
  OutputSettings & { measure: string[]; at?: string; question?: string; overLenses: boolean };

const formsOf = (found: CompareResult) =>
  found.kind === "scenarios" ? compareForms(found) : readingsForms(found.base, found.decision, found.compared);

async function run(io: Io, words: readonly string[], settings: CompareSettings): Promise<void> {
  if (!mayWrite(io, settings.output)) return;
  const { named, names } = targetOf(words);
  const source = openSource(named, io);
  const found = source && (await runTask(io, settings, compare, { source, ...settings, scenarios: names }));
  if (found) give(io, settings, formsOf(found));
}

export const addCompare: AddVerb = (program, io) => {
  const command = program
    .command("compare")
    .description("Compares scenarios under the same luck; `as-is` is the model without a scenario.")
    .usage("[folder] [scenario...] [options]")
    .argument("[words...]", "the folder of a model, then scenarios; the first is what the others are compared with")
    .addHelpText(
      "before",
      "  $ standoff compare models/six-party as-is far_sighted coercion --measure 'utility(CHN)'\n" +
        "  $ standoff compare models/six-party --hold CHN.korea=coerce@2026-01\n" +
        "  $ standoff compare models/six-party --question cost_to --over-lenses\n",
    );
  addOutput(addVoice(addLuck(addLevers(command), RUNS.compare)))
    .option(
      "--measure <formula>",
      "what to compare by: 'utility(CHN)' (may be repeated)",
      (text, all: string[]) => [...all, text],
      [],
    )
    .option("--question <id>", "the decision table of one of the model's comparisons under each scenario, side by side")
    .option("--over-lenses", "under each of the model's lenses", false)
    .option("--at <date>", "its value at this date, not its mean over the clock")
    .action((words: string[], settings: CompareSettings) => run(io, words, settings));
};
