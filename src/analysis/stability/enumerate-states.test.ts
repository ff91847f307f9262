import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Conjunction } from "./condition.ts";
import { enumerateStates } from "./enumerate-states.ts";

const rule = (options: number) =>
  fc
    .uniqueArray(fc.record({ option: fc.nat(options - 1), yes: fc.boolean() }), {
      selector: (literal) => literal.option,
      maxLength: 5,
    })
    .map((literals): Conjunction => literals);

describe("enumerateStates", () => {
  it("finds what trying all 2^n combinations finds, in ascending order", () => {
    const model = fc
      .integer({ min: 1, max: 9 })
      .chain((options) =>
        fc.record({ options: fc.constant(options), rules: fc.array(rule(options), { maxLength: 8 }) }),
      );
    fc.assert(
      fc.property(model, ({ options, rules }) => {
        const all = Array.from({ length: 2 ** options }, (_, bits) => bits);
        const want = all.filter(
          (bits) =>
            !rules.some((literals) => literals.every(({ option, yes }) => ((bits >> option) & 1) === Number(yes))),
        );
        expect([...enumerateStates(options, rules, 1000).states.words]).toEqual(want);
      }),
      { seed: 8, numRuns: 500 },
    );
  });

  it("goes past 32 options without visiting 2^n", () => {
    // Eight choices of five courses: 5^8 states of 2^40 combinations.
    const rules = Array.from({ length: 8 }, (_, g) => g * 5).flatMap((base) => {
      const slots = [0, 1, 2, 3, 4].map((k) => base + k);
      const pairs = slots.flatMap((a) =>
        slots.filter((b) => b > a).map((b) => [a, b].map((option) => ({ option, yes: true }))),
      );
      return [slots.map((option) => ({ option, yes: false })), ...pairs];
    });
    const { states, cut } = enumerateStates(40, rules, 1 << 20);
    expect([states.count, states.width, cut]).toEqual([5 ** 8, 2, undefined]);
  });

  it("stops at the bound, and where nothing is left", () => {
    expect(enumerateStates(40, [], 100)).toMatchObject({ cut: "too-many", states: { count: 100 } });
    expect(enumerateStates(3, [[]], 100).states.count).toBe(0);
  });
});
