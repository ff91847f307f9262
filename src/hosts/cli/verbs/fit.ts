// `standoff fit`: a model learns its uncertain numbers from its record (docs/fit.md). With -o fitted.yaml the joint posterior is written
// as a table of draws and the scenario that plays it; what is done is kept beside it, so the same command goes on after a stop.

import { InvalidArgumentError, Option } from "commander";
import { type FitOptions, type Fitted, learnNumbers } from "../../../analysis/watch/fit/fit.ts";
import { fittedNumbers, MOST_NUMBERS, uncertainIds } from "../../../analysis/watch/fit/fitted-numbers.ts";
import { learntFrom } from "../../../analysis/watch/fit/learnt.ts";
import { watchPlan } from "../../../analysis/watch/plan.ts";
import { dateOfStep } from "../../../base/dates.ts";
import { nearestName } from "../../../base/nearest-name.ts";
import { csvLine } from "../../../present/document/csv.ts";
import { FIT_COLUMNS, type FitReport, fitJson, fitReport, fitRows } from "../../../present/watch/fit-report.ts";
import { sha256Hex } from "../../../statistics/sha256.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { give, mayWrite, type OutputSettings } from "../output.ts";
import { going } from "../playing.ts";
import { addDepartures, addLuck, addOutput, addVoice, listed, type Settings, wholeNumber } from "../settings.ts";
import { targetOf } from "../targets.ts";
import { type Checkpoint, checkpointFor } from "./fit/checkpoint.ts";
import { writeFitted } from "./fit/write-fitted.ts";
import { asOfStep } from "./watch/as-of.ts";
import { type OpenWatched, openWatched } from "./watch/open-watched.ts";

type FitSettings = Omit<Settings, "within"> &
  OutputSettings & {
    until?: string;
    params: string[];
    chains: number;
    draws: number;
    passes: number;
    method: "pmmh" | "if2";
    within?: number;
  };

const PARTICLES = 1_000;
const FORMS = [".yaml", ".json", ".jsonl", ".csv", ".md", ".html"];

/** `10m`, `90s`, `2h` → milliseconds. */
function timeOf(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*(s|m|h)$/.exec(text.trim()) ?? [];
  const size = { s: 1_000, m: 60_000, h: 3_600_000 }[unit ?? ""];
  if (number === undefined || size === undefined || !(Number(number) > 0))
    throw new InvalidArgumentError("A time is wanted: 90s, 10m or 2h.");
  return Number(number) * size;
}

/** The numbers to be learnt; undefined after it was said why not. */
function numbersFor(io: Io, { model }: OpenWatched, params: readonly string[]) {
  const refuse = (text: string) => {
    io.err(`standoff: ${text}\n`);
    io.code = EXIT.usage;
    return undefined;
  };
  const known = uncertainIds(model);
  const wrong = params.find((id) => !known.includes(id));
  if (wrong !== undefined) {
    const isThere = model.constants.some((c) => c.id === wrong);
    const near = nearestName(wrong, known);
    const mend = isThere ? "it is one number, without a range" : near ? `did you mean \`${near}\`?` : "no such number";
    return refuse(`--params: \`${wrong}\` cannot be learnt: ${mend}`);
  }
  const fitted = fittedNumbers(model, params.length > 0 ? params : undefined);
  if (fitted.numbers.length === 0) return refuse("this model has no number with a range, so there is nothing to learn");
  if (fitted.numbers.length > MOST_NUMBERS)
    return refuse(
      `${fitted.numbers.length} numbers have a range, and at most ${MOST_NUMBERS} can be learnt together: name them with --params`,
    );
  return fitted;
}

/** Stops at Ctrl-C, and when the time is up. */
function untilThen(within: number | undefined, stopped: () => boolean): () => boolean {
  const end = within === undefined ? Number.POSITIVE_INFINITY : performance.now() + within;
  return () => stopped() || performance.now() > end;
}

const keyOf = (model: string, record: string, what: unknown) => sha256Hex(JSON.stringify([model, record, what]));

