// Scenarios of a model beside each other, under the same luck, by one or more measures. In: names of scenarios (all where none is said),
// measures as formulas. Out: a table for each measure, and what each scenario changed.

import { MOST_FAILED } from "../../ensemble/ask.ts";
import { compareScenarios, type ScenarioRow, type ScenariosCompared } from "../../ensemble/compare-scenarios.ts";
import type { Measure } from "../../ensemble/paired.ts";
import type { Better, CheckedModel, Question } from "../../language/checked-model.ts";
import type { Departures } from "../../language/names/departures.ts";
import type { ComparedRow } from "../../present/answers/compare-forms.ts";
import { whatChanged } from "../../present/answers/what-changed.ts";
import { sayFaults } from "../../present/words/say-faults.ts";
import { directionOf } from "../../present/words/say-highest.ts";
import { optionName } from "../../present/words/where.ts";
import { RUNS, SEED } from "../defaults.ts";
import { AS_IS, departuresOf, openModel } from "../source.ts";
import { done, isRefused, type Note, type Outcome, type Refusal, refuse, type Work } from "../task.ts";
import { BY_HAND, type CompareRequest, labelOf, lensesOf, ownClock, partsOf } from "./names.ts";

export type ScenariosDone = {
  kind: "scenarios";
  base: CheckedModel;
  rows: readonly ComparedRow[];
  compared: ScenariosCompared;
  measures: readonly string[];
  better: readonly (Better | undefined)[];
  at: string | undefined;
};

/** The rows asked for: with none named, all; with one, it is compared with the model as it is. */
function namesOf(model: CheckedModel, names: readonly string[], overLenses: boolean, byHand: boolean): string[] {
  if (overLenses) return [...new Set([AS_IS, ...names, ...lensesOf(model)])];
  if (byHand) return [AS_IS, BY_HAND];
  if (names.length === 0) return [AS_IS, ...model.scenarios.map((s) => s.id)];
  return names.length === 1 && names[0] !== AS_IS ? [AS_IS, ...names] : [...names];
}

/** What to measure: as asked, or what the model's own first comparison measures. */
function measuresOf(model: CheckedModel, measure: readonly string[]): readonly string[] | undefined {
  if (measure.length > 0) return measure;
  const own = model.questions.find((q) => q.kind === "comparison");
  return own?.kind === "comparison" ? [own.written] : undefined;
}

/** Which end of a measure is the better one: as the model's own comparison by it says, else as of a utility. */
function betterOf(model: CheckedModel, measure: string): Better | undefined {
  const own = model.questions.find((q) => q.kind === "comparison" && q.written === measure);
  return own?.kind === "comparison" ? own.better : directionOf(measure);
}

const questionId = (k: number) => `measure_${k + 1}`;

/** The measures as questions, so that the reader resolves them in each scenario. */
function asQuestions(measures: readonly string[], at: string | undefined): NonNullable<Departures["questions"]> {
  return measures.map((measure, k) => ({
    id: questionId(k),
    fields: { ask: measure, about: measure, ...(at && { at }) },
  }));
}

/** A measure must come to a number a run: a policy by itself does not. */
function measureOf(question: Question | undefined, at: string | undefined): Measure | undefined {
  if (question?.kind !== "quantity") return undefined;
  return { of: question.of, step: at === undefined ? undefined : question.step };
}

type Row = ScenarioRow & Pick<ComparedRow, "changes">;

type About = { base: CheckedModel; measures: readonly string[]; byHand: boolean; names: readonly string[] };

/** Named by nobody, a scenario with a clock of its own is left out with a word; asked for by name, there is nothing to pair it with. */
function apart(name: string, clock: string, isNamed: boolean): Refusal | Note {
  const own = `it has a clock of its own (${clock})`;
  if (!isNamed) return { kind: "warning", says: `\`${name}\` is left out: ${own}` };
  const says = `\`${name}\` has a clock of its own (${clock}), so its futures cannot be paired with the others`;
  return refuse("usage", says);
}

