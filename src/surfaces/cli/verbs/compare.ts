// `standoff compare`: scenarios of a model beside each other, under the same luck.

import { nearestName } from "../../../base/nearest-name.ts";
import { MOST_FAILED } from "../../../ensemble/ask.ts";
import { compareScenarios, type ScenarioRow, type ScenariosCompared } from "../../../ensemble/compare-scenarios.ts";
import type { Measure } from "../../../ensemble/paired.ts";
import type { CheckedModel, Question } from "../../../language/checked-model.ts";
import type { Departures } from "../../../language/names/departures.ts";
import { csvLine } from "../../../report/csv.ts";
import { sayFaults } from "../../../report/say-faults.ts";
import { type ChangedScenario, type MeasuredTable, scenarioReport } from "../../../report/scenario-report.ts";
import { whatChanged } from "../../../report/what-changed.ts";
import { envelope } from "../envelope.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openModel } from "../open-model.ts";
import { give, mayWrite, type OutputSettings, type Result } from "../output.ts";
import { playing } from "../playing.ts";
import { AS_IS, addLevers, addLuck, addOutput, addVoice, departuresOf, type Settings } from "../settings.ts";
import { targetOf } from "../targets.ts";

type CompareSettings = Settings & OutputSettings & { measure: string[]; at?: string };

const RUNS = 1_000;

/** `far-sighted+coercion` → the scenarios that are laid over one another. */
const partsOf = (name: string) => (name === AS_IS ? [] : name.split("+").map((part) => part.replaceAll("-", "_")));

/** The rows asked for: with none named, all; with one, it is compared with the model as it is. */
function namesOf(model: CheckedModel, names: readonly string[]): string[] {
  if (names.length === 0) return [AS_IS, ...model.scenarios.map((s) => s.id)];
  return names.length === 1 && names[0] !== AS_IS ? [AS_IS, ...names] : [...names];
}

function unknownIn(model: CheckedModel, names: readonly string[]): string | undefined {
  const known = model.scenarios.map((s) => s.id);
  const wrong = names.flatMap(partsOf).find((part) => !known.includes(part));
  if (wrong === undefined) return undefined;
  const near = nearestName(wrong, known);
  const mend = near ? `did you mean \`${near}\`?` : `it has: ${[AS_IS, ...known].join(", ")}`;
  return `this model has no scenario \`${wrong}\`; ${mend}`;
}

