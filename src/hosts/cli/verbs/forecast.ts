// `standoff forecast`: the model's answers as a book of dated forecasts that can be resolved, for `standoff score`. From the written start,
// or with --as-of from what the record says of the state on that date; then baselines from the record stand beside them.

import { writeFileSync } from "node:fs";
import { answersJson } from "../../../present/answers/answer-json.ts";
import { envelope } from "../../../present/document/envelope.ts";
import { bookCsv } from "../../../present/watch/forecast-book.ts";
import { count, plural } from "../../../present/words/figures.ts";
import { RUNS } from "../../../tasks/defaults.ts";
import { type ForecastResult, forecast } from "../../../tasks/forecast.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openSource } from "../open-model.ts";
import { mayWrite, reasonOf } from "../output.ts";
import { runHere } from "../run-task.ts";
import { addDepartures, addLuck, addVoice, type Settings } from "../settings.ts";
import { targetOf } from "../targets.ts";

type ForecastSettings = Settings & { output?: string; asOf?: string };

function give(io: Io, settings: ForecastSettings, { book, failed }: ForecastResult): void {
  const csv = bookCsv(book);
  const { output } = settings;
  if (output !== undefined) {
    try {
      writeFileSync(output, csv);
    } catch (error) {
      io.err(`standoff: cannot write \`${output}\`: ${reasonOf(error)}\n`);
      io.code = EXIT.outside;
      return;
    }
    const many = plural(book.answers.length, "question");
    if (!settings.quiet && !settings.json) {
      io.out(`Written to ${output}: ${many}, as of ${book.asOf}, ${count(book.futures)} futures, seed ${book.seed}.\n`);
    }
  }
  if (settings.json) {
    const head = envelope("forecast", book.model, { seed: book.seed, runs: book.futures, failed });
    io.out(
      `${JSON.stringify({ ...head, asOf: book.asOf, answers: answersJson(book.answers), baselines: book.others })}\n`,
    );
  } else if (output === undefined) io.out(csv);
}

async function run(io: Io, words: readonly string[], settings: ForecastSettings): Promise<void> {
  if (!mayWrite(io, settings.output, [".csv"])) return;
  const { named, names } = targetOf(words);
  const source = openSource(named, io);
  const found = source && (await runHere(io, settings, forecast, { ...settings, source, questions: names }));
  if (found) give(io, settings, found);
}

export const addForecast: AddVerb = (program, io) => {
  const command = program
    .command("forecast")
    .description("Writes dated forecasts for all questions of a model, to be scored when the outcomes are known.")
    .usage("[folder] [question...] [options]")
    .argument("[words...]", "the folder of a model, then ids of questions")
    .addHelpText("before", "  $ standoff forecast models/six-party -o book.csv\n")
    .option("-o, --output <file>", "write a .csv file")
    .option("--as-of <date>", "start from what the record says of the state on this date");
  addVoice(addLuck(addDepartures(command), RUNS.forecast)).action((words: string[], settings: ForecastSettings) =>
    run(io, words, settings),
  );
};
