import { expect, test } from "vitest";
import { count, decimalsFor, halfPoints, percent, plural, quantity, spanOf } from "./figures.ts";

test("a probability has two figures and is never 0 or 100 per cent", () => {
  const shown = [0, 0.0099, 0.01, 0.0474, 0.0996, 0.684, 0.99, 0.9901, 1].map(percent);
  expect(shown).toEqual(["under 1 %", "under 1 %", "1 %", "4.7 %", "10 %", "68 %", "99 %", "over 99 %", "over 99 %"]);
});

test("half an interval in points", () => {
  expect([0.0004, 0.009, 0.0096, 0.042].map(halfPoints)).toEqual(["under 0.1", "0.9", "1", "4"]);
});

test("quantities have three figures", () => {
  const shown = [0, 62.44, 0.01234, 1240.4, -1240.4, 999.7, 12345678, -0.5, Number.NaN].map(quantity);
  expect(shown).toEqual(["0", "62.4", "0.0123", "1,240", "-1,240", "1,000", "1.23e+7", "-0.5", "unknown"]);
});

test("a difference has the figures that its interval deserves", () => {
  expect(spanOf({ difference: 0.3812, low: 0.351, high: 0.411 })).toBe("+0.38 (+0.35 to +0.41)");
  expect(spanOf({ difference: 0.4893, low: 0.4818, high: 0.4968 })).toBe("+0.489 (+0.482 to +0.497)");
  expect(spanOf({ difference: -0.0001, low: -0.02, high: 0.02 })).toBe("0.00 (-0.02 to +0.02)");
  expect([0, 20, 1, 0.6, 0.03, 1e-9].map((half) => decimalsFor(half))).toEqual([2, 0, 0, 1, 2, 6]);
  expect(spanOf({ difference: 1.45e-8, low: 1.43e-8, high: 1.47e-8 })).toBe("+1.45e-8 (+1.43e-8 to +1.47e-8)");
});

test("a number that all runs agree on has three figures, and no error", () => {
  const of = (x: number) => spanOf({ difference: x, low: x, high: x * (1 + 1e-15) });
  expect([0, 1.5, -285.31, 0.001234, 1e-8].map(of)).toEqual(["0.00", "+1.50", "-285", "+0.00123", "+1.00e-8"]);
});

test("counts and plurals", () => {
  expect([count(999), count(10_000), plural(1, "error"), plural(1200, "future")]).toEqual([
    "999",
    "10,000",
    "1 error",
    "1,200 futures",
  ]);
});
