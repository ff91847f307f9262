// `standoff forecast`: the model's answers as a book of dated forecasts that can be resolved, for `standoff score`. From the written start,
// or with --as-of from what the record says of the state on that date; then baselines from the record stand beside them.

import { writeFileSync } from "node:fs";
import { watchPlan } from "../../../analysis/watch/plan.ts";
import { questionBaselines } from "../../../analysis/watch/question-baselines.ts";
import { watch } from "../../../analysis/watch/watch.ts";
import { dateOfStep } from "../../../base/dates.ts";
import { ask, isPlain } from "../../../ensemble/ask.ts";
import type { Question } from "../../../language/checked-model.ts";
import { answersJson } from "../../../present/answers/answer-json.ts";
import { envelope } from "../../../present/document/envelope.ts";
import { type Book, bookCsv } from "../../../present/watch/forecast-book.ts";
import { count, plural } from "../../../present/words/figures.ts";
import { questionsNamed } from "../../../tasks/questions.ts";
import { departuresOf } from "../../../tasks/source.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openModel } from "../open-model.ts";
import { mayWrite, reasonOf } from "../output.ts";
import { going } from "../playing.ts";
import { orSay } from "../run-task.ts";
import { addDepartures, addLuck, addVoice, type Settings } from "../settings.ts";
import { targetOf } from "../targets.ts";
import { asOfStep } from "./watch/as-of.ts";
import { openWatched } from "./watch/open-watched.ts";

type ForecastSettings = Settings & { output?: string; asOf?: string };

const RUNS = 10_000;
const PARTICLES = 4_000;
const FILTERS = 4;

async function fromStart(io: Io, named: string, names: readonly string[], settings: ForecastSettings) {
  const model = openModel(named, departuresOf(settings), io)?.model;
  const questions = model && orSay(io, questionsNamed(model, names));
  if (!model || !questions) return undefined;
  const { seed } = settings;
  const runs = settings.runs ?? RUNS;
  const asked = await going(io, settings, ({ executor, progress, stopped }) =>
    ask(model, questions.filter(isPlain), executor, { seed, runs, onProgress: progress.at, stopped }),
  );
  if (asked.stopped) return undefined;
  const asOf = dateOfStep(model.clock, -1);
  return { book: { model, answers: asked.answers, others: [], asOf, seed, futures: runs }, failed: asked.failed };
}

async function fromRecord(io: Io, named: string, names: readonly string[], settings: ForecastSettings) {
  const opened = openWatched(io, named, settings);
  const questions = opened && orSay(io, questionsNamed(opened.model, names));
  if (!opened || !questions) return undefined;
  const plan = watchPlan(opened.model, opened.record);
  const until = asOfStep(io, plan, settings.asOf);
  if (until === undefined) return undefined;
  const { seed } = settings;
  const particles = Math.max(1, Math.round((settings.runs ?? PARTICLES) / FILTERS));
  const found = await going(io, settings, ({ executor, progress, stopped }) =>
    watch(plan, questions.filter(isPlain), executor, {
      seed,
      particles,
      filters: FILTERS,
      until,
      onProgress: progress.at,
      stopped,
    }),
  );
  if (found.stopped) return undefined;
  const { answers } = found.ahead;
  const asked: Question[] = questions.filter((q) => answers.some((a) => a.question === q.id));
  const others = questionBaselines(plan, asked, until);
  return {
    book: { model: plan.model, answers, others, asOf: found.asOf, seed, futures: particles },
    failed: found.failed,
  };
}

function give(io: Io, settings: ForecastSettings, { book, failed }: { book: Book; failed: number }): void {
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

async function forecast(io: Io, words: readonly string[], settings: ForecastSettings): Promise<void> {
  if (!mayWrite(io, settings.output, [".csv"])) return;
  const { named, names } = targetOf(words);
  const found = await (settings.asOf === undefined ? fromStart : fromRecord)(io, named, names, settings);
  if (found && found.book.answers.length > 0) give(io, settings, found);
  else if (found) {
    io.err("No answer: none of these questions can be forecast: comparisons are asked with `standoff ask`.\n");
    io.code = EXIT.refused;
  } else if (io.code === EXIT.stopped) io.err("Stopped: nothing was written.\n");
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
  addVoice(addLuck(addDepartures(command), RUNS)).action((words: string[], settings: ForecastSettings) =>
    forecast(io, words, settings),
  );
};
