// `standoff game`: the finite game that a model implies, or that a file holds, solved and said.
// The target is taken by the first opener that knows its kind: played models here; files of games have openers of their own.

import type { Command } from "commander";
import { addForm, FORM_RUNS } from "../form-settings.ts";
import type { AddVerb, Io } from "../io.ts";
import { addDepartures, addLuck, addVoice } from "../settings.ts";
import { type GameSettings, gameOfModel } from "./game/play-game.ts";

/** Undefined where the target is none of its kind. */
type GameOpener = (io: Io, named: string, settings: GameSettings) => Promise<void> | undefined;

const OPENERS: readonly GameOpener[] = [gameOfModel];

const addQuestions = (command: Command) =>
  command
    .option("--equilibria", "equilibria in which somebody mixes, too", false)
    .option("--qre", "the logit quantal response path, and the precision that fits play", false)
    .option("-o, --output <file>", "write a file: .json .md .html, .csv or .nfg (payoffs), .svg (two players)");

export const addGame: AddVerb = (program, io) => {
  const command = program
    .command("game")
    .description("the game of commitments that a model implies: payoffs, dominance, equilibria and how sure they are")
    .argument("[target]", "the folder of a model", ".")
    .addHelpText("before", "  $ standoff game models/two-states --actors CHN,PRK --equilibria --qre\n");
  addVoice(addLuck(addDepartures(addQuestions(addForm(command))), FORM_RUNS)).action(
    async (target: string, settings: GameSettings) => {
      for (const opener of OPENERS) {
        const opened = opener(io, target, settings);
        if (opened) return opened;
      }
    },
  );
};
