// The clock: when the model starts, and how far it may go.

import { type Clock, dateOfStep, parseDate, type Step, stepOfDate } from "../../base/dates.ts";
import { LIMITS } from "../limits.ts";
import { type Element, fieldOf, type Located, placeOfElement, placeOfLocated } from "../names/elements.ts";
import type { Problems } from "../problems.ts";
import type { SourceFile } from "../text/source-file.ts";

const CLOCK = "write `clock: { start: 2024-07, step: month, steps: 60 }`";

const FALLBACK: Clock = { start: "2000-01", step: "month", steps: 1 };

export function checkClock(element: Element | undefined, main: SourceFile | undefined, problems: Problems): Clock {
  if (!element) {
    const at = { file: main?.name ?? "standoff.yaml", line: 1, column: 1, length: 1 };
    if (!problems.hasLeftOut("clock"))
      problems.add("missing-key", at, { where: "a model", name: "clock", mend: CLOCK });
    problems.leaveOut("clock");
    return FALLBACK;
  }
  const clock = { ...FALLBACK };
  const start = fieldOf(element, "start");
  const step = fieldOf(element, "step");
  const steps = fieldOf(element, "steps");
  if (start) {
    // Years below 1000 could not be written back as dates
    const date = parseDate(String(start.value));
    if (date && date.year >= 1000) clock.start = String(start.value);
    else {
      problems.add("bad-date", placeOfLocated(start), { text: String(start.value) });
      problems.leaveOut("clock");
    }
  }
  if (step) clock.step = step.value as Step;
  if (steps) {
    const count = Number(steps.value);
    if (Number.isInteger(count) && count >= 1 && count <= LIMITS.steps.most) clock.steps = count;
    else {
      problems.add("bad-clock", placeOfLocated(steps), { steps: count, most: LIMITS.steps.most });
      problems.leaveOut("clock");
    }
  }
  if (!start || !steps)
    problems.add("missing-key", placeOfElement(element), { where: "the clock", name: start ? "steps" : "start" });
  // A start inside a month is its month: dates are said as precisely as the clock counts
  return { ...clock, start: dateOfStep({ ...clock, start: clock.start }, 0) };
}

/** The step of a date that must lie within the clock; undefined and said where it is no date. */
export function stepWithin(
  clock: Clock,
  located: Located,
  effect: { before: string; after: string },
  problems: Problems,
): number | undefined {
  const text = String(located.value);
  const step = stepOfDate(clock, text);
  if (step === undefined) {
    problems.add("bad-date", placeOfLocated(located), { text });
    return undefined;
  }
  // A clock that is wrong itself is said once
  if ((step < 0 || step >= clock.steps) && !problems.hasLeftOut("clock")) {
    const [from, to] = [dateOfStep(clock, 0), dateOfStep(clock, clock.steps - 1)];
    const facts = { date: text, from, to, effect: step < 0 ? effect.before : effect.after };
    problems.add("out-of-clock", placeOfLocated(located), facts);
  }
  return step;
}
