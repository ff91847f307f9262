// `standoff ask`: plays the ensemble and answers the model's questions, or those named.

import type { Asked } from "../../../ensemble/ask.ts";
import { askForms } from "../../../present/answers/ask-forms.ts";
import { ask } from "../../../tasks/ask.ts";
import { RUNS } from "../../../tasks/defaults.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openSource } from "../open-model.ts";
import { give, mayWrite, type OutputSettings } from "../output.ts";
import { requireOf } from "../require.ts";
import { runTask } from "../run-task.ts";
import { addDepartures, addLuck, addOutput, addVoice, addWithin, type Settings, wholeNumber } from "../settings.ts";
import { targetOf } from "../targets.ts";

type AskSettings = Settings & OutputSettings & { require: string[]; comparisonRuns?: number };

function checkRequired(io: Io, texts: readonly string[], asked: Asked): void {
  for (const text of texts) {
    const required = requireOf(text, asked.answers);
    io.err(`${"wrong" in required ? "standoff: " : ""}${required.says}\n`);
    if ("wrong" in required) io.code = EXIT.usage;
    else if (!required.holds && io.code === EXIT.done) io.code = EXIT.wrong;
  }
}

async function askModel(io: Io, words: readonly string[], settings: AskSettings): Promise<void> {
  if (!mayWrite(io, settings.output)) return;
  const { named, names } = targetOf(words);
  const source = openSource(named, io);
  if (!source) return;
  const found = await runTask(io, settings, ask, { source, ...settings, questions: names });
  if (!found) return;
  give(io, settings, askForms(found.model, found.asked, settings.verbose || settings.output !== undefined));
  checkRequired(io, settings.require, found.asked);
}

export const addAsk: AddVerb = (program, io) => {
  const command = program
    .command("ask")
    .description("Answers the questions of a model: all of them, or those named by id.")
    .usage("[folder] [question...] [options]")
    .argument("[words...]", "the folder of a model, then ids of questions")
    .addHelpText("before", "  $ standoff ask models/six-party china domino\n");
  addOutput(addVoice(addWithin(addLuck(addDepartures(command), RUNS.ask))))
    .option(
      "--comparison-runs <n>",
      `futures for each row of a comparison (${RUNS.comparison}, at most --runs)`,
      wholeNumber(1, 10_000_000),
    )
    .option(
      "--require <condition>",
      "exit 1 unless it holds: 'patience > 0.5'",
      (text, all: string[]) => [...all, text],
      [],
    )
    .action((words: string[], settings: AskSettings) => askModel(io, words, settings));
};
