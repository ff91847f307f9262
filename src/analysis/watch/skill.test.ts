// Skill against numbers worked by hand, and when there is too little to tell.

import { expect, test } from "vitest";
import type { Scored } from "./backtest.ts";
import { baselinesFor } from "./baselines.ts";
import { countShares, lossOf } from "./forecasts.ts";
import { reliabilityOf, skillOf } from "./skill.ts";
import type { Target } from "./targets.ts";

const scored = (n: number, horizon: number, hit: (i: number) => number): Scored[] =>
  Array.from({ length: n }, (_, i) => ({
    variable: "shot",
    kind: "event",
    horizon,
    origin: i,
    date: String(2000 + i),
    outcome: hit(i),
    p: [hit(i) === 1 ? 0.8 : 0.2],
    top: 0.8,
    losses: {
      model: { main: 0.04, log: 0.223 },
      climatology: { main: 0.16, log: 0.51 },
      uniform: { main: 0.25, log: 0.69 },
    },
  }));

test("skill is one less the ratio of losses, with a verdict where there is enough", () => {
  const [row] = skillOf(
    scored(60, 1, (i) => (i % 3 === 0 ? 1 : 0)),
    1,
  );
  expect(row).toMatchObject({ cases: 60, apart: 60, hits: 20 });
  const against = Object.fromEntries(row!.against.map((a) => [a.baseline, a]));
  expect(against.climatology!.skill).toBeCloseTo(0.75, 12);
  expect(against.uniform!.skill).toBeCloseTo(0.84, 12);
  expect(against.climatology!.logGain).toBeCloseTo(0.287, 12);
  expect(against.climatology!.verdict).toBe("better");
  expect(against.persistence).toBeUndefined();
});

test("too few to tell: overlapping windows, or an event that hardly ever happened", () => {
  const overlapping = skillOf(
    scored(60, 12, (i) => i % 2),
    1,
  );
  expect(overlapping[0]!.against[0]!.verdict).toBe("too few to tell");
  const rare = skillOf(
    scored(60, 1, (i) => (i === 7 ? 1 : 0)),
    1,
  );
  expect(rare[0]!.against[0]!.verdict).toBe("too few to tell");
});

test("reliability: what was said at 0.2 and 0.8, and how much of it came about", () => {
  const bins = reliabilityOf(scored(60, 1, (i) => (i % 3 === 0 ? 1 : 0)));
  expect(bins.map((b) => [b.low, b.count, b.share])).toEqual([
    [0.2, 40, 0],
    [0.8, 20, 1],
  ]);
});

const target = (values: (number | undefined)[], more: Partial<Target>): Target => ({
  variable: "x",
  observed: 0,
  kind: "option",
  options: 2,
  isLog: false,
  rows: values.map((value, step) =>
    value === undefined
      ? undefined
      : { line: 1, step, date: "", variable: "x", observed: 0, value, sd: 0, source: "", house: "" },
  ),
  ...more,
});

test("baselines by hand: options, events, counts", () => {
  const options = baselinesFor(target([0, 0, 1, 1], {}), 3, 1, 0);
  // Two of each, half a case added to each: (2 + 0.5) / 5; of three changes two stayed: (2 + 0.5) / (3 + 1)
  expect(options.climatology).toEqual({ kind: "option", p: [0.5, 0.5] });
  expect(options.persistence).toEqual({ kind: "option", p: [0.375, 0.625] });
  const events = baselinesFor(target([1, 0, 0, 0], { kind: "event", options: 0 }), 3, 1, 0);
  expect(events.climatology).toMatchObject({ kind: "event", p: expect.closeTo(1.5 / 5, 12) });
  const counts = baselinesFor(target([2, 0, 4], { kind: "count", options: 0 }), 2, 1, 0);
  expect(counts.uniform).toEqual({ kind: "count", p: new Float64Array(5).fill(0.2) });
  // What is not past is not seen
  expect(baselinesFor(target([0, 0, 1, 1], {}), 1, 1, 0)).toEqual(baselinesFor(target([0, 0, 0, 1], {}), 1, 1, 0));
});

test("no count is impossible, and shares of counts sum to nearly 1", () => {
  const p = countShares([0, 0, 1, 3]);
  expect(p[0]).toBeCloseTo(2 / 5 + 0.5 / 5, 12);
  expect(Number.isFinite(lossOf({ kind: "count", p }, 40).log)).toBe(true);
  expect(lossOf({ kind: "count", p }, 40).log).toBeGreaterThan(lossOf({ kind: "count", p }, 3).log);
});
