// `standoff fit`: a model learns its uncertain numbers from its record (docs/fit.md). With -o fitted.yaml the joint posterior is written
// as a table of draws and the scenario that plays it; what is done is kept beside it, so the same command goes on after a stop.

import { InvalidArgumentError, Option } from "commander";
import { fitForms } from "../../../present/watch/fit-report.ts";
import { FIT, RUNS } from "../../../tasks/defaults.ts";
import { type FitResult, fit } from "../../../tasks/fit.ts";
import type { AddVerb, Io } from "../io.ts";
import { openSource } from "../open-model.ts";
import { give, mayWrite, type OutputSettings } from "../output.ts";
import { runHere } from "../run-task.ts";
import { addDepartures, addLuck, addOutput, addVoice, listed, type Settings, wholeNumber } from "../settings.ts";
import { targetOf } from "../targets.ts";
import { type Checkpoint, checkpointFor } from "./fit/checkpoint.ts";
import { writeFitted } from "./fit/write-fitted.ts";

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

const FORMS = [".yaml", ".json", ".jsonl", ".csv", ".md", ".html"];

/** `10m`, `90s`, `2h` → milliseconds. */
function timeOf(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*(s|m|h)$/.exec(text.trim()) ?? [];
  const size = { s: 1_000, m: 60_000, h: 3_600_000 }[unit ?? ""];
  if (number === undefined || size === undefined || !(Number(number) > 0))
    throw new InvalidArgumentError("A time is wanted: 90s, 10m or 2h.");
  return Number(number) * size;
}

async function run(io: Io, words: readonly string[], settings: FitSettings): Promise<void> {
  if (!mayWrite(io, settings.output, FORMS)) return;
  const source = openSource(targetOf(words).named, io);
  if (!source) return;
  let checkpoint: Checkpoint | undefined;
  const kept = (key: string) => {
    checkpoint = checkpointFor(io, settings.output, key);
    return checkpoint;
  };
  const until = settings.within === undefined ? undefined : AbortSignal.timeout(settings.within);
  const found = await runHere(io, { ...settings, until }, fit, { ...settings, source, kept });
  if (found) giveFit(io, settings, found, checkpoint);
}

function giveFit(io: Io, settings: FitSettings, { report, written }: FitResult, kept: Checkpoint | undefined): void {
  const { output } = settings;
  if (report.isStopped)
    io.err(
      `Stopped before its end: the best so far.${output ? ` The same command goes on from ${kept?.file}.` : ""}\n`,
    );
  const isScenario = output?.endsWith(".yaml") === true;
  if (isScenario && !writeFitted(io, output, report, written)) return;
  if (!report.isStopped) kept?.end();
  const { output: _output, ...rest } = settings;
  give(io, isScenario ? rest : settings, fitForms(report));
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
    .option("--chains <n>", "chains, each with a start of its own", wholeNumber(1, 64), FIT.chains)
    .option("--draws <n>", "proposals of each chain, half of them to warm up", wholeNumber(10, 10_000_000), FIT.draws)
    .option("--passes <n>", "passes of the search before each chain; 0 for none", wholeNumber(0, 100_000), FIT.passes)
    .addOption(new Option("--within <time>", "give the best so far after this time: 90s, 10m, 2h").argParser(timeOf));
  addOutput(addVoice(addLuck(addDepartures(command), RUNS.fit)), ".yaml .json .jsonl .csv .md .html").action(
    (words: string[], settings: FitSettings) => run(io, words, settings),
  );
};
