// Where a task's model comes from. In: a way to read it under departures, which each host has of its own (a folder, files in a page, a
// text). Out: the checked model, or its problems as a refusal. A wrong lever is wrong usage; anything else is the model's own fault.

import type { CheckedModel } from "../language/checked-model.ts";
import type { Departures } from "../language/names/departures.ts";
import type { ReadResult } from "../language/read-model.ts";
import { countProblems, sayProblem } from "../present/words/say-problems.ts";
import type { Where } from "../present/words/where.ts";
import { type Note, type Refusal, refuse } from "./task.ts";

export type Source = {
  /** The model as the person named it. */
  named: string;
  where: Where;
  read: (departures: Departures) => ReadResult | Promise<ReadResult>;
  /** A text that stands beside the model: its record. */
  text: (path: string) => string | undefined;
  /** A file of the model as the person would name it. */
  show: (file: string) => string;
};

/** The model of a request, and what is laid over it. */
export type OfModel = {
  source: Source;
  scenario?: readonly string[] | undefined;
  set?: readonly (readonly [string, string])[] | undefined;
  hold?: readonly (readonly [string, string])[] | undefined;
};

/** The model without any departure, where a scenario is asked for. */
export const AS_IS = "as-is";

const pairs = (all: OfModel["set"]) => (all ?? []).map(([id, value]): [string, string] => [id, value]);

export const departuresOf = ({ scenario = [], set, hold }: Omit<OfModel, "source">): Departures => ({
  scenarios: scenario.filter((id) => id !== AS_IS),
  set: pairs(set),
  hold: pairs(hold),
});

export type OpenedModel = { model: CheckedModel; read: ReadResult; notes: Note[] };

const isLever = (file: string) => file.startsWith("--");

/** The model under these departures, with what is said of levers that do nothing. */
export async function openModel(source: Source, departures: Departures = {}): Promise<OpenedModel | Refusal> {
  const read = await source.read(departures);
  const say = (problems: ReadResult["problems"]) =>
    problems.map((p) => sayProblem(p, read.texts.get(p.at.file), source.show)).join("\n");
  if (read.model) {
    const idle = read.problems.filter((p) => isLever(p.at.file));
    return { model: read.model, read, notes: idle.length === 0 ? [] : [{ kind: "warning", says: say(idle) }] };
  }
  const problems = read.problems.filter((p) => p.severity === "error");
  const why = problems.every((p) => isLever(p.at.file)) ? "usage" : "model";
  return refuse(why, `${say(problems)}\n${countProblems(problems)}`, { problems });
}

/** A model that was read already, as a source: it takes no departures. */
export const sourceOf = (model: CheckedModel, where: Where): Source => ({
  named: model.title,
  where,
  read: () => ({ model, problems: [], cuts: [], texts: new Map() }),
  text: () => undefined,
  show: (file) => file,
});
