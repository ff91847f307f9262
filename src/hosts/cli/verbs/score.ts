// `standoff score`: books of forecasts, a model's or a person's, against what came about, beside uniform and each other.

import { readFileSync } from "node:fs";
import type { BookForecast } from "../../../analysis/forecasts/book.ts";
import { type BookScore, scoreBooks } from "../../../analysis/forecasts/score-book.ts";
import type { Problem } from "../../../base/problem.ts";
import { readBook, readResolutions } from "../../../formats/forecast-book.ts";
import { csvLine } from "../../../present/document/csv.ts";
import { bookScoreReport } from "../../../present/watch/forecast-book.ts";
import { countProblems, sayProblem } from "../../../present/words/say-problems.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { give, mayWrite, type OutputSettings, reasonOf } from "../output.ts";
import { addOutput, addVoice } from "../settings.ts";

type ScoreSettings = OutputSettings & { verbose: boolean };

/** The luck of the bootstrap: scores have no seed of their own. */
const SEED = 1;

function textOf(io: Io, file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    io.err(`standoff: cannot read \`${file}\`: ${reasonOf(error)}\n`);
    io.code = EXIT.outside;
    return undefined;
  }
}

function isClean(io: Io, texts: ReadonlyMap<string, string>, problems: readonly Problem[]): boolean {
  if (problems.length === 0) return true;
  io.err(
    `${problems.map((p) => sayProblem(p, texts.get(p.at.file), (f) => f)).join("\n")}\n${countProblems(problems)}\n`,
  );
  io.code = EXIT.wrong;
  return false;
}

const COLUMNS = ["forecaster", "question", "kind", "outcome", "p", "loss", "log", "uniform"] as const;

function giveScore(io: Io, settings: ScoreSettings, score: BookScore): void {
  const head = { schema: "standoff/score/1" };
  give(io, settings, {
    document: () => bookScoreReport(score),
    json: () => ({ ...head, ...score }),
    jsonl: () => score.questions.map((q) => ({ ...head, ...q })),
    csv: () =>
      csvLine(COLUMNS) +
      score.questions
        .map((q) => csvLine([q.forecaster, q.question, q.kind, q.outcome, q.p, q.loss, q.log, q.uniform]))
        .join(""),
  });
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
  const texts = new Map<string, string>();
  for (const file of files) {
    const text = textOf(io, file);
    if (text === undefined) return;
    texts.set(file, text);
  }
  const read = files.slice(0, -1).map((file) => readBook(file, texts.get(file)!));
  const last = files.at(-1)!;
  const came = readResolutions(last, texts.get(last)!);
  if (!isClean(io, texts, [...read.flatMap((r) => r.problems), ...came.problems])) return;
  const forecasts: BookForecast[] = read.flatMap((r) => r.forecasts);
  const score = scoreBooks(forecasts, came.resolutions, SEED);
  if (score.questions.length > 0) {
    giveScore(io, settings, score);
    return;
  }
  const why = score.unlisted.map(({ forecaster, question, outcome }) => {
    const own = forecasts.find((f) => f.forecaster === forecaster && f.question === question)!;
    const wanted = own.kind === "quantity" ? "a number" : [...own.p.keys()].join(", ");
    return `\`${question}\` came out as \`${outcome}\`, and ${forecaster} forecast ${wanted}`;
  });
  const open = "nothing in the books is resolved yet; the `question` of a resolution is that of a forecast";
  io.err(`No answer: ${why.length > 0 ? why.join("; ") : open}.\n`);
  io.code = EXIT.refused;
}

export const addScore: AddVerb = (program, io) => {
  const command = program
    .command("score")
    .description("Scores books of forecasts, a model's or a person's, against what came about.")
    .argument("<files...>", "one book or more, then the resolutions: question,outcome")
    .addHelpText("before", "  $ standoff score book.csv mine.csv resolutions.csv\n");
  addOutput(addVoice(command)).action((files: string[], settings: ScoreSettings) => run(io, files, settings));
};
