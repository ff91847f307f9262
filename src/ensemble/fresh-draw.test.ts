import { expect, test } from "vitest";
import { drawConstants } from "../engine/interpreter/draw-constants.ts";
import { readModel } from "../language/read-model.ts";
import { withFreshDraw } from "./fresh-draw.ts";

const text = `
standoff: Two inputs
clock:
  start: 2024-01
  step: month
  steps: 2
actors:
  A:
    name: A
parameters:
  x:
    is: 1 to 2
  y:
    is: 3 to 4
variables:
  z:
    is: x + y
questions:
  q:
    ask: How much?
    about: z
`;

test("one input is drawn anew, the other keeps its luck", () => {
  const { model } = readModel("standoff.yaml", (path) => (path === "standoff.yaml" ? text : undefined));
  const slot = model!.constants.findIndex((c) => c.id === "x");
  const other = model!.constants.findIndex((c) => c.id === "y");
  const fresh = withFreshDraw(model!, { kind: "constant", slot });
  for (let run = 0; run < 20; run++) {
    const [before, after] = [drawConstants(model!, 1, run), drawConstants(fresh, 1, run)];
    expect(after[slot]).not.toBe(before[slot]);
    expect(after[other]).toBe(before[other]);
  }
  expect(fresh.hash).not.toBe(model!.hash);
});