async function run(io: Io, words: readonly string[], settings: FitSettings): Promise<void> {
  if (!mayWrite(io, settings.output, FORMS)) return;
  const { named } = targetOf(words);
  const opened = openWatched(io, named, { ...settings, within: undefined });
  if (!opened) return;
  const plan = watchPlan(opened.model, opened.record);
  const until = asOfStep(io, plan, settings.until, "--until");
  const fitted = until !== undefined && numbersFor(io, opened, settings.params);
  if (until === undefined || !fitted) return;
  const { seed, chains, method } = settings;
  const rows = opened.record.rows.filter((r) => r.step <= until);
  const record = { file: opened.record.file, rows: rows.length, hash: sha256Hex(JSON.stringify(rows)) };
  const draws = method === "if2" ? 0 : settings.draws;
  const asked = { seed, chains, draws, passes: settings.passes, particles: settings.runs ?? PARTICLES, until };
  const ids = fitted.numbers.map((n) => n.id);
  const key = keyOf(plan.model.hash, record.hash, [asked, ids]);
  const kept = checkpointFor(io, settings.output, key);
  const done = await going(io, { ...settings, cluster: settings.cluster }, ({ executor, progress, stopped }) =>
    learnNumbers(plan, fitted, executor, fitOptions(asked, kept, progress.at, untilThen(settings.within, stopped))),
  );
  const report: FitReport = {
    model: plan.model,
    record,
    until: dateOfStep(plan.model.clock, until),
    method,
    seed,
    result: learntFrom(fitted, done, seed),
    traces: tracesOf(done),
    setAside: done.best.setAside,
    isStopped: done.isStopped,
  };
  giveFit(io, settings, opened, report, kept);
}

const tracesOf = (done: Fitted) => done.searches.flatMap((s) => (s ? [s.trace] : []));

function fitOptions(
  asked: Omit<FitOptions, "keep" | "before" | "onProgress" | "stopped">,
  kept: Checkpoint,
  onProgress: FitOptions["onProgress"],
  stopped: () => boolean,
): FitOptions {
  return { ...asked, before: kept.before, keep: kept.keep, onProgress, stopped };
}

function giveFit(io: Io, settings: FitSettings, opened: OpenWatched, report: FitReport, kept: Checkpoint): void {
  const { output } = settings;
  if (report.isStopped)
    io.err(`Stopped before its end: the best so far.${output ? ` The same command goes on from ${kept.file}.` : ""}\n`);
  const isScenario = output?.endsWith(".yaml") === true;
  if (isScenario && !writeFitted(io, output, report, opened.written)) return;
  if (!report.isStopped) kept.end();
  const { output: _output, ...rest } = settings;
  give(io, isScenario ? rest : settings, {
    document: () => fitReport(report),
    json: () => fitJson(report),
    jsonl: () => fitRows(report).map((row) => Object.fromEntries(FIT_COLUMNS.map((name, k) => [name, row[k]]))),
    csv: () => csvLine(FIT_COLUMNS) + fitRows(report).map(csvLine).join(""),
  });
}

export const addFit: AddVerb = (program, io) => {
  const command = program
    .command("fit")
    .description("Learns a model's uncertain numbers from its record: prior, posterior, what the record told.")
    .usage("[folder] [options]")
    .argument("[words...]", "the folder of a model")
    .addHelpText("before", "  $ standoff fit models/six-party --until 2018-12 -o fitted.yaml\n")
    .option("--until <date>", "read the record until this date, in it (all of it)")
    .addOption(
      new Option("--params <ids>", "learn these alone: drift,CHN.korea.switching")
        .argParser(listed)
        .default([], "every parameter, weight, cost, taste and precision with a range"),
    )
    .addOption(
      new Option("--method <name>", "pmmh: search, then the posterior; if2: the search alone")
        .choices(["pmmh", "if2"])
        .default("pmmh"),
    )
    .option("--chains <n>", "chains, each with a start of its own", wholeNumber(1, 64), 4)
    .option("--draws <n>", "proposals of each chain, half of them to warm up", wholeNumber(10, 10_000_000), 2_000)
    .option("--passes <n>", "passes of the search before each chain; 0 for none", wholeNumber(0, 100_000), 20)
    .addOption(new Option("--within <time>", "give the best so far after this time: 90s, 10m, 2h").argParser(timeOf));
  addOutput(addVoice(addLuck(addDepartures(command), PARTICLES)), ".yaml .json .jsonl .csv .md .html").action(
    (words: string[], settings: FitSettings) => run(io, words, settings),
  );
};
