import { expect, test } from "vitest";
import { drawConstants } from "../engine/interpreter/draw-constants.ts";
import { readModel } from "../language/read-model.ts";
import { believedModel, believedOtherwise } from "./believed-model.ts";

const TEXT = `standoff: Known
clock: { start: 2024-01, step: month, steps: 4 }
claims: { firm: { says: It is firm, stance: asserted, credence: 0.9 } }
parameters:
  weight: { when: firm, then: 5 to 9, else: 0 }
  other: { is: 1 to 2 }
  base: 10
actors:
  A: { foresight: 1, believes: { firm: 0.2, other: base * 2, B.foresight: 7 } }
  B: { foresight: 2, believes: { base: 1 } }
policies: { A.x: { options: [a, b], start: a, review: 1 } }
values: { A: { v: { weight: 1, is: weight } } }
`;

test("the game as an actor believes it to be has its beliefs for the truth, draw for draw", () => {
  const read = readModel("standoff.yaml", () => TEXT, {});
  expect(read.problems.filter((p) => p.severity === "error")).toEqual([]);
  const model = read.model!;
  const own = believedModel(model, 0)!;
  for (let run = 0; run < 30; run++) {
    expect(drawConstants(own, 3, run)).toEqual(drawConstants(model, 3, run, model.actors[0]!.beliefs));
  }
  expect(believedOtherwise(model, 0).sort()).toEqual(["B.foresight", "firm", "other"]);
  // The other one's beliefs are its own still
  expect(own.actors[1]!.beliefs).toHaveLength(1);
  expect(own.hash).not.toBe(model.hash);
});

test("who believes what is so has no game of its own", () => {
  const model = readModel("standoff.yaml", () => TEXT.replace(", believes: { base: 1 }", ""), {}).model!;
  expect(believedModel(model, 1)).toBeUndefined();
});
