import { expect, test } from "vitest";
import { shippedModel } from "../../../test/read-shipped.ts";
import type { ComparisonAnswer, EventAnswer, OptionsAnswer } from "../../ensemble/answers.ts";
import { share } from "../../ensemble/tally.ts";
import { directionOf } from "../words/say-highest.ts";
import { sayAnswer, tooClose } from "./say-answer.ts";

const model = shippedModel("two-states");
const LABELS: Record<string, string> = { patience: "wait and shelter", coerce: "squeeze", embrace: "embrace" };

function options(counts: Record<string, number>, runs = 10_000): OptionsAnswer {
  const ids = Object.keys(counts);
  return {
    kind: "options",
    question: "china",
    policy: "CHN.korea",
    date: "2026-07",
    runs,
    options: ids.map((id) => ({ id, label: LABELS[id] ?? id, ...share(counts[id]!, runs) })),
    dates: [],
    byDate: [],
  };
}

test("one option stands out: its word, number, error, runs and seed, then the others", () => {
  expect(sayAnswer(model, options({ patience: 6840, coerce: 1900, embrace: 1260 }), 1)).toBe(
    "Patience (wait and shelter) is likely: 68 % (+/- 0.9, 10,000 futures, seed 1) in July 2026; coerce 19, embrace 13.",
  );
});

test("without a seed the sentence is short; what is rare is not called impossible", () => {
  expect(sayAnswer(model, options({ patience: 9990, coerce: 10, embrace: 0 }))).toBe(
    "Patience (wait and shelter) is almost certain: over 99 % (+/- 0.1) in July 2026; the other 2 under 1 each.",
  );
  expect(sayAnswer(model, options({ embrace: 5000, patience: 4950, coerce: 50 }))).toContain("coerce under 1.");
});

test("an interval wider than the gap between the leading options names no winner", () => {
  const said = sayAnswer(model, options({ patience: 360, coerce: 340, embrace: 300 }, 1000), 1);
  expect(said).toMatch(
    /^Too close to call in July 2026: patience .* at 36 % and coerce \(squeeze\) at 34 % cannot be told apart/,
  );
  expect(said).not.toMatch(/likely/);
});

test("the rule of the gap is the interval of a difference of two shares of one ensemble", () => {
  // 1.96 * sqrt((.36 + .34 - .02^2) / n): 0.052 at n = 1,000, 0.0164 at n = 10,000
  expect(tooClose(share(360, 1000), share(340, 1000), 1000)).toBe(true);
  expect(tooClose(share(3600, 10_000), share(3400, 10_000), 10_000)).toBe(false);
});

test("a first place below even is not called likely", () => {
  expect(sayAnswer(model, options({ patience: 4000, coerce: 3100, embrace: 2900 }))).toMatch(
    /^Most likely: patience \(wait and shelter\), 40 % .*unlikely to be any single line/,
  );
});

test("an event by a date", () => {
  const event: EventAnswer = {
    kind: "event",
    question: "test",
    by: "2026-06",
    runs: 100,
    ...share(0, 100),
    dates: [],
    byDate: [],
  };
  expect(sayAnswer(model, event)).toBe("Almost no chance: under 1 % (+/- 2) by June 2026.");
});

function comparison(measure: string, rows: [string, number, number, number, number][]): ComparisonAnswer {
  return {
    kind: "comparison",
    question: "cost",
    policy: "CHN.korea",
    baseline: "patience",
    measure,
    better: directionOf(measure),
    when: "mean over the clock",
    runs: 1000,
    rows: rows.map(([hold, difference, low, high, best]) => ({
      ...{ hold, label: hold, mean: 1, se: 0.01, difference, low, high, best, regret: 0.1 },
    })),
  };
}

test("a comparison says what does best, by how much, how often; or that nothing can be told apart", () => {
  const better = comparison("utility(CHN)", [
    ["patience", 0, 0, 0, 0.16],
    ["broker", 0.38, 0.35, 0.41, 0.61],
    ["free", 0.9, 0.8, 1, 0],
  ]);
  expect(sayAnswer(model, better)).toBe(
    "Against patience, holding broker does best: +0.38 (+0.35 to +0.41); broker is best in 61 % of futures, patience in 16 %.",
  );
  const level = comparison("utility(CHN)", [
    ["patience", 0, 0, 0, 0.5],
    ["broker", 0.01, -0.02, 0.04, 0.5],
  ]);
  expect(sayAnswer(model, level)).toBe("Broker and patience cannot be told apart: +0.01 (-0.02 to +0.04).");
});

test("where the lower end is the better one, the lowest does best", () => {
  const rows: [string, number, number, number, number][] = [
    ["patience", 0, 0, 0, 0.1],
    ["coerce", 0.49, 0.48, 0.5, 0],
    ["embrace", -0.36, -0.37, -0.35, 0.9],
  ];
  const lower = { ...comparison("regret", rows), better: "lower" as const };
  expect(sayAnswer(model, lower)).toBe(
    "Against patience, holding embrace does best: -0.36 (-0.37 to -0.35); embrace is best in 90 % of futures, patience in 10 %.",
  );
  const worse = { ...comparison("regret", rows.slice(0, 2)), better: "lower" as const };
  expect(sayAnswer(model, worse)).toBe("Coerce does worse than patience: +0.49 (+0.48 to +0.50).");
});

test("only where the model says which end is better is a row called best", () => {
  const rows: [string, number, number, number, number][] = [
    ["patience", 0, 0, 0, 0.1],
    ["coerce", 0.49, 0.48, 0.5, 0.9],
  ];
  expect(sayAnswer(model, comparison("regret", rows))).toMatch(/coerce comes out highest: .* highest in 90 %/);
  expect(sayAnswer(model, comparison("regret", rows))).not.toMatch(/best/);
});
