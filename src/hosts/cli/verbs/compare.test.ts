// `standoff compare --question`: one decision under several readings, and what is said where it cannot be compared.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { newFolder, within } from "../../../../test/cli/run-standoff.ts";

const TWO = "models/two-states";
const few = ["--runs", "256", "--workers", "1"];

describe("a decision under the model's lenses", () => {
  test("regret, how often best and the difference, a column a reading", async () => {
    const { out, err, code } = await within(["compare", TWO, "--question", "cost", "--over-lenses", ...few]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("utility(CHN), mean over the clock (higher is better)");
    for (const head of [
      "Regret: mean shortfall",
      "Best in so many of the futures",
      "difference from patience, same luck",
    ])
      expect(out).toContain(head);
    expect(out).toMatch(/held +as-is +doubter +largest\n/);
    expect(out).toMatch(/Over the 2 readings \w+ (has the smallest|and \w+ cannot be told apart)/);
  });

  test("--json: each reading's table is what the model answers under that lens, and the largest regret is of them", async () => {
    const read = await within(["compare", TWO, "--question", "cost", "--over-lenses", "--json", ...few]);
    const json = JSON.parse(read.out);
    expect(json.readings.map((r: { reading: string }) => r.reading)).toEqual(["as-is", "doubter"]);
    const alone = JSON.parse((await within(["ask", TWO, "cost", "--scenario", "doubter", "--json", ...few])).out);
    const means = (rows: { mean: number }[]) => rows.map((r) => r.mean);
    expect(means(json.readings[1].rows)).toEqual(means(alone.answers.cost.rows));
    for (const worst of json.worst) {
      const all = json.readings.map(
        (r: { rows: { hold: string; regret: number }[] }) => r.rows.find((row) => row.hold === worst.hold)!.regret,
      );
      expect(worst.regret).toBe(Math.max(...all));
    }
  });

  test.each([
    [["--question", "cst"], "this model has no question `cst`; did you mean `cost`?"],
    [["--question", "china"], "`china` does not compare the options of a policy; these do: cost"],
    [["--question", "cost", "--at", "2050-01"], "--at 2050-01 is no date within the clock"],
    [["doubtr", "--question", "cost"], "this model has no scenario `doubtr`; did you mean `doubter`?"],
  ])("%j is wrong usage, said in one line", async (words, says) => {
    const { code, err, out } = await within(["compare", TWO, ...words, ...few]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toBe(`standoff: ${says}\n`);
  });
});

/** A cost that one option lowers, and a scenario that plays another time. */
const COSTS = `
standoff: Costs
clock: { start: 2024-01, step: month, steps: 6 }
actors: { AAA: { name: A, precision: 4 } }
variables:
  cost: { start: 0, next: cost + 1 - 0.5 * (AAA.act is save) + noise(0.1) }
policies:
  AAA.act: { options: [spend, save], start: spend, review: 2 }
values:
  AAA: { thrift: { weight: -1, is: AAA.act is spend } }
questions:
  price: { ask: At what price?, compare: AAA.act, hold: spend, measure: cost, better: lower }
scenarios:
  before: { clock: { start: 2020-01, steps: 12 } }
  before_careful: { clock: { start: 2020-01, steps: 12 }, actors: { AAA: { precision: 40 } } }
  careful: { actors: { AAA: { precision: 40 } } }
`;
const costs = newFolder();
writeFileSync(join(costs, "standoff.yaml"), COSTS);

test("a scenario with a clock of its own is left out with a word, unless it was asked for by name", async () => {
  const all = await within(["compare", costs, ...few]);
  expect(all.code).toBe(0);
  expect(all.err.split("\n")).toEqual([
    "`before` is left out: it has a clock of its own (12 months from 2020-01)",
    "`before_careful` is left out: it has a clock of its own (12 months from 2020-01)",
    "",
  ]);
  expect(all.out).not.toMatch(/^ {2}before/m);
  const asked = await within(["compare", costs, "before", ...few]);
  expect(asked.code).toBe(2);
  expect(asked.err).toContain("cannot be paired");
});

test("scenarios that share a clock of their own are paired, in both tables", async () => {
  const words = ["compare", costs, "before", "before_careful", ...few];
  const paired = await within(words);
  expect(paired.code).toBe(0);
  expect(paired.out).toMatch(/^ *before_careful +\d.* -\d/m);
  const decision = await within([...words, "--question", "price"]);
  expect(decision).toMatchObject({ code: 0, err: "" });
});

test("the lower end may be the better one: the model says so, and the table and the sentence follow", async () => {
  const { out } = await within(["ask", costs, "price", ...few]);
  expect(out.match(/held +cost \(lower is better\)[^\n]*best in +regret\n *(\w+) /)?.[1]).toBe("save");
  expect(out).toMatch(/holding save does best: -1\.2\d*; /);
  const scenarios = await within(["compare", costs, "careful", ...few]);
  expect(scenarios.out).toMatch(/careful does best: -\d/);
});

describe("what was changed by hand, beside the model as it is", () => {
  test("a dated hold: the paired difference with its interval, and what was changed", async () => {
    const words = ["compare", TWO, "--hold", "CHN.korea=coerce@2026-01", "--measure", "utility(CHN)", ...few];
    const { out, code } = await within(words);
    expect(code).toBe(0);
    expect(out).toMatch(/By-hand does worse than as-is: -\d\.\d+ \(-\d\.\d+ to -\d\.\d+\)/);
    expect(out).toContain("by-hand (as changed by hand): CHN.korea held to coerce from 2026-01");
    const json = JSON.parse((await within([...words, "--json"])).out);
    expect(json.rows.map((r: { scenario: string }) => r.scenario)).toEqual(["as-is", "by-hand"]);
    const alone = JSON.parse((await within(["ask", TWO, "--json", ...few])).out);
    expect(json.rows[0].mean).toBe(alone.answers.cost.rows.find((r: { hold: string }) => r.hold === "free").mean);
  });
  test("a future forked at a date is the same until then", async () => {
    type Entry = { date: string };
    const chronicle = async (...more: string[]): Promise<Entry[]> =>
      JSON.parse((await within(["play", TWO, "--run", "17", "--json", ...more])).out).entries;
    const [before, after] = [await chronicle(), await chronicle("--hold", "CHN.korea=coerce@2026-01")];
    const until = (all: Entry[]) => all.filter((e) => e.date < "2026-01");
    expect(until(before).length).toBeGreaterThan(0);
    expect(until(after)).toEqual(until(before));
    expect(after).not.toEqual(before);
  });
});