/** The measures of a row, once its model has resolved them. */
function measuresIn(model: CheckedModel, { base, measures }: About, at: string | undefined): Measure[] | Refusal {
  const found = measures.map((_, k) =>
    measureOf(
      model.questions.find((q) => q.id === questionId(k)),
      at,
    ),
  );
  const wrong = found.indexOf(undefined);
  if (wrong < 0) return found.filter((m) => m !== undefined);
  const example = `'${measures[wrong]} is ${base.policies[0]?.options[0]?.id}'`;
  return refuse("usage", `\`${measures[wrong]}\` is a choice, not a number; write for instance ${example}`);
}

async function rowOf(
  request: CompareRequest,
  about: About,
  name: string,
  first: CheckedModel | undefined,
): Promise<Row | Note | Refusal> {
  const { base, measures, byHand, names } = about;
  const levers = byHand && name === AS_IS ? {} : departuresOf(request);
  const own = { ...levers, scenarios: partsOf(name), questions: asQuestions(measures, request.at) };
  const opened = await openModel(request.source, own);
  if (isRefused(opened)) return opened;
  const { model } = opened;
  const clock = ownClock(first ?? model, model);
  if (clock !== undefined) return apart(name, clock, names.includes(name));
  const found = measuresIn(model, about, request.at);
  if (isRefused(found)) return found;
  const id = name === AS_IS || name === BY_HAND ? name : partsOf(name).join("+");
  return { id, label: labelOf(base, name), model, measures: found, changes: whatChanged(base, model) };
}

async function rowsOf(request: CompareRequest, about: About): Promise<{ rows: Row[]; notes: Note[] } | Refusal> {
  const rows: Row[] = [];
  const notes: Note[] = [];
  const { base, byHand, names } = about;
  for (const name of new Set(namesOf(base, names, request.overLenses === true, byHand))) {
    const row = await rowOf(request, about, name, rows[0]?.model);
    if (isRefused(row)) return row;
    if ("kind" in row) notes.push(row);
    else rows.push(row);
  }
  return { rows, notes };
}

/** What stands in the way of a table, or what is said beside it. */
function reckoned(base: CheckedModel, compared: ScenariosCompared): Refusal | Note | undefined {
  const { stopped, failed, runs, tables } = compared;
  if (stopped && tables.length === 0)
    return refuse("stopped", "Stopped before the last row was played, so there is nothing to compare yet.");
  if (failed > MOST_FAILED * runs || tables.length === 0)
    return refuse("none", `No answer: ${sayFaults(base, compared)}.`);
  if (stopped) return { kind: "stopped", says: "Stopped: the table rests on what was played so far." };
  return failed > 0 ? { kind: "faults", says: sayFaults(base, compared) } : undefined;
}

export async function compareByMeasures(
  request: CompareRequest,
  about: Omit<About, "measures">,
  { executor, signal, progress }: Work,
): Promise<Outcome<ScenariosDone>> {
  const { base } = about;
  const { source, seed = SEED, runs = RUNS.compare, at } = request;
  const measures = measuresOf(base, request.measure ?? []);
  if (!measures) {
    const option = optionName(source.where, "measure");
    return refuse("usage", `say what to compare by: ${option} 'utility(CHN)', or any formula of the model`);
  }
  const found = await rowsOf(request, { ...about, measures });
  if (isRefused(found)) return found;
  const better = measures.map((measure) => betterOf(base, measure));
  const stopped = () => signal.aborted;
  const compared = await compareScenarios(found.rows, executor, { seed, runs, better, onProgress: progress, stopped });
  const beside = reckoned(base, compared);
  if (isRefused(beside)) return beside;
  const rows = found.rows.map(({ id, label, changes }) => ({ id, label, changes }));
  return done({ kind: "scenarios", base, rows, compared, measures, better, at }, [...found.notes, beside]);
}
