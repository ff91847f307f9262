// `standoff explain` on the command line: sums that add up, decisions with their value of knowing, and what is said where there is
// nothing to say.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { newFolder, within } from "../../../../test/cli/run-standoff.ts";

const TWO = "models/two-states";
const few = ["--runs", "512", "--workers", "1"];
const json = async (words: readonly string[]) => JSON.parse((await within([...words, "--json", ...few])).out);

type Part = { difference: number };

describe("a decision in the actor's own values", () => {
  test("the terms add up to the difference, to the last bit", async () => {
    const { reasons } = await json(["explain", TWO, "china"]);
    expect(reasons.length).toBeGreaterThan(1);
    for (const { parts, difference, low, high } of reasons) {
      expect(parts.reduce((sum: number, p: Part) => sum + p.difference, 0)).toBe(difference);
      expect(low).toBeLessThanOrEqual(difference);
      expect(high).toBeGreaterThanOrEqual(difference);
    }
  });
  test("--instead and --at: one contrast, at the review before that date, each term with its line", async () => {
    const { out, code } = await within(["explain", TWO, "china", "--instead", "coerce", "--at", "2025-02", ...few]);
    expect(code).toBe(0);
    expect(out).toContain("Why: CHN.korea at the review of 2025-01");
    expect(out).toMatch(/patience over coerce: [+-]\d\.\d\d \+\/- \d\.\d\d = /);
    expect(out).toMatch(/CHN\.buffer +[+-]\d\.\d+ +no claim +standoff\.yaml:\d+/);
  });
  test("a policy may be explained without a question", async () => {
    const { explains, subject } = await json(["explain", TWO, "PRK.bomb"]);
    expect([explains, subject]).toEqual(["PRK.bomb", "PRK.bomb is build in 2029-06"]);
  });
});

test("a decision question: the paired difference, and what would be worth knowing first", async () => {
  const found = await json(["explain", TWO, "cost", "--choice", "coerce"]);
  const asked = await json(["ask", TWO, "cost"]);
  const row = asked.answers.cost.rows.find((r: { hold: string }) => r.hold === "coerce");
  expect(found.decision).toMatchObject({ choice: "coerce", instead: "patience", measure: "utility(CHN)" });
  expect(found.decision.difference).toBe(row.difference);
  expect(found.decision.regret).toBeCloseTo(row.regret, 12);
  const parts: { term: string; difference: number }[] = found.decision.parts;
  expect(parts.map((p) => p.term)).toEqual(["buffer", "alarm", "price", "ally"]);
  expect(parts.reduce((sum, p) => sum + p.difference, 0)).toBeCloseTo(found.decision.difference, 12);
  for (const { knowing } of found.decision.lessons) expect(knowing.value).toBeLessThanOrEqual(found.decision.regret);
});

test("--sobol: totals of the numbers asked for, each at least about its first order", async () => {
  const { carried } = await json(["explain", TWO, "arsenal", "--sobol", "1"]);
  const made = carried.inputs.filter((i: { total?: object }) => i.total);
  expect(made).toHaveLength(1);
  // The arsenal is what it began as and what was built: nearly all of it is the start
  expect(made[0]).toMatchObject({ input: "arsenal", kind: "start" });
  expect(made[0].total.value).toBeGreaterThan(made[0].first.value - 3 * made[0].total.se);
  const { out } = await within(["explain", TWO, "arsenal", "--sobol", "1", ...few]);
  expect(out).toContain("`--sobol all` makes all");
});

/** A model with a claim that is certain, a number that is one, a choice with one side, and a measure that never moves. */
const STILL = `
standoff: Nothing moves
clock: { start: 2024-01, step: month, steps: 6 }
sources: { note: { title: A note } }
claims:
  sure: { says: It is so, source: note, stance: asserted, credence: 1 }
  open: { says: It may be so, source: note, stance: asserted, credence: 0.5 }
actors: { AAA: { name: A, precision: 4 } }
parameters:
  fixed: { when: sure, then: 2, else: 3 }
  loose: { when: open, then: 0 to 1, else: 0 to 2 }
variables:
  x: { start: 0, next: x + fixed + loose }
  still: { start: 1, next: still }
policies:
  AAA.act: { options: [go, stay], start: go, review: 2 }
values:
  AAA: { same: { weight: 1, is: 1 } }
questions:
  act: { ask: Does it go?, about: AAA.act, at: 2024-03 }
  far: { ask: How far?, about: x, at: 2024-06 }
  never: { ask: Does it move?, event: still > 1 }
  idle: { ask: Is it better?, compare: AAA.act, hold: go, measure: utility(AAA) }
  bare: { ask: What of it?, compare: AAA.act, hold: go, measure: x }
`;

describe("nothing to say is said in words", () => {
  const folder = newFolder();
  writeFileSync(join(folder, "standoff.yaml"), STILL);
  const said = async (...words: string[]) => (await within(["explain", folder, ...words])).out.replace(/\n {2,}/g, " ");

  test("too few futures to tell two options apart", async () => {
    expect(await said("act", "--runs", "8")).toMatch(/With so few futures \w+ cannot be told apart from \w+ by share/);
    expect(await said("act", "--runs", "8")).toMatch(/go over stay: worth the same in every future/);
  });
  test("a claim that is always true, a number that never varies", async () => {
    const out = await said("far", "--runs", "64");
    expect(out).toContain("The same in every future, so nothing can be said of their effect: sure (true).");
    expect(out).not.toMatch(/NaN|Infinity|unknown|fixed/);
  });
  test("an answer that is the same in every future", async () => {
    expect(await said("never", "--runs", "64")).toContain(
      "The answer is the same in every future: nothing carries it.",
    );
    const idle = await said("idle", "--runs", "64");
    expect(idle).toContain("go held instead of stay: the same in every future");
    expect(idle).toContain("That difference is the same in every future: nothing carries it.");
    expect(idle).not.toMatch(/NaN|Infinity/);
  });
  test("a measure without a direction has no regret, and the model's line that would give it one is named", async () => {
    expect(await said("bare", "--runs", "64")).toContain(
      "Nothing is said of regret: the model does not say which end of x is the better one (`better: lower` or `higher`).",
    );
  });
});

test.each([
  [["chna"], "this model has no question or policy `chna`; did you mean `china`?"],
  [["china", "--instead", "coerse"], "`CHN.korea` has no option `coerse`; did you mean `coerce`?"],
  [["china", "--at", "2051-01"], "--at 2051-01 is no date within the clock (2024-07 to 2029-06)"],
  [["arsenal", "--instead", "coerce"], "--instead needs a question about a policy's options"],
  [
    ["china", "--choice", "coerce", "--instead", "coerce"],
    "--choice and --instead name the same option: there is nothing to set against it",
  ],
])("%j is wrong usage, said in one line", async (words, says) => {
  const { code, err, out } = await within(["explain", TWO, ...words, ...few]);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toBe(`standoff: ${says}\n`);
});
