// `--as-of`: the last step of the record that is read.

import type { WatchPlan } from "../../../../analysis/watch/plan.ts";
import { dateOfStep, stepOfDate } from "../../../../base/dates.ts";
import { EXIT, type Io } from "../../io.ts";

/** The step; the record's last where nothing is said; undefined after a wrong date was said. */
export function asOfStep(io: Io, plan: WatchPlan, asOf: string | undefined, option = "--as-of"): number | undefined {
  if (asOf === undefined) return plan.last;
  const { clock } = plan.model;
  const step = stepOfDate(clock, asOf);
  if (step !== undefined && step >= plan.first && step < clock.steps) return Math.min(step, plan.last);
  const [from, to] = [dateOfStep(clock, plan.first), dateOfStep(clock, plan.last)];
  io.err(`standoff: ${option} takes a date of the record, from ${from} to ${to}; this is \`${asOf}\`\n`);
  io.code = EXIT.usage;
  return undefined;
}
