// What is counted of a block against the block itself, run by run; and answers from what was counted elsewhere, to the bit.

import { expect, test } from "vitest";
import { shippedModel } from "../../test/read-shipped.ts";
import { type Block, interpreter } from "../engine/interpreter/engine.ts";
import { ask } from "./ask.ts";
import { countBlock } from "./counting.ts";
import { type Executor, playCounted } from "./jobs.ts";
import { playRow } from "./paired.ts";
import { playHere } from "./play-here.ts";

const model = shippedModel("two-states");
const here = playHere(interpreter);
/** Counts where it plays, as workers far away do, and keeps its blocks to itself. */
const far: Executor = {
  name: "far away",
  play: () => {
    throw new Error("a block was wanted");
  },
  count: (job, countings) => playCounted(here, job, countings),
};

test("each counting is what a look at every run gives; stopped runs are in no sum", () => {
  const recording = {
    policies: [0],
    series: [{ kind: "cell", slot: 0 } as const, { kind: "option", policy: 0, option: 1 } as const],
    constants: [],
    explained: [],
    finals: [],
  };
  const played = interpreter(model, recording).play({ seed: 2, first: 256, count: 20, holds: [] });
  const block: Block = { ...played, failed: played.failed.map((_, i) => (i === 3 ? 1 : 0)) };
  const { steps, count } = block;
  const width = model.policies[0]!.options.length;
  const { sums } = countBlock(block, [
    { kind: "options", at: 0, width },
    { kind: "event", at: 1 },
    { kind: "value", at: 0, step: 4 },
    { kind: "mean", at: 0 },
    { kind: "course", at: 0, before: 260 },
    { kind: "course", at: 0, before: 256 },
  ]);
  const [options, event, value, mean, course, none] = sums;
  const runs = Array.from({ length: count }, (_, i) => i);
  const whole = runs.filter((i) => i !== 3);
  const optionAt = (step: number, i: number) => block.options[step * count + i]!;
  const at = (k: number, step: number, i: number) => block.series[(k * steps + step) * count + i]!;
  const dates = Array.from({ length: steps }, (_, t) => t);
  expect([...options!]).toEqual(
    dates.flatMap((t) => Array.from({ length: width }, (_, o) => whole.filter((i) => optionAt(t, i) === o).length)),
  );
  const firstOf = (i: number) => dates.findIndex((t) => at(1, t, i) !== 0);
  expect([...event!]).toEqual(dates.map((t) => whole.filter((i) => firstOf(i) === t).length));
  expect([...value!]).toEqual(runs.map((i) => at(0, 4, i)));
  expect([...mean!]).toEqual(runs.map((i) => dates.reduce((sum, t) => sum + at(0, t, i), 0) / steps));
  expect([...course!]).toEqual(dates.flatMap((t) => runs.slice(0, 4).map((i) => at(0, t, i))));
  expect(none).toHaveLength(0);
});

test("questions and paired rows want no blocks, and give the same bits", async () => {
  const options = { seed: 5, runs: 300, comparisonRuns: 20 };
  expect(model.questions.length).toBeGreaterThan(1);
  expect(await ask(model, model.questions, far, options)).toEqual(await ask(model, model.questions, here, options));
  const row = { model, measures: [{ of: { kind: "cell", slot: 0 } as const }], holds: [] };
  expect(await playRow(row, far, options)).toEqual(await playRow(row, here, options));
});
