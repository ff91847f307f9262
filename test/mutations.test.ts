// The shipped models, edited at random 10,000 times: the reader never throws, never hangs, and says what is wrong wherever it
// refuses; what it accepts can be played. A failure prints the seed and the number that give it back:
//   STANDOFF_SEED=7 STANDOFF_MUTATION=1234 vitest run test/mutations.test.ts

import { describe, expect, test } from "vitest";
import { playRun } from "../src/engine/interpreter/play-run.ts";
import type { CheckedModel } from "../src/language/checked-model.ts";
import { readModel } from "../src/language/read-model.ts";
import { dice, mutate } from "./mutations/mutate.ts";
import { shippedFiles } from "./shipped-files.ts";

const SEED = Number(process.env.STANDOFF_SEED ?? 1);
const ONLY = process.env.STANDOFF_MUTATION === undefined ? undefined : Number(process.env.STANDOFF_MUTATION);

/** Most of them on the small models, which have every part of the language: a reading of six-party takes thirty times as long. */
const SHARES: Record<string, number> = {
  "models/two-states": 6_050,
  "models/crisis": 3_000,
  "perf/six-party-lite": 700,
  "models/six-party": 250,
};

/** No reading may take so long, on however busy a machine: a hang is what is looked for, not a slow one. */
const HANG_MS = 5_000;

const models = new Map(Object.keys(SHARES).map((folder) => [folder, shippedFiles(folder)]));

/** A few steps of one run, and of each question's expression nothing: only that nothing is thrown. */
function playALittle(model: CheckedModel): void {
  const short = { ...model, clock: { ...model.clock, steps: Math.min(2, model.clock.steps) } };
  playRun(short, SEED, 0, { chronicle: true });
}

type Outcome = { accepted: boolean; ms: number };

function tryOne(folder: string, number: number): Outcome {
  const d = dice(SEED, number);
  const files = models.get(folder)!;
  const name = d.of([...files.keys()].filter((n) => n.endsWith(".yaml")));
  const [, other] = d.of([...models.get(d.of([...models.keys()]))!]);
  const edited = mutate(files.get(name)!, d, other);
  const began = performance.now();
  const read = readModel("standoff.yaml", (path) => (path === name ? edited : files.get(path)));
  const ms = performance.now() - began;
  const errors = read.problems.filter((p) => p.severity === "error");
  expect(read.model === undefined, "a model is refused where, and only where, an error is said").toBe(
    errors.length > 0,
  );
  for (const { at, says } of read.problems) {
    expect(says).not.toMatch(/undefined|NaN`|\[object|\n/);
    expect(at.line).toBeGreaterThan(0);
    expect(at.column).toBeGreaterThan(0);
  }
  if (read.model) playALittle(read.model);
  return { accepted: read.model !== undefined, ms };
}

describe.each(Object.entries(SHARES))("%s", (folder, count) => {
  const first = Object.keys(SHARES).indexOf(folder) * 10_000;

  test(`${count} random edits with seed ${SEED}: no throw, no hang, no silence`, () => {
    let accepted = 0;
    let slowest = { number: 0, ms: 0 };
    const numbers = ONLY === undefined ? Array.from({ length: count }, (_, i) => first + i) : [ONLY];
    for (const number of numbers) {
      let outcome: Outcome;
      try {
        outcome = tryOne(folder, number);
      } catch (error) {
        throw new Error(`seed ${SEED}, mutation ${number} of ${folder}`, { cause: error });
      }
      if (outcome.accepted) accepted++;
      if (outcome.ms > slowest.ms) slowest = { number, ms: outcome.ms };
    }
    expect(slowest.ms, `seed ${SEED}, mutation ${slowest.number} of ${folder}`).toBeLessThan(HANG_MS);
    // A test whose edits are all refused, or none, would try only half of what it is for
    if (ONLY === undefined) expect(accepted / count).toBeGreaterThan(0.05);
    if (ONLY === undefined) expect(accepted / count).toBeLessThan(0.9);
  }, 300_000);
});
