import { expect, test } from "vitest";
import { BANDS, likelihood } from "./likelihood.ts";

test("bands are half-open: a bound belongs to the band above it", () => {
  const words = (p: number) => likelihood(p);
  expect(
    [0, 0.04999, 0.05, 0.19999, 0.2, 0.44999, 0.45, 0.54999, 0.55, 0.79999, 0.8, 0.94999, 0.95, 1].map(words),
  ).toEqual([
    "almost no chance",
    "almost no chance",
    "very unlikely",
    "very unlikely",
    "unlikely",
    "unlikely",
    "roughly even chance",
    "roughly even chance",
    "likely",
    "likely",
    "very likely",
    "very likely",
    "almost certain",
    "almost certain",
  ]);
  expect(BANDS).toHaveLength(7);
  expect(likelihood(Number.NaN)).toBe("unknown");
});
