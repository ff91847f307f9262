// `standoff compare --question Q`: one decision table under several readings (the model's lenses where none is named), side by side.

import { stepOfDate } from "../../../../base/dates.ts";
import { nearestName } from "../../../../base/nearest-name.ts";
import { MOST_FAILED } from "../../../../ensemble/ask.ts";
import type { Comparison } from "../../../../ensemble/compare-options.ts";
import { compareReadings, type Reading, type ReadingsCompared } from "../../../../ensemble/compare-readings.ts";
import type { CheckedModel } from "../../../../language/checked-model.ts";
import { readingsReport, sayLeastRegret } from "../../../../present/answers/readings-report.ts";
import { csvLine } from "../../../../present/document/csv.ts";
import { envelope } from "../../../../present/document/envelope.ts";
import type { Forms } from "../../../../present/document/forms.ts";
import { sayFaults } from "../../../../present/words/say-faults.ts";
import { AS_IS, departuresOf } from "../../../../tasks/source.ts";
import { EXIT, type Io } from "../../io.ts";
import { openModel } from "../../open-model.ts";
import { give } from "../../output.ts";
import { playing } from "../../playing.ts";
import { type CompareSettings, labelOf, lensesOf, ownClock, partsOf } from "./names.ts";

const RUNS = 1_000;

const comparisonsOf = (model: CheckedModel) => model.questions.filter((q): q is Comparison => q.kind === "comparison");

function wrong(io: Io, says: string): undefined {
  io.err(`standoff: ${says}\n`);
  io.code = EXIT.usage;
  return undefined;
}

/** The comparison that is meant; says why there is none. */
function decisionOf(io: Io, model: CheckedModel, name: string | undefined): Comparison | undefined {
  const all = comparisonsOf(model);
  if (all.length === 0)
    return wrong(io, "this model has no question that compares the options of a policy (compare, hold, measure)");
  const found = name === undefined ? all[0] : all.find((q) => q.id === name);
  if (found) return found;
  const ids = all.map((q) => q.id);
  if (model.questions.some((q) => q.id === name))
    return wrong(io, `\`${name}\` does not compare the options of a policy; these do: ${ids.join(", ")}`);
  const near = nearestName(name ?? "", ids);
  return wrong(
    io,
    `this model has no question \`${name}\`; ${near ? `did you mean \`${near}\`?` : `these compare: ${ids.join(", ")}`}`,
  );
}

/** The readings: those named, else the model as it is and all its lenses. */
function namesOf(model: CheckedModel, names: readonly string[], overLenses: boolean): string[] {
  const lenses = overLenses || names.length === 0 ? lensesOf(model) : [];
  return [...new Set([...(names.includes(AS_IS) || lenses.length > 0 ? [AS_IS] : []), ...names, ...lenses])];
}

function readingOf(
  io: Io,
  base: CheckedModel,
  named: string,
  name: string,
  decision: Comparison,
  settings: CompareSettings,
  first: CheckedModel | undefined,
): Reading | undefined {
  const model = openModel(named, { ...departuresOf(settings), scenarios: partsOf(name) }, io)?.model;
  const question = model && comparisonsOf(model).find((q) => q.id === decision.id);
  if (!model || !question) return undefined;
  const clock = ownClock(first ?? model, model);
  if (clock !== undefined) return wrong(io, `\`${name}\` has a clock of its own (${clock}): ask it by itself`);
  const step = settings.at === undefined ? question.step : stepOfDate(model.clock, settings.at);
  if (settings.at !== undefined && (step === undefined || step < 0 || step >= model.clock.steps))
    return wrong(io, `--at ${settings.at} is no date within the clock`);
  const id = name === AS_IS ? AS_IS : partsOf(name).join("+");
  return { id, label: labelOf(base, name), model, question: { ...question, step } };
}

function resultOf(base: CheckedModel, decision: Comparison, compared: ReadingsCompared): Forms {
  const head = envelope("compare", base, compared);
  const { measure, better, when, policy, baseline } = compared.readings[0]!.answer;
  const about = { question: decision.id, policy, baseline, measure, ...(better && { better }), when };
  const readings = compared.readings.map(({ id, label, answer }) => ({ reading: id, label, rows: answer.rows }));
  const columns = ["reading", "held", "mean", "se", "difference", "low", "high", "best", "regret"];
  const says = better ? { says: sayLeastRegret(compared) } : {};
  return {
    document: () => readingsReport(decision.ask, compared),
    json: () => ({ ...head, ...about, readings, worst: compared.worst, ...says }),
    jsonl: () => readings.map((r) => ({ ...head, ...about, ...r })),
    csv: () =>
      csvLine(columns) +
      readings
        .flatMap(({ reading, rows }) =>
          rows.map((r) => csvLine([reading, r.hold, r.mean, r.se, r.difference, r.low, r.high, r.best, r.regret])),
        )
        .join(""),
  };
}

export async function compareDecision(
  io: Io,
  base: CheckedModel,
  named: string,
  names: readonly string[],
  settings: CompareSettings,
): Promise<void> {
  const decision = decisionOf(io, base, settings.question);
  if (!decision) return;
  const readings: Reading[] = [];
  for (const name of namesOf(base, names, settings.overLenses)) {
    const reading = readingOf(io, base, named, name, decision, settings, readings[0]?.model);
    if (!reading) return;
    readings.push(reading);
  }
  if (readings.length === 0)
    return wrong(io, "this model has no lens (a scenario with `lens: true`): name the scenarios to compare");
  const runs = settings.runs ?? RUNS;
  const compared = await playing(io, settings, ({ executor, progress, stopped }) =>
    compareReadings(readings, executor, { seed: settings.seed, runs, onProgress: progress.at, stopped }),
  );
  if (compared.readings.length === 0 || compared.failed > MOST_FAILED * compared.runs) {
    io.err(
      compared.stopped
        ? "Stopped before the first reading was played.\n"
        : `No answer: ${sayFaults(base, compared)}.\n`,
    );
    if (!compared.stopped) io.code = EXIT.refused;
    return;
  }
  if (compared.stopped) io.err(`Stopped: ${compared.readings.length} of ${readings.length} readings were played.\n`);
  give(io, settings, resultOf(base, decision, compared));
}
