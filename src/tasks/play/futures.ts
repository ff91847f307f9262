// One played future as plain data, or several. In: a checked model, seed and run. Out: the course of every policy and variable by date.
// The same seed and run give the same future, alone or among ten thousand, in Node and in the browser.

import { dateOfStep } from "../../base/dates.ts";
import { BLOCK } from "../../ensemble/jobs.ts";
import { makeEngine } from "../../ensemble/make-engine.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { columnsOf, futureRows } from "../../present/futures/future-rows.ts";

export type PlayOptions = {
  /** The luck: 1 where nothing is said. */
  seed?: number | undefined;
  /** The first future to play: 0 where nothing is said. */
  run?: number | undefined;
  /** How many: 1 where nothing is said. */
  runs?: number | undefined;
};

export type Future = {
  run: number;
  /** One for each step of the clock. */
  dates: string[];
  /** By policy or variable id: the option in place, or the value, at each date. */
  course: Record<string, (string | number)[]>;
  /** Where the future was stopped by a value that is not finite: which, and when. `course` is empty then. */
  failed?: { id: string; value: number; date: string } | undefined;
};

/**
 * Plays futures of a model, from `run` on, and gives back the course of every policy and variable.
 *
 * @example
 * const [future] = play(model, { seed: 4, run: 17 });
 * future.course["CHN.korea"]; // ["patience", "patience", "embrace", ...]
 */
export function play(model: CheckedModel, options: PlayOptions = {}): Future[] {
  const { seed = 1, run = 0, runs = 1 } = options;
  const steps = Array.from({ length: model.clock.steps }, (_, step) => step);
  const dates = steps.map((step) => dateOfStep(model.clock, step));
  const rows = futureRows(model, columnsOf(model), steps);
  const engine = makeEngine(model, rows.recording);
  const futures: Future[] = [];
  for (let first = run; first < run + runs; first += BLOCK) {
    const block = engine.play({ seed, first, count: Math.min(BLOCK, run + runs - first), holds: [] });
    for (const row of rows.json(block) as { run: number; failed?: Future["failed"] }[]) {
      const { run: number, failed, ...course } = row;
      futures.push(failed ? { run: number, dates, course: {}, failed } : { run: number, dates, course });
    }
  }
  return futures;
}
