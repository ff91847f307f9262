// One decision table under several readings of a model (its lenses where none is named), side by side. In: one of the model's comparisons.
// Out: the table under each reading, and which option is regretted least where it is worst.

import { stepOfDate } from "../../base/dates.ts";
import { nearestName } from "../../base/nearest-name.ts";
import { MOST_FAILED } from "../../ensemble/ask.ts";
import type { Comparison } from "../../ensemble/compare-options.ts";
import { compareReadings, type Reading, type ReadingsCompared } from "../../ensemble/compare-readings.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { sayFaults } from "../../present/words/say-faults.ts";
import { optionName } from "../../present/words/where.ts";
import { RUNS, SEED } from "../defaults.ts";
import { AS_IS, departuresOf, openModel } from "../source.ts";
import { done, isRefused, type Note, type Outcome, type Refusal, refuse, type Work } from "../task.ts";
import { type CompareRequest, labelOf, lensesOf, ownClock, partsOf } from "./names.ts";

export type ReadingsDone = {
  kind: "readings";
  base: CheckedModel;
  decision: Comparison;
  compared: ReadingsCompared;
};

const comparisonsOf = (model: CheckedModel) => model.questions.filter((q): q is Comparison => q.kind === "comparison");

/** The comparison that is meant. */
function decisionOf(model: CheckedModel, name: string | undefined): Comparison | Refusal {
  const all = comparisonsOf(model);
  if (all.length === 0)
    return refuse("usage", "this model has no question that compares the options of a policy (compare, hold, measure)");
  const found = name === undefined ? all[0] : all.find((q) => q.id === name);
  if (found) return found;
  const ids = all.map((q) => q.id);
  if (model.questions.some((q) => q.id === name))
    return refuse("usage", `\`${name}\` does not compare the options of a policy; these do: ${ids.join(", ")}`);
  const near = nearestName(name ?? "", ids);
  return refuse(
    "usage",
    `this model has no question \`${name}\`; ${near ? `did you mean \`${near}\`?` : `these compare: ${ids.join(", ")}`}`,
  );
}

/** The readings: those named, else the model as it is and all its lenses. */
function namesOf(model: CheckedModel, names: readonly string[], overLenses: boolean): string[] {
  const lenses = overLenses || names.length === 0 ? lensesOf(model) : [];
  return [...new Set([...(names.includes(AS_IS) || lenses.length > 0 ? [AS_IS] : []), ...names, ...lenses])];
}

async function readingOf(
  request: CompareRequest,
  { base, name, decision }: { base: CheckedModel; name: string; decision: Comparison },
  first: CheckedModel | undefined,
): Promise<Reading | Refusal> {
  const { source, at } = request;
  const opened = await openModel(source, { ...departuresOf(request), scenarios: partsOf(name) });
  if (isRefused(opened)) return opened;
  const { model } = opened;
  const question = comparisonsOf(model).find((q) => q.id === decision.id);
  if (!question) return refuse("usage", `under \`${name}\` the model has no comparison \`${decision.id}\``);
  const clock = ownClock(first ?? model, model);
  if (clock !== undefined) return refuse("usage", `\`${name}\` has a clock of its own (${clock}): ask it by itself`);
  const step = at === undefined ? question.step : stepOfDate(model.clock, at);
  if (at !== undefined && (step === undefined || step < 0 || step >= model.clock.steps))
    return refuse("usage", `${optionName(source.where, "at")} ${at} is no date within the clock`);
  const id = name === AS_IS ? AS_IS : partsOf(name).join("+");
  return { id, label: labelOf(base, name), model, question: { ...question, step } };
}

async function readingsOf(request: CompareRequest, base: CheckedModel, decision: Comparison, names: readonly string[]) {
  const readings: Reading[] = [];
  for (const name of namesOf(base, names, request.overLenses === true)) {
    const reading = await readingOf(request, { base, name, decision }, readings[0]?.model);
    if (isRefused(reading)) return reading;
    readings.push(reading);
  }
  if (readings.length > 0) return readings;
  return refuse("usage", "this model has no lens (a scenario with `lens: true`): name the scenarios to compare");
}

export async function compareDecision(
  request: CompareRequest,
  base: CheckedModel,
  { executor, signal, progress }: Work,
): Promise<Outcome<ReadingsDone>> {
  const { seed = SEED, runs = RUNS.compare, scenarios: names = [] } = request;
  const decision = decisionOf(base, request.question);
  if (isRefused(decision)) return decision;
  const readings = await readingsOf(request, base, decision, names);
  if (isRefused(readings)) return readings;
  const stopped = () => signal.aborted;
  const compared = await compareReadings(readings, executor, { seed, runs, onProgress: progress, stopped });
  const played = compared.readings.length;
  if (played === 0 && compared.stopped) return refuse("stopped", "Stopped before the first reading was played.");
  if (played === 0 || compared.failed > MOST_FAILED * compared.runs)
    return refuse("none", `No answer: ${sayFaults(base, compared)}.`);
  const says = `Stopped: ${played} of ${readings.length} readings were played.`;
  const note: Note | undefined = compared.stopped ? { kind: "stopped", says } : undefined;
  return done({ kind: "readings", base, decision, compared }, [note]);
}
