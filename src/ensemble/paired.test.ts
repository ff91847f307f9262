import { expect, test } from "vitest";
import { bestAndRegret, differenceOf, type PlayedRow, wholeRuns } from "./paired.ts";

const row = (...values: number[]) => Float64Array.from(values);

test("the interval of a difference is of the paired gaps, not of the two means", () => {
  // The two rows vary by 10, their gaps only by 0.1: mean gap 1, se sqrt(0.01 / 3 / 4) by hand
  const [a, b] = [row(11.1, 20.9, 31.1, 40.9), row(10, 20, 30, 40)];
  const { difference, low, high, mean } = differenceOf(a, b, [0, 1, 2, 3]);
  const se = Math.sqrt((4 * 0.01) / 3 / 4);
  expect(mean).toBeCloseTo(26, 12);
  expect(difference).toBeCloseTo(1, 12);
  expect(high - low).toBeCloseTo(2 * 1.959963984540054 * se, 10);
});

test("best shares ties, and regret is the mean shortfall from the highest of each run", () => {
  const ranks = bestAndRegret([row(1, 5, 3), row(2, 5, 0)], [0, 1, 2]);
  expect(ranks.map((r) => r.best)).toEqual([1.5 / 3, 1.5 / 3]);
  expect(ranks.map((r) => r.regret)).toEqual([1 / 3, 1]);
});

test("only runs that were played whole in every row count", () => {
  const played = (...failed: number[]): PlayedRow => ({
    values: [],
    failed: Uint8Array.from(failed),
    played: 4,
    faults: [],
  });
  expect(wholeRuns([played(0, 1, 0, 0), played(0, 0, 0, 1)])).toEqual([0, 2]);
  expect(wholeRuns([])).toEqual([]);
});