/** What to measure: as asked, or what the model's own first comparison measures. */
function measuresOf(model: CheckedModel, settings: CompareSettings): string[] | undefined {
  if (settings.measure.length > 0) return settings.measure;
  const own = model.questions.find((q) => q.kind === "comparison");
  return own?.kind === "comparison" ? [own.written] : undefined;
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

type Row = ScenarioRow & { changes: ChangedScenario["changes"] };

function rowOf(
  io: Io,
  base: CheckedModel,
  named: string,
  name: string,
  measures: readonly string[],
  settings: CompareSettings,
): Row | undefined {
  const own = { ...departuresOf(settings), scenarios: partsOf(name), questions: asQuestions(measures, settings.at) };
  const model = openModel(named, own, io)?.model;
  if (!model) return undefined;
  const { start, step, steps } = model.clock;
  if (start !== base.clock.start || step !== base.clock.step || steps !== base.clock.steps) {
    io.err(
      `standoff: \`${name}\` has a clock of its own (${steps} ${step}s from ${start}), so its futures cannot be paired with the others\n`,
    );
    io.code = EXIT.usage;
    return undefined;
  }
  const found = measures.map((_, k) =>
    measureOf(
      model.questions.find((q) => q.id === questionId(k)),
      settings.at,
    ),
  );
  const wrong = found.indexOf(undefined);
  if (wrong >= 0) {
    io.err(
      `standoff: \`${measures[wrong]}\` is a choice, not a number; write for instance '${measures[wrong]} is ${base.policies[0]?.options[0]?.id}'\n`,
    );
    io.code = EXIT.usage;
    return undefined;
  }
  const label = base.scenarios.find((s) => s.id === partsOf(name)[0])?.label ?? "the model as it is";
  const id = name === AS_IS ? AS_IS : partsOf(name).join("+");
  return {
    id,
    label: partsOf(name).length > 1 ? id : label,
    model,
    measures: found as Measure[],
    changes: whatChanged(base, model),
  };
}

function resultOf(
  base: CheckedModel,
  rows: readonly Row[],
  compared: ScenariosCompared,
  measures: readonly string[],
  at: string | undefined,
): Result {
  const when = at ?? "mean over the clock";
  const tables = compared.tables.map((table, k): MeasuredTable => ({ measure: measures[k]!, when, rows: table }));
  const changed = rows.map(({ id, label, changes }) => ({ scenario: id, label, changes }));
  const changesOf = (id: string) => rows.find((row) => row.id === id)!.changes;
  const head = { ...envelope("compare", base, compared), baseline: rows[0]!.id };
  const json = ({ measure, rows: figures }: MeasuredTable) => ({
    measure,
    when,
    rows: figures.map((figure) => ({ ...figure, changed: changesOf(figure.scenario) })),
  });
  const columns = ["measure", "when", "scenario", "mean", "se", "difference", "low", "high", "best", "regret"];
  const cells = ({ measure, rows: figures }: MeasuredTable) =>
    figures.map((f) =>
      csvLine([measure, when, f.scenario, f.mean, f.se, f.difference, f.low, f.high, f.best, f.regret]),
    );
  return {
    document: () => scenarioReport(tables, changed, compared),
    json: () => ({ ...head, ...(tables.length === 1 ? json(tables[0]!) : { measures: tables.map(json) }) }),
    jsonl: () => tables.flatMap((t) => json(t).rows.map((row) => ({ ...head, measure: t.measure, when, ...row }))),
    csv: () => csvLine(columns) + tables.flatMap(cells).join(""),
  };
}

async function compareModel(io: Io, words: readonly string[], settings: CompareSettings): Promise<void> {
  if (!mayWrite(io, settings.output)) return;
  const { named, names } = targetOf(words);
  const base = openModel(named, departuresOf(settings), io)?.model;
  if (!base) return;
  const wrong = unknownIn(base, names);
  const measures = measuresOf(base, settings);
  if (wrong !== undefined || !measures) {
    io.err(`standoff: ${wrong ?? "say what to compare by: --measure 'utility(CHN)', or any formula of the model"}\n`);
    io.code = EXIT.usage;
    return;
  }
  const rows: Row[] = [];
  for (const name of new Set(namesOf(base, names))) {
    const row = rowOf(io, base, named, name, measures, settings);
    if (!row) return;
    rows.push(row);
  }
  const compared = await playing(io, settings, ({ player, progress, stopped }) =>
    compareScenarios(rows, player, {
      seed: settings.seed,
      runs: settings.runs ?? RUNS,
      onProgress: progress.at,
      stopped,
    }),
  );
  finish(io, base, compared, settings, () => resultOf(base, rows, compared, measures, settings.at));
}

function finish(
  io: Io,
  base: CheckedModel,
  compared: ScenariosCompared,
  settings: CompareSettings,
  result: () => Result,
): void {
  if (compared.stopped && compared.tables.length === 0) {
    io.err("Stopped before the last row was played, so there is nothing to compare yet.\n");
    return;
  }
  if (compared.failed > MOST_FAILED * compared.runs || compared.tables.length === 0) {
    io.err(`No answer: ${sayFaults(base, compared)}.\n`);
    io.code = EXIT.refused;
    return;
  }
  if (compared.stopped) io.err("Stopped: the table rests on what was played so far.\n");
  else if (compared.failed > 0 && !settings.quiet) io.err(`${sayFaults(base, compared)}\n`);
  give(io, settings, result());
}

export const addCompare: AddVerb = (program, io) => {
  const command = program
    .command("compare")
    .description("Compares scenarios under the same luck; `as-is` is the model without a scenario.")
    .argument("[words...]", "the folder of a model, then scenarios; the first is what the others are compared with")
    .addHelpText(
      "before",
      "  $ standoff compare models/six-party as-is far_sighted coercion --measure 'utility(CHN)'\n",
    );
  addOutput(addVoice(addLuck(addLevers(command), RUNS)))
    .option(
      "--measure <formula>",
      "what to compare by: 'utility(CHN)' (may be repeated)",
      (text, all: string[]) => [...all, text],
      [],
    )
    .option("--at <date>", "its value at this date, not its mean over the clock")
    .action((words: string[], settings: CompareSettings) => compareModel(io, words, settings));
};
