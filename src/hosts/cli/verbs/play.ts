// `standoff play`: futures one by one. With --run, one of them as a chronicle; with -o, all of them as data; else at a glance.

import { extname } from "node:path";
import { Option } from "commander";
import { dateOfStep, stepOfDate } from "../../../base/dates.ts";
import { invariant } from "../../../base/invariant.ts";
import { nearestName } from "../../../base/nearest-name.ts";
import type { Block } from "../../../engine/interpreter/engine.ts";
import type { Fault } from "../../../engine/interpreter/fault.ts";
import { describeKernel } from "../../../engine/wasm/describe.ts";
import { isPlain, talliesOf } from "../../../ensemble/ask.ts";
import { BLOCK, type Executor, type Job, playCounted } from "../../../ensemble/jobs.ts";
import { tallyFutures } from "../../../ensemble/tally-futures.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { toText } from "../../../present/document/document.ts";
import { envelope } from "../../../present/document/envelope.ts";
import { chronicleOf } from "../../../present/futures/chronicle.ts";
import { type Column, columnsOf, type FutureRows, futureRows } from "../../../present/futures/future-rows.ts";
import { futureTable } from "../../../present/futures/future-table.ts";
import { futuresReport } from "../../../present/futures/futures-report.ts";
import { sayChronicle } from "../../../present/futures/say-chronicle.ts";
import { count, plural } from "../../../present/words/figures.ts";
import { sayFaults } from "../../../present/words/say-faults.ts";
import { departuresOf } from "../../../tasks/source.ts";
import { makeEngine } from "../../engine.ts";
import { futuresStore } from "../../store/futures-store.ts";
import { type FutureForm, type FutureSink, toFile, toStdout } from "../future-file.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openModel } from "../open-model.ts";
import { give, mayWrite, type OutputSettings, reasonOf } from "../output.ts";
import { playing } from "../playing.ts";
import { addDepartures, addLuck, addOutput, addVoice, type Settings, wholeNumber } from "../settings.ts";

type PlaySettings = Settings & OutputSettings & { run?: number; only: string[]; at?: string; show?: string };

const RUNS = 1_000;
const MOST_RUN = 4_294_967_295;
const DATES_AT_A_GLANCE = 5;

function usage(io: Io, says: string): undefined {
  io.err(`standoff: ${says}\n`);
  io.code = EXIT.usage;
}

