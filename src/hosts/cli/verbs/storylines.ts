// `standoff storylines`: the played futures in three to six kinds, each with its share, its rule and the future that stands for it.

import { storylinesForms } from "../../../present/futures/storylines-report.ts";
import { RUNS } from "../../../tasks/defaults.ts";
import { storylines } from "../../../tasks/storylines.ts";
import type { AddVerb, Io } from "../io.ts";
import { openSource } from "../open-model.ts";
import { give, mayWrite, type OutputSettings } from "../output.ts";
import { runTask } from "../run-task.ts";
import { addDepartures, addLuck, addOutput, addVoice, type Settings } from "../settings.ts";
import { targetOf } from "../targets.ts";

async function run(io: Io, words: readonly string[], settings: Settings & OutputSettings): Promise<void> {
  if (!mayWrite(io, settings.output)) return;
  const { named, names } = targetOf(words);
  const source = openSource(named, io);
  const found = source && (await runTask(io, settings, storylines, { source, ...settings, questions: names }));
  if (found) give(io, settings, storylinesForms(found.model, found.told, named));
}

export const addStorylines: AddVerb = (program, io) => {
  const command = program
    .command("storylines")
    .description("Tells the played futures as three to six storylines, each with its share, its rule and one future.")
    .usage("[folder] [question...] [options]")
    .argument("[words...]", "the folder of a model, then the questions to tell them by (all)")
    .addHelpText("before", "  $ standoff storylines models/six-party china domino talks_q\n");
  addOutput(addVoice(addLuck(addDepartures(command), RUNS.storylines))).action(
    (words: string[], settings: Settings & OutputSettings) => run(io, words, settings),
  );
};
