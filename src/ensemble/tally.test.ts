import { expect, test } from "vitest";
import { meanOf, quantile, share, Values } from "./tally.ts";

test("shares have Wilson's interval, which stays within 0 and 1", () => {
  // Wilson (1927) for 8 of 10, as in Newcombe (1998): 0.490 to 0.943
  const eight = share(8, 10);
  expect([eight.low, eight.high].map((x) => Number(x.toFixed(3)))).toEqual([0.49, 0.943]);
  expect(share(0, 100)).toMatchObject({ p: 0, se: 0 });
  expect(share(0, 100).low).toBeCloseTo(0, 12);
  expect(share(0, 100).high).toBeCloseTo(0.037, 3);
  expect(share(0, 0)).toMatchObject({ p: Number.NaN, low: 0, high: 1 });
});

test("quantiles interpolate order statistics (type 7 of Hyndman & Fan, what R does)", () => {
  const sorted = Float64Array.from([1, 2, 3, 4]);
  expect([0, 0.05, 0.5, 0.95, 1].map((p) => quantile(sorted, p))).toEqual([1, 1.15, 2.5, 3.8499999999999996, 4]);
});

test("values grow beyond their first room; mean and error of what was kept", () => {
  const values = new Values();
  for (let i = 0; i < 3000; i++) values.push(i % 2);
  const { mean, se } = meanOf(values.all());
  expect(mean).toBe(0.5);
  expect(se).toBeCloseTo(0.5 / Math.sqrt(2999), 12);
});
