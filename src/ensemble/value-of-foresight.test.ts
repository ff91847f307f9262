import { expect, test } from "vitest";
import { readModel } from "../language/read-model.ts";
import { makeEngine } from "./make-engine.ts";
import { playHere } from "./play-here.ts";
import { lookFurther } from "./value-of-foresight.ts";

// Saving costs 1 a step and brings 0.3 a step for each step saved: worth it only for who looks far. B has nothing to choose
const TEXT = `standoff: Known
clock: { start: 2024-01, step: month, steps: 24 }
actors: { A: { foresight: 1, precision: 50 }, B: { foresight: 1, precision: 50 } }
variables:
  saved: { start: 0, next: saved + (A.line is save) }
policies:
  A.line: { options: [spend, save], start: spend, review: 1 }
  B.line: { options: [sit, stay], start: sit, review: 1 }
values:
  A: { joy: { weight: 1, is: "0.3 * saved - (A.line is save)" } }
  B: { calm: { weight: 1, is: 1 + 0 * saved } }
`;

test("who chooses blindly would gain by looking further, who has nothing to choose would not", async () => {
  const read = readModel("standoff.yaml", () => TEXT, {});
  expect(read.problems.filter((p) => p.severity === "error")).toEqual([]);
  const found = (await lookFurther(read.model!, [0, 1], playHere(makeEngine), { seed: 1, runs: 32 }))!;
  expect(found[0]!.steps).toBe(24);
  // Always spending gives 0; saving in all steps 0.3 * 11.5 - 1
  expect(found[0]!.mean).toBeCloseTo(2.45, 6);
  expect(found[0]!.low).toBeGreaterThan(2);
  expect(found[1]!).toMatchObject({ mean: 1, difference: 0, low: 0, high: 0 });
  let blocks = 0;
  const stopped = () => ++blocks > 1;
  expect(await lookFurther(read.model!, [0], playHere(makeEngine), { seed: 1, runs: 600, stopped })).toBeUndefined();
});
