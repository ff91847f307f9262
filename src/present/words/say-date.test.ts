import { expect, test } from "vitest";
import { atDate, sayDate } from "./say-date.ts";

test("dates in the words of their clock", () => {
  expect([
    atDate("2026-07", "month"),
    atDate("2031-03-10", "day"),
    atDate("2026-Q3", "quarter"),
    atDate("2026", "year"),
    sayDate("2031-03-10", "week"),
  ]).toEqual([
    "in July 2026",
    "on 10 March 2031",
    "in the third quarter of 2026",
    "in 2026",
    "the week of 10 March 2031",
  ]);
});
