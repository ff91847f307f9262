// `standoff watch`: holds a model against its record. As of a date: what its state must be, and its answers from there.

import { InvalidArgumentError, Option } from "commander";
import { backtest } from "../../../analysis/watch/backtest.ts";
import { COMPARED } from "../../../analysis/watch/held-ahead.ts";
import { watchPlan } from "../../../analysis/watch/plan.ts";
import { watch } from "../../../analysis/watch/watch.ts";
import { dateOfStep, stepOfDate } from "../../../base/dates.ts";
import { ask, MOST_FAILED } from "../../../ensemble/ask.ts";
import type { Question } from "../../../language/checked-model.ts";
import { csvLine } from "../../../present/document/csv.ts";
import { envelope } from "../../../present/document/envelope.ts";
import {
  BACKTEST_COLUMNS,
  backtestJson,
  backtestReport,
  backtestRows,
} from "../../../present/watch/backtest-report.ts";
import { type WatchReport, watchJson, watchReport } from "../../../present/watch/watch-report.ts";
import { count, percent } from "../../../present/words/figures.ts";
import { questionsNamed } from "../../../tasks/questions.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { give, mayWrite, type OutputSettings } from "../output.ts";
import { going } from "../playing.ts";
import { orSay } from "../run-task.ts";
import { addDepartures, addLuck, addOutput, addVoice, listed, type Settings, wholeNumber } from "../settings.ts";
import { targetOf } from "../targets.ts";
import { asOfStep } from "./watch/as-of.ts";
import { type OpenWatched, openWatched } from "./watch/open-watched.ts";
import { runBehaviours } from "./watch/run-behaviours.ts";
import { runIndicators } from "./watch/run-indicators.ts";
import { runRivals } from "./watch/run-rivals.ts";

type WatchSettings = Settings &
  OutputSettings & {
    asOf?: string;
    backtest: boolean;
    behaviours: boolean;
    rivals?: true | string[];
    repeats?: number;
    indicators: boolean;
    back?: number;
    ahead?: number;
    pin: string[];
    horizons: number[];
    futures?: number;
    split?: string;
  };

const PARTICLES = 4_000;
const FUTURES = 1_000;
const BACK = 12;
/** Of the particles, split evenly. */
const FILTERS = 4;
const HORIZONS = [1, 3, 12];

async function watchAsOf(
  io: Io,
  opened: OpenWatched,
  questions: readonly Question[],
  settings: WatchSettings,
): Promise<void> {
  const plan = watchPlan(opened.model, opened.record);
  const until = asOfStep(io, plan, settings.asOf);
  if (until === undefined) return;
  const { seed } = settings;
  const filters = settings.repeats ?? FILTERS;
  const particles = Math.max(1, Math.round((settings.runs ?? PARTICLES) / filters));
  const report = await going(io, settings, async ({ executor, progress, stopped }): Promise<WatchReport> => {
    const watched = await watch(plan, questions, executor, {
      seed,
      particles,
      filters,
      until,
      back: settings.back ?? BACK,
      onProgress: progress.at,
      stopped,
    });
    // The written start is an answer beside it only where the base clock begins when the record has been read
    const isBeside =
      opened.base !== opened.model && dateOfStep(plan.model.clock, until + 1) === dateOfStep(opened.base.clock, 0);
    const asked = opened.base.questions.filter((q) => questions.some((own) => own.id === q.id));
    const written =
      isBeside && !watched.stopped
        ? (
            await ask(opened.base, asked, executor, {
              seed,
              runs: particles * filters,
              comparisonRuns: COMPARED,
              stopped,
            })
          ).answers
        : undefined;
    return { model: plan.model, watched, written, whole: settings.verbose || settings.output !== undefined };
  });
  const { watched } = report;
  if (watched.stopped) {
    io.err("Stopped: the record was not read to its end, so there is no answer.\n");
    return;
  }
  const { failed, runs } = watched.ahead;
  if (failed > MOST_FAILED * runs) {
    io.code = EXIT.refused;
    io.err(
      `No answer: ${count(failed)} of ${count(runs)} futures were stopped by a value that is no number; more than ${percent(MOST_FAILED)} of them may not.\n`,
    );
    return;
  }
  const head = () => envelope("watch", plan.model, { seed, runs: particles * filters, failed: watched.failed });
  give(io, settings, {
    document: () => watchReport(report),
    json: () => ({ ...head(), ...watchJson(report) }),
    jsonl: () => watched.observations.map((o) => ({ ...head(), ...o })),
    csv: () =>
      csvLine(["date", "variable", "value", "log", "source", "line"]) +
      watched.observations.map((o) => csvLine([o.date, o.variable, o.value, o.log, o.source, o.line])).join(""),
  });
}

