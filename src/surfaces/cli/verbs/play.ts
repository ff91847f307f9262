// `standoff play`: futures one by one. With --run, one future as a chronicle.

import { chronicleOf } from "../../../report/chronicle.ts";
import { sayChronicle } from "../../../report/say-chronicle.ts";
import { type AddVerb, EXIT } from "../io.ts";
import { openModel } from "../open-model.ts";
import { addDepartures, addLuck, addVoice, departuresOf, type Settings, wholeNumber } from "../settings.ts";

type PlaySettings = Settings & { run?: number };

export const addPlay: AddVerb = (program, io) => {
  const command = program
    .command("play")
    .description("play futures; one of them as a chronicle")
    .argument("[folder]", "a model", ".");
  addVoice(addLuck(addDepartures(command), 1000))
    .option("--run <n>", "tell this one future", wholeNumber(0, 4294967295))
    .action((named: string, settings: PlaySettings) => {
      const opened = openModel(named, departuresOf(settings), io);
      if (!opened) return;
      const { model } = opened;
      const chronicle = chronicleOf(model, settings.seed, settings.run ?? 0);
      io.out(settings.json ? `${JSON.stringify(chronicle)}\n` : `${sayChronicle(model, chronicle).join("\n")}\n`);
      if (chronicle.fault) io.code = EXIT.refused;
    });
};
