// `standoff watch`: holds a model against its record. As of a date: what its state must be, and its answers from there.

import { InvalidArgumentError, Option } from "commander";
import { watchForms } from "../../../present/watch/watch-forms.ts";
import { RUNS, WATCH } from "../../../tasks/defaults.ts";
import type { WatchRequest } from "../../../tasks/watch/request.ts";
import { watch } from "../../../tasks/watch.ts";
import type { AddVerb, Io } from "../io.ts";
import { openSource } from "../open-model.ts";
import { give, mayWrite, type OutputSettings } from "../output.ts";
import { runHere } from "../run-task.ts";
import { addDepartures, addLuck, addOutput, addVoice, listed, type Settings, wholeNumber } from "../settings.ts";
import { targetOf } from "../targets.ts";

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

/** `1,3,12` → [1, 3, 12]. */
function horizonsOf(text: string): number[] {
  const all = text.split(",").map((part) => Number(part.trim()));
  if (all.every((h) => Number.isInteger(h) && h >= 1 && h <= 600)) return [...new Set(all)].sort((a, b) => a - b);
  throw new InvalidArgumentError("Steps ahead are wanted, for instance 1,3,12.");
}

/** One of the five questions; where several are named, the first in this order. */
function whatOf(settings: WatchSettings): NonNullable<WatchRequest["what"]> {
  if (settings.backtest) return "backtest";
  if (settings.behaviours) return "behaviours";
  if (settings.rivals) return "rivals";
  return settings.indicators ? "indicators" : "answers";
}

async function run(io: Io, words: readonly string[], settings: WatchSettings): Promise<void> {
  if (!mayWrite(io, settings.output)) return;
  const { named, names } = targetOf(words);
  const source = openSource(named, io);
  if (!source) return;
  const rivals = Array.isArray(settings.rivals) ? settings.rivals : [];
  const request = { ...settings, source, what: whatOf(settings), questions: names, rivals };
  const found = await runHere(io, settings, watch, request);
  if (found) give(io, settings, watchForms(found, settings.verbose || settings.output !== undefined));
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
      `say what moved the answers in these last steps (${WATCH.back}; 0 for nothing)`,
      wholeNumber(0, 600),
    )
    .option("--backtest", "score the model's forecasts from the record's start, beside naive ones", false)
    .addOption(
      new Option("--horizons <steps>", "how many steps ahead a backtest forecasts")
        .argParser(horizonsOf)
        .default(WATCH.horizons, "1,3,12"),
    )
    .option(
      "--futures <n>",
      `futures played from each step of a backtest (${WATCH.futures})`,
      wholeNumber(10, 1_000_000),
    )
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
      `filters that share the particles, or for each rival: their spread is the error (${WATCH.filters})`,
      wholeNumber(1, 100),
    )
    .option("--indicators", "what to watch for: what would move each answer most", false)
    .option("--ahead <steps>", `how many steps ahead indicators are looked for (${WATCH.ahead})`, wholeNumber(1, 600))
    .option("--split <date>", "score what a backtest forecast before and after this date apart");
  addOutput(addVoice(addLuck(addDepartures(command), RUNS.watch))).action((words: string[], settings: WatchSettings) =>
    run(io, words, settings),
  );
};
