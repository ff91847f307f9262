// `standoff compare --question`: one decision under several readings, and what is said where it cannot be compared.

import { describe, expect, test } from "vitest";
import { within } from "../../../../test/cli/run-standoff.ts";

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

test("a scenario with a clock of its own is left out with a word, unless it was asked for by name", async () => {
  const all = await within(["compare", "models/six-party", "--measure", "arsenal", "--runs", "4", "--workers", "1"]);
  expect(all.code).toBe(0);
  expect(all.err).toBe("`from_2006` is left out: it has a clock of its own (222 months from 2006-01)\n");
  expect(all.out).not.toMatch(/^ {2}from_2006/m);
  const asked = await within(["compare", "models/six-party", "from_2006", "--measure", "arsenal", "--runs", "4"]);
  expect(asked.code).toBe(2);
  expect(asked.err).toContain("cannot be paired");
});

test("the lower end may be the better one: the model says so, and the table and the sentence follow", async () => {
  const { out } = await within(["ask", "models/six-party", "cost_to", "--runs", "64", "--workers", "1"]);
  const first = out.match(/held +regret \(lower is better\)[^\n]*best in +regret\n *(\w+) /)?.[1];
  expect(first).toBe("embrace");
  expect(out).toMatch(/holding embrace does best: -0\.\d+/);
});
