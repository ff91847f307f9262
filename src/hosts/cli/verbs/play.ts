// `standoff play`: futures one by one. With --run, one of them as a chronicle; with -o, all of them as data; else at a glance.

import { extname } from "node:path";
import { Option } from "commander";
import { BLOCK } from "../../../ensemble/jobs.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { toText } from "../../../present/document/document.ts";
import { envelope } from "../../../present/document/envelope.ts";
import { futureRows } from "../../../present/futures/future-rows.ts";
import { futureTable } from "../../../present/futures/future-table.ts";
import { futuresReport } from "../../../present/futures/futures-report.ts";
import { playedForms } from "../../../present/futures/played-forms.ts";
import { count, plural } from "../../../present/words/figures.ts";
import { sayFaults } from "../../../present/words/say-faults.ts";
import { RUNS } from "../../../tasks/defaults.ts";
import { type Chosen, chosenOf } from "../../../tasks/play/chosen.ts";
import { kernelOf } from "../../../tasks/play/kernel.ts";
import { glance, type Played, playOne, streamFutures } from "../../../tasks/play.ts";
import { departuresOf, openModel, type Source } from "../../../tasks/source.ts";
import { futuresStore } from "../../store/futures-store.ts";
import { type FutureForm, toFile, toStdout } from "../future-file.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openSource } from "../open-model.ts";
import { give, mayWrite, type OutputSettings, reasonOf } from "../output.ts";
import { orSay, runTask, sayNotes } from "../run-task.ts";
import { addDepartures, addLuck, addOutput, addVoice, type Settings, wholeNumber } from "../settings.ts";

type PlaySettings = Settings & OutputSettings & { run?: number; only: string[]; at?: string; show?: string };

const MOST_RUN = 4_294_967_295;

function sayWritten(io: Io, model: CheckedModel, played: Played, file: string): void {
  const { steps, step } = model.clock;
  const failed = played.failed > 0 ? `, ${sayFaults(model, played)}` : "";
  io.out(`${count(played.runs)} futures of ${plural(steps, step)}${failed} -> ${file}\n`);
}

async function tellOne(io: Io, source: Source, settings: PlaySettings & { run: number }): Promise<void> {
  const found = await runTask(io, settings, playOne, { source, ...settings });
  if (!found) return;
  give(io, settings, playedForms(found, settings.verbose));
  if (found.chronicle.fault) io.code = EXIT.refused;
}

async function atAGlance(io: Io, source: Source, settings: PlaySettings): Promise<void> {
  const found = await runTask(io, settings, glance, { source, ...settings });
  if (found) io.out(toText(futuresReport(found.model, found.columns, found.dates, found.tally, found.seed)));
}

/** Where the futures go, and what is to be recorded for that. */
function sinkFor(io: Io, model: CheckedModel, { columns, steps }: Chosen, settings: PlaySettings) {
  const { output, seed, only, json } = settings;
  const { schema, model: named } = envelope("play", model, { seed, runs: 0, failed: 0 });
  const head = { schema, model: named, seed };
  const rows = futureRows(model, columns, steps);
  if (output?.toLowerCase().endsWith(".parquet")) {
    const table = futureTable(model, columns, steps, only.length === 0);
    return { recording: table.recording, sink: futuresStore(output, head, table, { dates: steps.length }) };
  }
  const sink =
    output === undefined
      ? toStdout(io.out, json ? "json" : "jsonl", head, rows)
      : toFile(output, extname(output).slice(1).toLowerCase() as FutureForm, head, rows);
  return { recording: rows.recording, sink };
}

async function asData(io: Io, model: CheckedModel, chosen: Chosen, settings: PlaySettings): Promise<void> {
  const { output, quiet, seed, runs = RUNS.play } = settings;
  const { recording, sink } = sinkFor(io, model, chosen, settings);
  const { begun, add: take } = sink;
  if (begun.runs > 0 && !quiet) io.err(`Continuing ${output}: ${count(begun.runs)} futures are in it already\n`);
  const played = await runTask(io, settings, streamFutures, { model, recording, seed, runs, begun, take });
  if (!played) return;
  // Only whole blocks can be continued: the last one may have been cut to the number of runs
  sink.end(played, !played.stopped || played.runs % BLOCK !== 0);
  if (played.stopped)
    io.err(`Stopped after ${count(played.runs)} futures${output && " (the same command continues)"}.\n`);
  if (output !== undefined && !quiet) sayWritten(io, model, played, output);
}

async function toSink(io: Io, source: Source, settings: PlaySettings): Promise<void> {
  const opened = orSay(io, await openModel(source, departuresOf(settings)));
  const chosen = opened && orSay(io, chosenOf(opened.model, settings, source.where));
  if (!opened || !chosen) return;
  sayNotes(io, opened.notes);
  try {
    await asData(io, opened.model, chosen, settings);
  } catch (error) {
    // Only the system's own refusals (no space, no such folder) have a code
    if (!(error instanceof Error && "code" in error)) throw error;
    io.err(`standoff: cannot write \`${settings.output ?? "to standard output"}\`: ${reasonOf(error)}\n`);
    io.code = EXIT.outside;
  }
}

async function showKernel(io: Io, source: Source, settings: PlaySettings): Promise<void> {
  const model = orSay(io, await openModel(source, departuresOf(settings)))?.model;
  if (model) io.out(`${kernelOf(model).join("\n")}\n`);
}

async function run(io: Io, named: string, settings: PlaySettings): Promise<void> {
  const { run: one, output, json, jsonl } = settings;
  const endings = [".csv", ".json", ".jsonl", ...(one !== undefined ? [".md", ".html"] : [".parquet"])];
  if (!mayWrite(io, output, endings)) return;
  const source = openSource(named, io);
  if (!source) return;
  if (settings.show === "kernel") return showKernel(io, source, settings);
  if (one !== undefined) return tellOne(io, source, { ...settings, run: one });
  return output === undefined && !json && !jsonl ? atAGlance(io, source, settings) : toSink(io, source, settings);
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
  addOutput(addVoice(addLuck(addDepartures(command), RUNS.play)))
    .option("--run <n>", "tell this one future, with the reason of every change of course", wholeNumber(0, MOST_RUN))
    .option("--only <ids>", "these policies and variables alone: CHN.korea,arsenal", listed, [])
    .option("--at <date>", "this date alone")
    .addOption(new Option("--show <what>", "the compiled form of the model instead of futures").choices(["kernel"]))
    .action((named: string, settings: PlaySettings) => run(io, named, settings));
};
