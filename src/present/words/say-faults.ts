// Runs that were stopped because a value turned non-finite, in words: how many, the first one's variable, date and line.

import { dateOfStep } from "../../base/dates.ts";
import type { Fault } from "../../engine/interpreter/fault.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { count } from "./figures.ts";

/** ``37 of 10,000 futures were stopped: in future 412 `arsenal` became infinite, 2027-03 (standoff.yaml:21)``. */
export function sayFaults(
  model: CheckedModel,
  asked: { runs: number; failed: number; faults: readonly Fault[] },
): string {
  const [first] = asked.faults;
  const stopped = `${count(asked.failed)} of ${count(asked.runs)} futures ${asked.failed === 1 ? "was" : "were"} stopped`;
  if (!first) return stopped;
  const { run, id, value, step, at } = first;
  return `${stopped}: in future ${run} \`${id}\` became ${value}, ${dateOfStep(model.clock, step)} (${at.file}:${at.line})`;
}
