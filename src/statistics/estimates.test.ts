import { expect, test } from "vitest";
import { proportionError, quantile, wilsonInterval, Z_975 } from "./estimates.ts";
import { uniform } from "./philox.ts";

// Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("the published interval of %d of %d", (hits, count, low, high) => {
  const interval = wilsonInterval(hits, count);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test("Wilson's ends are where the score test just rejects, and the mirror of each other", () => {
  for (const [hits, count] of [
    [3, 10],
    [0, 50],
    [999, 1000],
  ] as const) {
    const { low, high } = wilsonInterval(hits, count);
    for (const p of [low, high].filter((end) => end > 0 && end < 1))
      expect(Math.abs(hits / count - p) / proportionError(p, count)).toBeCloseTo(Z_975, 9);
    const mirror = wilsonInterval(count - hits, count);
    expect(mirror.low).toBeCloseTo(1 - high, 14);
    expect(mirror.high).toBeCloseTo(1 - low, 14);
  }
  expect(wilsonInterval(7, 7).high).toBe(1);
  expect(wilsonInterval(0, 0).low).toBe(0);
});

test("Wilson covers a rare share about 19 times in 20", () => {
  const repeats = 1000;
  let covered = 0;
  for (let i = 0; i < repeats; i++) {
    let hits = 0;
    for (let run = 0; run < 200; run++) if (uniform(9, run, i, 0, 0) < 0.03) hits += 1;
    const { low, high } = wilsonInterval(hits, 200);
    if (low <= 0.03 && 0.03 <= high) covered += 1;
  }
  // Summed over the binomial, the interval of 200 runs covers 0.03 with chance 0.9436.
  expect(Math.abs(covered / repeats - 0.9436)).toBeLessThan(4 * proportionError(0.9436, repeats));
});

test("the error of a share", () => {
  expect(proportionError(0.5, 100)).toBe(0.05);
  expect(proportionError(0, 100)).toBe(0);
});

// R 4: quantile(c(1, 2, 3, 4, 10), p) with its default type 7.
test.each([
  [0, 1],
  [0.25, 2],
  [0.3, 2.2],
  [0.5, 3],
  [0.9, 7.6],
  [1, 10],
])("the %d quantile of 1 2 3 4 10 is %d", (p, expected) => {
  expect(quantile(Float64Array.of(1, 2, 3, 4, 10), p)).toBeCloseTo(expected, 14);
});

test("quantiles of one number, of none, and outside [0, 1]", () => {
  expect(quantile([7], 0.3)).toBe(7);
  expect([quantile([], 0.5), quantile([1, 2], 1.1), quantile([1, 2], -0.1), quantile([1, 2], Number.NaN)]).toEqual(
    Array(4).fill(Number.NaN),
  );
});
