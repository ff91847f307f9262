// `standoff game`: the finite game that a model implies, or that a file holds, solved and said.
// The target is taken by the first opener that knows its kind: files of games, then played models.

import type { Command } from "commander";
import { addForm, addReadings, addSampling, FORM_RUNS, isMisplaced, OF_MODELS } from "../form-settings.ts";
import type { AddVerb, Io } from "../io.ts";
import { addDepartures, addLuck, addVoice } from "../settings.ts";
import { addFileQuestions } from "./game/file-settings.ts";
import { type GameFileSettings, gameOfFile } from "./game/game-of-file.ts";
import { gameOverLenses } from "./game/over-lenses.ts";
import { type GameSettings, gameOfModel } from "./game/play-game.ts";
import { isGameFile } from "./game/read-game.ts";

/** Undefined where the target is none of its kind. */
type GameOpener = (io: Io, named: string, settings: GameSettings & GameFileSettings) => Promise<void> | undefined;

const OPENERS: readonly GameOpener[] = [
  gameOfFile,
  (io, named, settings) => (settings.overLenses ? gameOverLenses : gameOfModel)(io, named, settings),
];

const OF_PLAY = ["hold", "plan", "regret", "lookFurther", "workers"];
const OF_FILES = ["solve", "lambda", "effort", "alpha"];

const addQuestions = (command: Command) =>
  command
    .option("--equilibria", "equilibria in which somebody mixes, too", false)
    .option("--look-further", "who would gain from looking to the end of the clock", false)
    .option("--qre", "the logit quantal response path, and the precision that fits play", false)
    .option("-o, --output <file>", "write a file: .json .md .html, .csv or .nfg (payoffs), .svg (two players)");

export const addGame: AddVerb = (program, io) => {
  const command = program
    .command("game")
    .description(
      "Solves the game of commitments that a model implies: payoffs, dominance, equilibria, and how sure they are.",
    )
    .argument("[target]", "the folder of a model, or a game: .nfg .efg .csv, - for stdin", ".")
    .addHelpText(
      "before",
      "  $ standoff game models/two-states --actors CHN,PRK --equilibria --qre\n  $ standoff game chicken.nfg --solve all\n",
    );
  addVoice(
    addLuck(addDepartures(addFileQuestions(addQuestions(addReadings(addSampling(addForm(command)))))), FORM_RUNS),
  ).action(async (target: string, settings: GameSettings & GameFileSettings) => {
    const wrong = isGameFile(target)
      ? isMisplaced(io, command, [...OF_MODELS, ...OF_PLAY], "a game of a file is solved as it stands")
      : isMisplaced(io, command, OF_FILES, "of a model say --equilibria or --qre");
    if (wrong) return;
    for (const opener of OPENERS) {
      const opened = opener(io, target, settings);
      if (opened) return opened;
    }
  });
};
