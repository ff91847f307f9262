// Which policies, variables and dates of futures a request is about.

import { dateOfStep, stepOfDate } from "../../base/dates.ts";
import { nearestName } from "../../base/nearest-name.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { type Column, columnsOf } from "../../present/futures/future-rows.ts";
import { optionName, type Where } from "../../present/words/where.ts";
import { isRefused, type Refusal, refuse } from "../task.ts";

export type Wanted = {
  /** Policies and variables; a family's name stands for all its members. All where none is named. */
  only?: readonly string[] | undefined;
  /** This date alone. */
  at?: string | undefined;
};

export type Chosen = { columns: Column[]; steps: number[] };

function chosenColumns(model: CheckedModel, only: readonly string[]): Column[] | Refusal {
  const all = columnsOf(model);
  if (only.length === 0) return all;
  const fits = (id: string, name: string) => id === name || id.startsWith(`${name}[`);
  const wrong = only.find((name) => !all.some(({ id }) => fits(id, name)));
  if (wrong === undefined) return all.filter(({ id }) => only.some((name) => fits(id, name)));
  const known = all.map(({ id }) => id.replace(/\[.*/, ""));
  const near = nearestName(wrong, known);
  return refuse("usage", `there is no policy or variable \`${wrong}\`${near ? `; did you mean \`${near}\`?` : ""}`);
}

function chosenSteps(model: CheckedModel, at: string, where: Where): number[] | Refusal {
  const { clock } = model;
  const step = stepOfDate(clock, at);
  if (step !== undefined && step >= 0 && step < clock.steps) return [step];
  const [from, to] = [dateOfStep(clock, 0), dateOfStep(clock, clock.steps - 1)];
  return refuse("usage", `${optionName(where, "at")} ${at} is no date of this model; it plays ${from} to ${to}`);
}

export const allSteps = (model: CheckedModel) => Array.from({ length: model.clock.steps }, (_, t) => t);

/** `steps`: those that are meant where no date is named. */
export function chosenOf(
  model: CheckedModel,
  { only = [], at }: Wanted,
  where: Where,
  steps = allSteps(model),
): Chosen | Refusal {
  const columns = chosenColumns(model, only);
  if (isRefused(columns)) return columns;
  const chosen = at === undefined ? steps : chosenSteps(model, at, where);
  return isRefused(chosen) ? chosen : { columns, steps: chosen };
}
