// A model opened for watching: under the scenario where its record begins, with the clock run on to the end of its own, and the record.
// What is wrong with the record is said on stderr, by line; errors end the verb with exit 1.

import { dateOfStep, stepOfDate } from "../../../../base/dates.ts";
import type { CheckedModel } from "../../../../language/checked-model.ts";
import { writtenHash } from "../../../../language/draws.ts";
import type { Departures } from "../../../../language/names/departures.ts";
import { readRecord, type WatchRecord } from "../../../../language/record/read-record.ts";
import { countProblems, sayProblem } from "../../../../present/words/say-problems.ts";
import { departuresOf } from "../../../../tasks/source.ts";
import { EXIT, type Io } from "../../io.ts";
import { type Opened, openModel } from "../../open-model.ts";
import type { Settings } from "../../settings.ts";

export type OpenWatched = {
  /** As written, without the record's scenario: where its own clock starts. */
  base: CheckedModel;
  /** The hash of its files as they are written. */
  written: string;
  model: CheckedModel;
  record: WatchRecord;
  /** Opens the model again under more scenarios, with the same clock. */
  again: (scenarios: readonly string[]) => CheckedModel | undefined;
  /** The record as another reading of the model takes it. */
  recordOf: (model: CheckedModel) => WatchRecord | undefined;
};

function departuresFor(settings: Settings, base: CheckedModel, more: readonly string[], steps?: number): Departures {
  const own = departuresOf(settings);
  const scenarios = [...(base.historyScenario ? [base.historyScenario] : []), ...more, ...(own.scenarios ?? [])];
  return { ...own, scenarios, steps };
}

/** The steps until the base model's own clock ends; undefined where the watched one goes as far. */
function stepsUntil(base: CheckedModel, watched: CheckedModel): number | undefined {
  const end = stepOfDate(watched.clock, dateOfStep(base.clock, base.clock.steps - 1));
  return end !== undefined && end + 1 > watched.clock.steps ? end + 1 : undefined;
}

function sayRecord(
  io: Io,
  { folder }: Opened,
  problems: ReturnType<typeof readRecord>["problems"],
  text: string,
): void {
  if (problems.length === 0) return;
  const file = { name: problems[0]!.at.file, text };
  io.err(`${problems.map((p) => sayProblem(p, file.text, folder.show)).join("\n")}\n`);
}

function openRecord(io: Io, opened: Opened): WatchRecord | undefined {
  const { model, folder } = opened;
  if (model.history === undefined) {
    io.err("standoff: this model has no record; name one: `history: history.csv` (docs/watch.md)\n");
    io.code = EXIT.wrong;
    return undefined;
  }
  const text = folder.read(model.history);
  if (text === undefined) {
    io.err(`standoff: the record ${folder.show(model.history)} is not there, or cannot be read\n`);
    io.code = EXIT.outside;
    return undefined;
  }
  const { record, problems } = readRecord(model, model.history, text);
  sayRecord(io, opened, problems, text);
  const errors = problems.filter((p) => p.severity === "error");
  if (record && errors.length === 0 && record.rows.length > 0) return record;
  io.code = EXIT.wrong;
  const nothing = errors.length === 0 ? "standoff: nothing of the record lies within the clock" : countProblems(errors);
  io.err(`${nothing}\n`);
  return undefined;
}

export function openWatched(io: Io, named: string, settings: Settings): OpenWatched | undefined {
  const read = openModel(named, departuresOf(settings), io)?.read;
  const base = read?.model;
  if (!base) return undefined;
  const first = base.historyScenario ? openModel(named, departuresFor(settings, base, []), io)?.model : base;
  if (!first) return undefined;
  const steps = stepsUntil(base, first);
  const opened = openModel(named, departuresFor(settings, base, [], steps), io);
  const record = opened && openRecord(io, opened);
  if (!record) return undefined;
  const again = (scenarios: readonly string[]) =>
    openModel(named, departuresFor(settings, base, scenarios, steps), io)?.model;
  const text = opened.folder.read(opened.model.history!)!;
  const recordOf = (model: CheckedModel) => readRecord(model, record.file, text).record;
  return { base, written: writtenHash(read.texts), model: opened.model, record, again, recordOf };
}
