// `standoff compare`: scenarios of a model beside each other, under the same luck.

import { MOST_FAILED } from "../../../ensemble/ask.ts";
import { compareScenarios, type ScenarioRow, type ScenariosCompared } from "../../../ensemble/compare-scenarios.ts";
import type { Measure } from "../../../ensemble/paired.ts";
import type { Better, CheckedModel, Question } from "../../../language/checked-model.ts";
import type { Departures } from "../../../language/names/departures.ts";
import { type ChangedScenario, type MeasuredTable, scenarioReport } from "../../../present/answers/scenario-report.ts";
import { whatChanged } from "../../../present/answers/what-changed.ts";
import { csvLine } from "../../../present/document/csv.ts";
import { envelope } from "../../../present/document/envelope.ts";
import type { Forms } from "../../../present/document/forms.ts";
import { sayFaults } from "../../../present/words/say-faults.ts";
import { directionOf } from "../../../present/words/say-highest.ts";
import { AS_IS, departuresOf } from "../../../tasks/source.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openModel } from "../open-model.ts";
import { give, mayWrite } from "../output.ts";
import { playing } from "../playing.ts";
import { addLevers, addLuck, addOutput, addVoice } from "../settings.ts";
import { targetOf } from "../targets.ts";
import { BY_HAND, type CompareSettings, labelOf, lensesOf, ownClock, partsOf, unknownIn } from "./compare/names.ts";
import { compareDecision } from "./compare/readings.ts";

const RUNS = 1_000;

/** The rows asked for: with none named, all; with one, it is compared with the model as it is. */
function namesOf(model: CheckedModel, names: readonly string[], overLenses: boolean, byHand: boolean): string[] {
  if (overLenses) return [...new Set([AS_IS, ...names, ...lensesOf(model)])];
  if (byHand) return [AS_IS, BY_HAND];
  if (names.length === 0) return [AS_IS, ...model.scenarios.map((s) => s.id)];
  return names.length === 1 && names[0] !== AS_IS ? [AS_IS, ...names] : [...names];
}

/** What to measure: as asked, or what the model's own first comparison measures. */
function measuresOf(model: CheckedModel, settings: CompareSettings): string[] | undefined {
  if (settings.measure.length > 0) return settings.measure;
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

type Row = ScenarioRow & { changes: ChangedScenario["changes"] };

function rowOf(
  io: Io,
  base: CheckedModel,
  named: string,
  name: string,
  measures: readonly string[],
  settings: CompareSettings,
  { isNamed, byHand, first }: { isNamed: boolean; byHand: boolean; first: CheckedModel | undefined },
): Row | "apart" | undefined {
  const levers = byHand && name === AS_IS ? {} : departuresOf(settings);
  const own = { ...levers, scenarios: partsOf(name), questions: asQuestions(measures, settings.at) };
  const model = openModel(named, own, io)?.model;
  if (!model) return undefined;
  const clock = ownClock(first ?? model, model);
  if (clock !== undefined) {
    // Named by nobody, it is left out with a word; asked for by name, there is nothing to pair it with
    io.err(
      isNamed
        ? `standoff: \`${name}\` has a clock of its own (${clock}), so its futures cannot be paired with the others\n`
        : `\`${name}\` is left out: it has a clock of its own (${clock})\n`,
    );
    if (isNamed) io.code = EXIT.usage;
    return isNamed ? undefined : "apart";
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
  const id = name === AS_IS || name === BY_HAND ? name : partsOf(name).join("+");
  return {
    id,
    label: labelOf(base, name),
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
): Forms {
  const when = at ?? "mean over the clock";
  const tables = compared.tables.map(
    (table, k): MeasuredTable => ({
      measure: measures[k]!,
      better: betterOf(base, measures[k]!),
      when,
      rows: table,
    }),
  );
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
  // With levers and no scenario named, the model as it is stands beside the model as it was changed
  const changed = settings.set.length > 0 || settings.hold.length > 0;
  const byHand = names.length === 0 && changed && !settings.overLenses && settings.question === undefined;
  const base = openModel(named, byHand ? {} : departuresOf(settings), io)?.model;
  if (!base) return;
  const wrong = unknownIn(base, names);
  if (wrong === undefined && (settings.question !== undefined || settings.overLenses) && settings.measure.length === 0)
    return compareDecision(io, base, named, names, settings);
  const measures = measuresOf(base, settings);
  if (wrong !== undefined || !measures) {
    io.err(`standoff: ${wrong ?? "say what to compare by: --measure 'utility(CHN)', or any formula of the model"}\n`);
    io.code = EXIT.usage;
    return;
  }
  const rows: Row[] = [];
  for (const name of new Set(namesOf(base, names, settings.overLenses, byHand))) {
    const row = rowOf(io, base, named, name, measures, settings, {
      isNamed: names.includes(name),
      byHand,
      first: rows[0]?.model,
    });
    if (!row) return;
    if (row !== "apart") rows.push(row);
  }
  const better = measures.map((measure) => betterOf(base, measure));
  const compared = await playing(io, settings, ({ executor, progress, stopped }) =>
    compareScenarios(rows, executor, {
      seed: settings.seed,
      runs: settings.runs ?? RUNS,
      better,
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
  result: () => Forms,
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
    .usage("[folder] [scenario...] [options]")
    .argument("[words...]", "the folder of a model, then scenarios; the first is what the others are compared with")
    .addHelpText(
      "before",
      "  $ standoff compare models/six-party as-is far_sighted coercion --measure 'utility(CHN)'\n" +
        "  $ standoff compare models/six-party --hold CHN.korea=coerce@2026-01\n" +
        "  $ standoff compare models/six-party --question cost_to --over-lenses\n",
    );
  addOutput(addVoice(addLuck(addLevers(command), RUNS)))
    .option(
      "--measure <formula>",
      "what to compare by: 'utility(CHN)' (may be repeated)",
      (text, all: string[]) => [...all, text],
      [],
    )
    .option("--question <id>", "the decision table of one of the model's comparisons under each scenario, side by side")
    .option("--over-lenses", "under each of the model's lenses", false)
    .option("--at <date>", "its value at this date, not its mean over the clock")
    .action((words: string[], settings: CompareSettings) => compareModel(io, words, settings));
};