/** The columns asked for; a family's name stands for all its members. */
function chosenColumns(io: Io, model: CheckedModel, only: readonly string[]): Column[] | undefined {
  const all = columnsOf(model);
  if (only.length === 0) return all;
  const fits = (id: string, name: string) => id === name || id.startsWith(`${name}[`);
  const wrong = only.find((name) => !all.some(({ id }) => fits(id, name)));
  if (wrong === undefined) return all.filter(({ id }) => only.some((name) => fits(id, name)));
  const near = nearestName(
    wrong,
    all.map(({ id }) => id.replace(/\[.*/, "")),
  );
  return usage(io, `there is no policy or variable \`${wrong}\`${near ? `; did you mean \`${near}\`?` : ""}`);
}

function chosenSteps(io: Io, model: CheckedModel, at: string | undefined, all: number[]): number[] | undefined {
  if (at === undefined) return all;
  const step = stepOfDate(model.clock, at);
  if (step !== undefined && step >= 0 && step < model.clock.steps) return [step];
  const last = dateOfStep(model.clock, model.clock.steps - 1);
  return usage(io, `--at ${at} is no date of this model; it plays ${dateOfStep(model.clock, 0)} to ${last}`);
}

const allSteps = (model: CheckedModel) => Array.from({ length: model.clock.steps }, (_, t) => t);

function glanceSteps(model: CheckedModel): number[] {
  const last = model.clock.steps - 1;
  const spread = Array.from({ length: DATES_AT_A_GLANCE }, (_, k) => Math.round((k * last) / (DATES_AT_A_GLANCE - 1)));
  return [...new Set(spread)];
}

type Played = { runs: number; failed: number; faults: Fault[]; stopped: boolean };

type PlayedPart = Pick<Block, "count" | "faults">;

/** Plays an ensemble and gives each block on, or what `from` makes of it. */
async function playAll<P extends PlayedPart>(
  io: Io,
  job: Pick<Job, "model" | "recording">,
  settings: PlaySettings,
  begun: { runs: number; failed: number },
  from: (executor: Executor, job: Job) => AsyncIterable<P>,
  add: (part: P) => void,
): Promise<Played> {
  const wanted = settings.runs ?? RUNS;
  const played: Played = { ...begun, faults: [], stopped: false };
  await playing(io, settings, async ({ executor, progress, stopped }) => {
    const range = { first: begun.runs, runs: Math.max(0, wanted - begun.runs) };
    for await (const part of from(executor, { ...job, ...range, seed: settings.seed, holds: [] })) {
      add(part);
      played.runs += part.count;
      played.failed += part.faults.length;
      if (played.faults.length < 5) played.faults.push(...part.faults.slice(0, 5));
      progress.at(played.runs, wanted);
      if (stopped()) break;
    }
    played.stopped = stopped();
  });
  return played;
}

const wholeBlocks = (executor: Executor, job: Job) => executor.play(job);

const playAlone = (model: CheckedModel, { recording }: FutureRows, { seed, run }: PlaySettings) =>
  makeEngine(model, recording).play({ seed, first: run!, count: 1, holds: [] });

/** One future as data, played alone; where an ensemble is asked for as well, it must be the same there, bit for bit. */
async function futureOf(io: Io, model: CheckedModel, rows: FutureRows, settings: PlaySettings): Promise<object> {
  const run = settings.run!;
  const future = rows.json(playAlone(model, rows, settings))[0]!;
  if (settings.runs === undefined || run >= settings.runs) return future;
  let within: object | undefined;
  const job = { model, recording: rows.recording };
  await playAll(io, job, settings, { runs: 0, failed: 0 }, wholeBlocks, (block) => {
    if (run >= block.first && run < block.first + block.count) within = rows.json(block)[run - block.first];
  });
  invariant(
    within === undefined || JSON.stringify(within) === JSON.stringify(future),
    `future ${run} differs alone and in an ensemble`,
  );
  return future;
}

async function tellOne(io: Io, model: CheckedModel, columns: Column[], settings: PlaySettings): Promise<void> {
  const steps = chosenSteps(io, model, settings.at, allSteps(model));
  if (!steps) return;
  const chronicle = chronicleOf(model, settings.seed, settings.run!);
  const rows = futureRows(model, columns, steps);
  const future = await futureOf(io, model, rows, settings);
  const head = envelope("play", model, { seed: settings.seed, runs: 1, failed: chronicle.fault ? 1 : 0 });
  give(io, settings, {
    document: () => sayChronicle(model, chronicle, settings.verbose),
    json: () => ({ ...head, ...chronicle, dates: rows.dates, future }),
    jsonl: () => [{ ...head, dates: rows.dates }, future],
    csv: () => rows.head + rows.csv(playAlone(model, rows, settings)),
  });
  if (chronicle.fault) io.code = EXIT.refused;
}

async function atAGlance(io: Io, model: CheckedModel, columns: Column[], settings: PlaySettings): Promise<void> {
  const steps = chosenSteps(io, model, settings.at, glanceSteps(model));
  if (!steps) return;
  const rows = futureRows(model, columns, steps);
  const { policies, series } = rows.recording;
  const tally = tallyFutures(
    policies.map((slot) => model.policies[slot]!.options.length),
    series.length,
    steps,
  );
  const counted = (executor: Executor, job: Job) => playCounted(executor, job, tally.countings);
  const job = { model, recording: rows.recording };
  const played = await playAll(io, job, settings, { runs: 0, failed: 0 }, counted, tally.take);
  if (played.stopped) io.err(`Stopped after ${count(played.runs)} futures.\n`);
  if (played.failed > 0) io.err(`${sayFaults(model, played)}\n`);
  if (tally.runs() > 0) io.out(toText(futuresReport(model, columns, rows.dates, tally, settings.seed)));
}

function sayWritten(io: Io, model: CheckedModel, played: Played, file: string): void {
  const { steps, step } = model.clock;
  const failed = played.failed > 0 ? `, ${sayFaults(model, played)}` : "";
  io.out(`${count(played.runs)} futures of ${plural(steps, step)}${failed} -> ${file}\n`);
}

async function asData(io: Io, model: CheckedModel, columns: Column[], settings: PlaySettings): Promise<void> {
  const steps = chosenSteps(io, model, settings.at, allSteps(model));
  if (!steps) return;
  const { output, quiet } = settings;
  const { schema, model: named, seed } = envelope("play", model, { seed: settings.seed, runs: 0, failed: 0 });
  const rows = futureRows(model, columns, steps);
  const head = { schema, model: named, seed };
  let sink: FutureSink;
  let { recording } = rows;
  if (output?.toLowerCase().endsWith(".parquet")) {
    const table = futureTable(model, columns, steps, settings.only.length === 0);
    recording = table.recording;
    sink = futuresStore(output, head, table, { dates: steps.length });
  } else if (output === undefined) sink = toStdout(io.out, settings.json ? "json" : "jsonl", head, rows);
  else sink = toFile(output, extname(output).slice(1).toLowerCase() as FutureForm, head, rows);
  const { begun } = sink;
  if (begun.runs > 0 && !quiet) io.err(`Continuing ${output}: ${count(begun.runs)} futures are in it already\n`);
  const played = await playAll(io, { model, recording }, settings, begun, wholeBlocks, sink.add);
  // Only whole blocks can be continued: the last one may have been cut to the number of runs
  sink.end(played, !played.stopped || played.runs % BLOCK !== 0);
  if (played.stopped)
    io.err(`Stopped after ${count(played.runs)} futures${output && " (the same command continues)"}.\n`);
  if (output !== undefined && !quiet) sayWritten(io, model, played, output);
}

async function play(io: Io, named: string, settings: PlaySettings): Promise<void> {
  const one = settings.run !== undefined;
  const endings = [".csv", ".json", ".jsonl", ...(one ? [".md", ".html"] : [".parquet"])];
  if (!mayWrite(io, settings.output, endings)) return;
  const model = openModel(named, departuresOf(settings), io)?.model;
  if (!model) return;
  if (settings.show === "kernel") {
    io.out(`${describeKernel(model, talliesOf(model, model.questions.filter(isPlain)).recording).join("\n")}\n`);
    return;
  }
  const columns = chosenColumns(io, model, settings.only);
  if (!columns) return;
  if (one) {
    await tellOne(io, model, columns, settings);
    return;
  }
  const { output, json, jsonl } = settings;
  if (output === undefined && !json && !jsonl) {
    await atAGlance(io, model, columns, settings);
    return;
  }
  try {
    await asData(io, model, columns, settings);
  } catch (error) {
    // Only the system's own refusals (no space, no such folder) have a code
    if (!(error instanceof Error && "code" in error)) throw error;
    io.err(`standoff: cannot write \`${output ?? "to standard output"}\`: ${reasonOf(error)}\n`);
    io.code = EXIT.outside;
  }
}

const listed = (text: string, before: string[]) => [...before, ...text.split(/,(?![^[]*\])/).map((s) => s.trim())];

export const addPlay: AddVerb = (program, io) => {
  const command = program
    .command("play")
    .description("Plays futures: at a glance, as data (-o), or one of them as a chronicle (--run).")
    .argument("[folder]", "a model", ".")
    .addHelpText(
      "before",
      "  $ standoff play models/six-party --run 17\n  $ standoff play models/six-party --runs 10000 -o futures.csv\n",
    );
  addOutput(addVoice(addLuck(addDepartures(command), RUNS)))
    .option("--run <n>", "tell this one future, with the reason of every change of course", wholeNumber(0, MOST_RUN))
    .option("--only <ids>", "these policies and variables alone: CHN.korea,arsenal", listed, [])
    .option("--at <date>", "this date alone")
    .addOption(new Option("--show <what>", "the compiled form of the model instead of futures").choices(["kernel"]))
    .action((named: string, settings: PlaySettings) => play(io, named, settings));
};
