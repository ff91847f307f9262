// `compare`: scenarios of a model beside each other, under the same luck: by measures, or one decision table under each. In: names of
// scenarios and what to compare by. Out: tables with paired differences.

import { type CompareRequest, unknownIn } from "./compare/names.ts";
import { compareDecision, type ReadingsDone } from "./compare/readings.ts";
import { compareByMeasures, type ScenariosDone } from "./compare/scenarios.ts";
import { departuresOf, openModel } from "./source.ts";
import { isRefused, type Outcome, type Task } from "./task.ts";

export type CompareResult = ScenariosDone | ReadingsDone;

export const compare: Task<CompareRequest, CompareResult> = async (request, executor, signal, progress) => {
  const { source, scenarios: names = [], question, overLenses = false, measure = [], set = [], hold = [] } = request;
  // With levers and no scenario named, the model as it is stands beside the model as it was changed
  const byHand = names.length === 0 && set.length + hold.length > 0 && !overLenses && question === undefined;
  const opened = await openModel(source, byHand ? {} : departuresOf(request));
  if (isRefused(opened)) return opened;
  const base = opened.model;
  const unknown = unknownIn(base, names);
  if (unknown) return unknown;
  const work = { executor, signal, progress };
  const isDecision = (question !== undefined || overLenses) && measure.length === 0;
  const outcome: Outcome<CompareResult> = isDecision
    ? await compareDecision(request, base, work)
    : await compareByMeasures(request, { base, byHand, names }, work);
  return isRefused(outcome) ? outcome : { ...outcome, notes: [...opened.notes, ...outcome.notes] };
};
