// `standoff score`: books of forecasts, a model's or a person's, against what came about, beside uniform and each other.

import { readFileSync } from "node:fs";
import { bookScoreForms } from "../../../present/watch/forecast-book.ts";
import { score, type TextFile } from "../../../tasks/score.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { give, mayWrite, type OutputSettings, reasonOf } from "../output.ts";
import { orSay } from "../run-task.ts";
import { addOutput, addVoice } from "../settings.ts";

type ScoreSettings = OutputSettings & { verbose: boolean };

function textOf(io: Io, file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    io.err(`standoff: cannot read \`${file}\`: ${reasonOf(error)}\n`);
    io.code = EXIT.outside;
    return undefined;
  }
}

function run(io: Io, files: readonly string[], settings: ScoreSettings): void {
  if (!mayWrite(io, settings.output)) return;
  if (files.length < 2) {
    io.err(
      "standoff: give one book or more, then the file with what came about: standoff score book.csv resolutions.csv\n",
    );
    io.code = EXIT.usage;
    return;
  }
  const texts: TextFile[] = [];
  for (const file of files) {
    const text = textOf(io, file);
    if (text === undefined) return;
    texts.push({ file, text });
  }
  const found = orSay(io, score({ books: texts.slice(0, -1), resolutions: texts.at(-1)! }));
  if (found) give(io, settings, bookScoreForms(found.result));
}

export const addScore: AddVerb = (program, io) => {
  const command = program
    .command("score")
    .description("Scores books of forecasts, a model's or a person's, against what came about.")
    .argument("<files...>", "one book or more, then the resolutions: question,outcome")
    .addHelpText("before", "  $ standoff score book.csv mine.csv resolutions.csv\n");
  addOutput(addVoice(command)).action((files: string[], settings: ScoreSettings) => run(io, files, settings));
};
