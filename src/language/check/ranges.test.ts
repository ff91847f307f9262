import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../engine/interpreter/evaluate.ts";
import type { Expression } from "../expression.ts";
import { type Range, rangeOf } from "./ranges.ts";

// The rule of a range: it may be wide, never wrong. Random expressions over two cells of known bounds.

const leaf = fc.oneof(
  fc.record({ kind: fc.constant("number" as const), value: fc.double({ min: -3, max: 3, noNaN: true }) }),
  fc.record({ kind: fc.constant("cell" as const), slot: fc.nat({ max: 1 }) }),
  fc.constant({ kind: "option" as const, policy: 0, option: 0 }),
  fc.constant({ kind: "time" as const }),
);
const operators = ["+", "-", "*", "/", "^", "<", "<=", ">", ">=", "=", "!=", "and", "or"] as const;

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.record({ kind: fc.constantFrom("negate" as const, "not" as const), of: tie("expression") }),
    fc.record({
      kind: fc.constant("binary" as const),
      operator: fc.constantFrom(...operators),
      left: tie("expression"),
      right: tie("expression"),
    }),
    fc.record({
      kind: fc.constant("if" as const),
      test: tie("expression"),
      yes: tie("expression"),
      no: tie("expression"),
    }),
    fc.record({
      kind: fc.constant("call" as const),
      name: fc.constantFrom(
        "min" as const,
        "max" as const,
        "abs" as const,
        "exp" as const,
        "logistic" as const,
        "floor" as const,
      ),
      arguments: fc.tuple(tie("expression"), tie("expression")).map((both) => [...both]),
    }),
    fc.record({
      kind: fc.constant("lookup" as const),
      x: tie("expression"),
      points: fc.constant<[number, number][]>([
        [0, 1],
        [2, -1],
      ]),
    }),
  ),
}));

const BOUNDS: Range[] = [
  [0, 1],
  [-2, 5],
];

describe("bounds of an expression", () => {
  test("hold every value that it can take", () => {
    const cells = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: -2, max: 5, noNaN: true }));
    fc.assert(
      fc.property(expression, cells, fc.nat({ max: 1 }), fc.nat({ max: 60 }), (e, values, option, step) => {
        const picture = {
          constants: new Float64Array(0),
          cells: Float64Array.from(values),
          options: Int32Array.of(option),
          step,
          luck: undefined,
        };
        const value = evaluate(e, picture);
        const [low, high] = rangeOf(e, (slot) => BOUNDS[slot]!);
        if (Number.isNaN(value)) return;
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
      }),
      { seed: 3, numRuns: 3000 },
    );
  });

  test("close what can be closed", () => {
    const x: Expression = { kind: "cell", slot: 0 };
    const test: Expression = { kind: "binary", operator: ">", left: x, right: { kind: "number", value: 1 } };
    expect(rangeOf(test, (slot) => BOUNDS[slot]!)).toEqual([0, 0]);
    expect(rangeOf({ kind: "not", of: test }, (slot) => BOUNDS[slot]!)).toEqual([1, 1]);
  });
});
