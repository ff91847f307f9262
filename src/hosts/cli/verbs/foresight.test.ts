// `standoff foresight` and `standoff storylines` on the command line: rows that mean what they say, and bad input in plain words.

import { describe, expect, test } from "vitest";
import { within } from "../../../../test/cli/run-standoff.ts";

const TWO = "models/two-states";
const few = ["--runs", "256", "--workers", "1"];

type Row = { label: string; shares: { options: { share: number }[] }[]; utility: { mean: number; difference: number } };

describe("foresight", () => {
  test("each row is the model with that lever moved, under the same luck", async () => {
    const { out } = await within(["foresight", TWO, "CHN", "--steps", "0,36", "--levels", "1,2", "--json", ...few]);
    const { rows, says } = JSON.parse(out) as { rows: Row[]; says: string[] };
    expect(rows.map((r) => r.label)).toEqual([
      "as it is",
      "0 months",
      "36 months",
      "as it is, counts on replies",
      "36 months, counts on replies",
    ]);
    for (const { shares } of rows)
      for (const { options } of shares) expect(options.reduce((sum, o) => sum + o.share, 0)).toBeCloseTo(1, 9);
    expect(rows[0]!.utility.difference).toBe(0);
    const words = ["compare", TWO, "as-is", "--set", "CHN.foresight=36", "--measure", "utility(CHN)", "--json", ...few];
    const far = JSON.parse((await within(words)).out);
    expect(rows[2]!.utility.mean).toBe(far.rows[0].mean);
    expect(says).toHaveLength(3);
  });
  test.each([
    [["CHM"], "name an actor of the model; did you mean `CHN`?"],
    [["CHN", "--steps", "a"], "--steps takes whole numbers from 0 to 600"],
    [["CHN", "--levels", "3"], "--levels takes 1, 2 or both"],
  ])("%j is wrong usage", async (words, says) => {
    const { code, err } = await within(["foresight", TWO, ...words, ...few]);
    expect([code, err]).toEqual([2, `standoff: ${says}\n`]);
  });
  test("beliefs to correct that an actor does not have are said to be none", async () => {
    const { err, out, code } = await within(["foresight", TWO, "CHN", "--steps", "6", "--correct-beliefs", ...few]);
    expect(code).toBe(0);
    expect(err).toBe("China believes nothing of its own in this model: there is nothing to correct.\n");
    expect(out).not.toContain("corrected");
  });
});

describe("storylines", () => {
  test("shares sum to one, and the future that stands for a storyline has its answers", async () => {
    const json = JSON.parse((await within(["storylines", TWO, "--json", ...few])).out);
    const shares = json.storylines.map((s: { share: number }) => s.share);
    expect(shares.length).toBeGreaterThanOrEqual(3);
    expect(shares.length).toBeLessThanOrEqual(6);
    expect(shares.reduce((a: number, b: number) => a + b, 0)).toBeCloseTo(1, 9);
    const [story] = json.storylines;
    const { out } = await within(["play", TWO, "--run", String(story.run), "--json"]);
    const k = json.features.findIndex((f: { question: string }) => f.question === "test");
    const tested = JSON.parse(out).entries.some(
      (e: { kind: string; date: string }) => e.kind === "event" && e.date <= "2026-06",
    );
    expect(tested).toBe(story.answers[k] === 1);
  });
  test.each([
    [["tst"], "standoff: this model has no question `tst`; did you mean `test`?\n", 2],
    [
      ["cost"],
      "standoff: `cost` compares held options: no future answers it by itself; these can: china, test, arsenal\n",
      2,
    ],
    [["--runs", "8"], "No answer: storylines need at least 20 futures that were played whole.\n", 3],
  ])("%j is said in one line", async (words, says, code) => {
    const ended = await within(["storylines", TWO, ...few, ...words]);
    expect([ended.code, ended.err]).toEqual([code, says]);
  });
});
