// A future takes a whole row of a file of draws, as often as any other, in both engines to the same bits.

import { expect, test } from "vitest";
import { interpreter, NOTHING_RECORDED } from "../../../src/engine/interpreter/engine.ts";
import { makeEngine } from "../../../src/ensemble/make-engine.ts";
import { readModel } from "../../../src/language/read-model.ts";
import { normalQuantile } from "../../../src/statistics/elementary.ts";

const MODEL = `
standoff: Drawn
clock: { start: 2000, step: year, steps: 3 }
parameters: { a: "uniform(0, 1)", b: "normal(0, 1)" }
variables: { x: { start: a, next: x + b } }
scenarios: { fitted: { draws: fitted.csv } }
`;
const ROWS = Array.from({ length: 37 }, (_, k) => [k / 7, normalQuantile((k + 1) / 39)]);
const FILE = ["a,b", ...ROWS.map((row) => row.join(","))].join("\n");
const FILES: Record<string, string> = { "standoff.yaml": MODEL, "fitted.csv": FILE };

test("each future has one row, each row its share of futures, and both engines agree", () => {
  const model = readModel("standoff.yaml", (path) => FILES[path], { scenarios: ["fitted"] }).model!;
  const slots = ["a", "b"].map((id) => model.constants.findIndex((c) => c.id === id));
  const recording = { ...NOTHING_RECORDED, constants: slots, finals: [0] };
  const request = { seed: 3, first: 0, count: 256, holds: [] };
  const made = [interpreter(model, recording), makeEngine(model, recording)].map((engine) => engine.play(request));
  expect(made[1]!.constants).toEqual(made[0]!.constants);
  expect(made[1]!.finals).toEqual(made[0]!.finals);
  const taken = new Set<number>();
  for (let i = 0; i < 256; i++) {
    const row = ROWS.findIndex(([a]) => a === made[0]!.constants[i]);
    expect(made[0]!.constants[256 + i]).toBe(ROWS[row]![1]);
    taken.add(row);
  }
  expect(taken.size).toBe(37);
});
