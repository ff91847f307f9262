import { describe, expect, test } from "vitest";
import { writtenModel } from "../../../test/read-shipped.ts";
import { fnv1a } from "../../base/fnv1a.ts";
import { normalQuantile } from "../../statistics/elementary.ts";
import { uniform } from "../../statistics/philox.ts";
import { evaluate, type State } from "./evaluate.ts";

const MODEL = `
standoff: Values
clock: { start: 2024-01, step: month, steps: 12 }
actors: { A: {} }
policies: { A.do: { options: [be, go], start: be, review: never } }
variables:
  x: { start: 0, next: x }
  y: { start: 0, next: y }
  it: { IS }
`;

/** The formula with x, y, the step and A's option as given. */
function value(formula: string, given: { x?: number; y?: number; step?: number; go?: boolean } = {}): number {
  const model = writtenModel(MODEL.replace("IS", `is: "${formula}"`));
  const picture: State = {
    constants: new Float64Array(model.constants.length),
    cells: Float64Array.of(given.x ?? 0, given.y ?? 0, 0),
    options: Int32Array.of(given.go ? 1 : 0),
    step: given.step ?? 0,
    luck: undefined,
  };
  return evaluate(model.derived[0]!.is, picture);
}

describe("the value of", () => {
  test.each([
    ["arithmetic", "1 + 2 * 3 - 8 / 4", {}, 5],
    ["a power", "2 ^ 3 ^ 2", {}, 512],
    ["a negative power", "-2 ^ 2 + 2 ^ -1", {}, -3.5],
    ["a comparison, as a number", "(x > 1) + (x >= 1) + (x < 1) * 10 + (x = 1) * 100 + (x != 1) * 1000", { x: 1 }, 101],
    ["and, or, not", "(x > 0 and y > 0) * 1 + (x > 0 or y > 0) * 10 + (not x > 0) * 100", { x: 1 }, 10],
    ["the branch that holds", "if x > 1 then 10 else if x > 0 then 20 else 30", { x: 1 }, 20],
    ["an option", "3 * (A.do is go) + (A.do is not go)", { go: true }, 3],
    ["the step", "t * 2", { step: 4 }, 8],
    ["a date before", "if date < 2024-03 then 1 else 2", { step: 1 }, 1],
    ["a date at", "if date < 2024-03 then 1 else 2", { step: 2 }, 2],
    ["the least and the most", "min(3, x, 2) * 10 + max(3, x, 2)", { x: 5 }, 25],
    ["clamp", "clamp(x, 0, 1) + clamp(y, 0, 1) * 10", { x: -3, y: 7 }, 10],
    ["clamp whose bounds cross: the most wins", "clamp(x, 5, 1)", { x: 3 }, 1],
    ["floor, down also below nothing", "floor(x) * 10 + floor(y)", { x: 2.9, y: -2.1 }, 17],
    ["abs and sqrt", "abs(x) + sqrt(y)", { x: -2, y: 9 }, 5],
    ["exp and log, each the other's undoing", "log(exp(x))", { x: 2 }, 2],
    ["logistic at nothing", "logistic(x)", {}, 0.5],
    ["a lookup between its points", "lookup(x, (0, 0), (1, 10), (3, 0))", { x: 2 }, 5],
    ["a lookup at a point", "lookup(x, (0, 0), (1, 10), (3, 0))", { x: 1 }, 10],
    ["a lookup below its points: flat", "lookup(x, (0, 4), (1, 10))", { x: -9 }, 4],
    ["a lookup above its points: flat", "lookup(x, (0, 4), (1, 10))", { x: 9 }, 10],
    ["the largest of nobody", "max(x for a in actors where x > 0)", {}, Number.NEGATIVE_INFINITY],
    ["the mean of nobody", "mean(x for a in actors where x > 0)", {}, Number.NaN],
    ["nothing divided by nothing", "x / y", {}, Number.NaN],
  ])("%s: %s", (_, formula, given, expected) => expect(value(formula, given)).toBe(expected));
});

describe("a draw", () => {
  const model = writtenModel(
    MODEL.replace("it: { IS }", 'z: { start: 0, next: "noise(2) + 100 * draw(uniform(0, 1)) + 0 * noise(1)" }'),
  );
  const next = model.stocks.find((s) => s.id === "z")!.next;
  const base = { constants: new Float64Array(0), cells: new Float64Array(3), options: Int32Array.of(0), step: 7 };

  test("is made of its uniform: run, stream of its name, moment, and place in the formula", () => {
    const luck = { seed: 5, run: 9, when: 8 };
    const by = (place: number) => uniform(5, 9, fnv1a("z"), 8, place);
    expect(evaluate(next, { ...base, luck })).toBe(2 * normalQuantile(by(0)) + 100 * by(1) + 0 * normalQuantile(by(2)));
  });

  test("in a projection is its median", () => expect(evaluate(next, { ...base, luck: undefined })).toBe(50));
});
