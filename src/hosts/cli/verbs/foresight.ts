// `standoff foresight`: one actor's horizon raised, its level changed or its beliefs corrected, under the same luck.

import { foresightForms } from "../../../present/explain/foresight-report.ts";
import { HORIZONS_TRIED, LEVELS_TRIED, RUNS } from "../../../tasks/defaults.ts";
import { foresight } from "../../../tasks/foresight.ts";
import type { AddVerb, Io } from "../io.ts";
import { openSource } from "../open-model.ts";
import { give, mayWrite, type OutputSettings } from "../output.ts";
import { runTask } from "../run-task.ts";
import { addDepartures, addLuck, addOutput, addVoice, type Settings } from "../settings.ts";
import { targetOf } from "../targets.ts";

type ForesightSettings = Settings &
  OutputSettings & { steps: number[]; levels: number[]; correctBeliefs: boolean; measure: string[] };

const numbers = (text: string) => text.split(",").map((n) => Number(n.trim()));

async function run(io: Io, words: readonly string[], settings: ForesightSettings): Promise<void> {
  if (!mayWrite(io, settings.output)) return;
  const { named, names } = targetOf(words);
  const source = openSource(named, io);
  const found = source && (await runTask(io, settings, foresight, { source, ...settings, actor: names[0] }));
  if (found) give(io, settings, foresightForms(found.model, found.compared, found.tried));
}

export const addForesight: AddVerb = (program, io) => {
  const command = program
    .command("foresight")
    .description(
      "Raises an actor's horizon, or corrects its beliefs, under the same luck: is it sight, belief or values?",
    )
    .usage("[folder] [actor] [options]")
    .argument("[words...]", "the folder of a model, then an actor")
    .addHelpText("before", "  $ standoff foresight models/six-party CHN --steps 6,24,60 --levels 1,2\n");
  addOutput(addVoice(addLuck(addDepartures(command), RUNS.foresight)))
    .option("--steps <list>", `horizons to try (${HORIZONS_TRIED.join(",")})`, numbers, HORIZONS_TRIED)
    .option("--levels <list>", "1: others as they are now; 2: it counts on their replies", numbers, LEVELS_TRIED)
    .option("--correct-beliefs", "also: what it believes is put right", false)
    .option(
      "--measure <formula>",
      "another measure beside its utility (may be repeated)",
      (text, all: string[]) => [...all, text],
      [],
    )
    .action((words: string[], settings: ForesightSettings) => run(io, words, settings));
};