/** `1,3,12` → [1, 3, 12]. */
function horizonsOf(text: string): number[] {
  const all = text.split(",").map((part) => Number(part.trim()));
  if (all.every((h) => Number.isInteger(h) && h >= 1 && h <= 600)) return [...new Set(all)].sort((a, b) => a - b);
  throw new InvalidArgumentError("Steps ahead are wanted, for instance 1,3,12.");
}

async function runBacktest(io: Io, opened: OpenWatched, settings: WatchSettings): Promise<void> {
  const plan = watchPlan(opened.model, opened.record);
  const { seed, split } = settings;
  if (split !== undefined && stepOfDate(plan.model.clock, split) === undefined) {
    io.err(`standoff: --split takes a date; this is \`${split}\`\n`);
    io.code = EXIT.usage;
    return;
  }
  const particles = settings.runs ?? PARTICLES;
  const futures = settings.futures ?? FUTURES;
  const found = await going(io, settings, ({ executor, progress, stopped }) =>
    backtest(plan, executor, {
      seed,
      particles,
      futures,
      horizons: settings.horizons,
      onProgress: progress.at,
      stopped,
    }),
  );
  if (found.read < found.steps)
    io.err(`Stopped: ${found.read} of ${found.steps} steps were read; the scores rest on these.\n`);
  if (found.scored.length === 0) {
    io.err("No answer: the record has nothing that can be scored: five rows or more of one variable.\n");
    io.code = EXIT.refused;
    return;
  }
  const report = { model: plan.model, backtest: found, split };
  const head = envelope("backtest", plan.model, { seed, runs: particles, failed: 0 });
  give(io, settings, {
    document: () => backtestReport(report),
    json: () => ({ ...head, ...backtestJson(report) }),
    jsonl: () => found.scored.map((s) => ({ ...head, ...s })),
    csv: () => csvLine(BACKTEST_COLUMNS) + backtestRows(report).map(csvLine).join(""),
  });
}

async function run(io: Io, words: readonly string[], settings: WatchSettings): Promise<void> {
  if (!mayWrite(io, settings.output)) return;
  const { named, names } = targetOf(words);
  const opened = openWatched(io, named, settings);
  if (!opened) return;
  if (settings.backtest) return runBacktest(io, opened, settings);
  if (settings.behaviours) return runBehaviours(io, opened, settings);
  if (settings.rivals) return runRivals(io, opened, settings.rivals === true ? [] : settings.rivals, settings);
  const questions = orSay(io, questionsNamed(opened.model, names));
  if (!questions) return;
  if (settings.indicators) return runIndicators(io, opened, questions, settings);
  await watchAsOf(io, opened, questions, settings);
}

export const addWatch: AddVerb = (program, io) => {
  const command = program
    .command("watch")
    .description("Holds a model against its record: what the record says of its state, and the answers from there.")
    .usage("[folder] [question...] [options]")
    .argument("[words...]", "the folder of a model, then ids of questions")
    .addHelpText("before", "  $ standoff watch models/six-party --as-of 2024-06\n")
    .option("--as-of <date>", "read the record until this date, in it (all of it)")
    .option(
      "--back <steps>",
      `say what moved the answers in these last steps (${BACK}; 0 for nothing)`,
      wholeNumber(0, 600),
    )
    .option("--backtest", "score the model's forecasts from the record's start, beside naive ones", false)
    .addOption(
      new Option("--horizons <steps>", "how many steps ahead a backtest forecasts")
        .argParser(horizonsOf)
        .default(HORIZONS, "1,3,12"),
    )
    .option("--futures <n>", `futures played from each step of a backtest (${FUTURES})`, wholeNumber(10, 1_000_000))
    .option("--behaviours", "what the model must do, as pass or miss (`behaviours` in the model)", false)
    .addOption(
      new Option(
        "--pin <policies>",
        "hold these to the record while behaviours are judged: USA.korea,RUS.korea, or all",
      )
        .argParser(listed)
        .default([], "none"),
    )
    .addOption(
      new Option("--rivals [scenarios]", "readings held against the record by their evidence (all lenses)").argParser(
        (text: string) => listed(text, []),
      ),
    )
    .option(
      "--repeats <n>",
      `filters that share the particles, or for each rival: their spread is the error (${FILTERS})`,
      wholeNumber(1, 100),
    )
    .option("--indicators", "what to watch for: what would move each answer most", false)
    .option("--ahead <steps>", "how many steps ahead indicators are looked for (6)", wholeNumber(1, 600))
    .option("--split <date>", "score what a backtest forecast before and after this date apart");
  addOutput(addVoice(addLuck(addDepartures(command), PARTICLES))).action((words: string[], settings: WatchSettings) =>
    run(io, words, settings),
  );
};
