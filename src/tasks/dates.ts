// A date that a request names, as a step of the clock.

import { type Clock, dateOfStep, stepOfDate } from "../base/dates.ts";
import { optionName, type Where } from "../present/words/where.ts";
import { type Refusal, refuse } from "./task.ts";

/** The step; undefined where no date was named; a refusal where the clock does not have it. */
export function stepWithin(clock: Clock, at: string | undefined, where: Where): number | undefined | Refusal {
  if (at === undefined) return undefined;
  const step = stepOfDate(clock, at);
  if (step !== undefined && step >= 0 && step < clock.steps) return step;
  const [from, to] = [dateOfStep(clock, 0), dateOfStep(clock, clock.steps - 1)];
  return refuse("usage", `${optionName(where, "at")} ${at} is no date within the clock (${from} to ${to})`);
}
