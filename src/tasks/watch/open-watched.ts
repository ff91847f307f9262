// A model opened for watching: under the scenario where its record begins, with the clock run on to the end of its own, and the record.
// What is wrong with the record is said by line; errors are the model's own.

import { dateOfStep, stepOfDate } from "../../base/dates.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { writtenHash } from "../../language/draws.ts";
import type { Departures } from "../../language/names/departures.ts";
import { readRecord, type WatchRecord } from "../../language/record/read-record.ts";
import { countProblems, sayProblem } from "../../present/words/say-problems.ts";
import { departuresOf, type OfModel, openModel, type Source } from "../source.ts";
import { isRefused, type Note, type Refusal, refuse } from "../task.ts";

export type OpenWatched = {
  /** As written, without the record's scenario: where its own clock starts. */
  base: CheckedModel;
  /** The hash of its files as they are written. */
  written: string;
  model: CheckedModel;
  record: WatchRecord;
  notes: Note[];
  /** Opens the model again under more scenarios, with the same clock. */
  again: (scenarios: readonly string[]) => Promise<CheckedModel | Refusal>;
  /** The record as another reading of the model takes it. */
  recordOf: (model: CheckedModel) => WatchRecord | undefined;
};

function departuresFor(request: OfModel, base: CheckedModel, more: readonly string[], steps?: number): Departures {
  const own = departuresOf(request);
  const scenarios = [...(base.historyScenario ? [base.historyScenario] : []), ...more, ...(own.scenarios ?? [])];
  return { ...own, scenarios, steps };
}

/** The steps until the base model's own clock ends; undefined where the watched one goes as far. */
function stepsUntil(base: CheckedModel, watched: CheckedModel): number | undefined {
  const end = stepOfDate(watched.clock, dateOfStep(base.clock, base.clock.steps - 1));
  return end !== undefined && end + 1 > watched.clock.steps ? end + 1 : undefined;
}

type Recorded = { record: WatchRecord; text: string; notes: Note[] };

/** The record of a model, with its warnings. */
function openRecord(source: Source, model: CheckedModel): Recorded | Refusal {
  const { history } = model;
  if (history === undefined)
    return refuse("model", "this model has no record; name one: `history: history.csv` (docs/watch.md)");
  const text = source.text(history);
  if (text === undefined)
    return refuse("outside", `the record ${source.show(history)} is not there, or cannot be read`);
  const { record, problems } = readRecord(model, history, text);
  const said = problems.map((p) => sayProblem(p, text, source.show)).join("\n");
  const errors = problems.filter((p) => p.severity === "error");
  if (errors.length > 0) return refuse("model", `${said}\n${countProblems(errors)}`, { problems });
  const notes: Note[] = said === "" ? [] : [{ kind: "warning", says: said }];
  if (record && record.rows.length > 0) return { record, text, notes };
  const nothing = "nothing of the record lies within the clock";
  return said === "" ? refuse("model", nothing) : refuse("model", `${said}\nstandoff: ${nothing}`, { problems });
}

/** The clock of the record run on, where the model's own clock goes further. */
async function watchedModel(request: OfModel, base: CheckedModel) {
  const { source } = request;
  const first = base.historyScenario ? await openModel(source, departuresFor(request, base, [])) : { model: base };
  if (isRefused(first)) return first;
  const steps = stepsUntil(base, first.model);
  const opened = await openModel(source, departuresFor(request, base, [], steps));
  return isRefused(opened) ? opened : { ...opened, steps };
}

export async function openWatched(request: OfModel): Promise<OpenWatched | Refusal> {
  const { source } = request;
  const written = await openModel(source, departuresOf(request));
  if (isRefused(written)) return written;
  const base = written.model;
  const opened = await watchedModel(request, base);
  if (isRefused(opened)) return opened;
  const { model, steps } = opened;
  const recorded = openRecord(source, model);
  if (isRefused(recorded)) return recorded;
  const { record, text } = recorded;
  const again = async (scenarios: readonly string[]) => {
    const read = await openModel(source, departuresFor(request, base, scenarios, steps));
    return isRefused(read) ? read : read.model;
  };
  const notes = [...written.notes, ...recorded.notes];
  const recordOf = (other: CheckedModel) => readRecord(other, record.file, text).record;
  return { base, written: writtenHash(written.read.texts), model, record, notes, again, recordOf };
}
