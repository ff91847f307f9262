// The last step of the record that is read, by a date.

import type { WatchPlan } from "../../analysis/watch/plan.ts";
import { dateOfStep, stepOfDate } from "../../base/dates.ts";
import { optionName, type Where } from "../../present/words/where.ts";
import { type Refusal, refuse } from "../task.ts";

/** The step; the record's last where nothing is said. */
export function asOfStep(
  { model: { clock }, first, last }: WatchPlan,
  asOf: string | undefined,
  where: Where,
  option = "as-of",
): number | Refusal {
  if (asOf === undefined) return last;
  const step = stepOfDate(clock, asOf);
  if (step !== undefined && step >= first && step < clock.steps) return Math.min(step, last);
  const [from, to] = [dateOfStep(clock, first), dateOfStep(clock, last)];
  const name = optionName(where, option);
  return refuse("usage", `${name} takes a date of the record, from ${from} to ${to}; this is \`${asOf}\``);
}
