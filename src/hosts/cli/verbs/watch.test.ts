// `standoff watch`, `forecast` and `score` as a person runs them, on a small model with a record.

import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { within } from "../../../../test/cli/run-standoff.ts";

const MODEL = `standoff: Lines and shots
clock: { start: 2012, step: year, steps: 8 }
history: { file: history.csv, scenario: early }
actors:
  AAA:
    precision: 2
    foresight: 1 to 3
policies:
  AAA.line:
    options: [wait, press]
    start: wait
values:
  AAA:
    calm: { weight: -1 to 1, is: level }
variables:
  level:
    start: 0.5 to 1
    next: level + 0.3 * ((AAA.line is press) - level) + noise(0.1)
events:
  shot:
    chance: clamp(0.2 * level, 0, 1)
    set: { level: level * 0.9 }
    repeats: true
observe:
  level: { sd: 0.2 }
questions:
  line:
    ask: What line does A take?
    about: AAA.line
    at: 2014
  high:
    ask: Is the level ever high?
    event: level > 0.8
    by: 2016
behaviours:
  calm: { says: The level stays below two, of: level, until: 2011, over: most, at_most: 2 }
scenarios:
  early:
    clock: { start: 2000, steps: 12 }
  bold:
    lens: true
    values: { AAA.calm: 1 to 2 }
`;

const rows = Array.from({ length: 12 }, (_, t) => [
  `${2000 + t},AAA.line,${t % 6 < 3 ? "wait" : "press"},0.1,a`,
  `${2000 + t},shot,${t % 5 === 0 ? "yes" : "no"},0.05,a`,
  `${2000 + t},level,${0.4 + 0.05 * (t % 6)},,a`,
]).flat();

function folder(record: readonly string[] = rows, model = MODEL): string {
  const path = join(mkdtempSync(join(tmpdir(), "standoff-watch-")), "model");
  mkdirSync(path);
  writeFileSync(join(path, "standoff.yaml"), model);
  writeFileSync(join(path, "history.csv"), `date,variable,value,sd,source\n${record.join("\n")}\n`);
  return path;
}

const FEW = ["--runs", "400", "--workers", "1"];
const HERE = folder();

describe("watch", () => {
  test("the answers after the record, beside those from the written start", async () => {
    const { code, out, err } = await within(["watch", HERE, ...FEW]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(
      /^As of 2011: 36 observations in 12 years, 4 filters of 100 particles, seed 1\. Log evidence -?\d/,
    );
    expect(out).toContain("after the record  from the written start");
    expect(out).toContain("What line does A take?");
    expect(out).toContain("by 2016");
  });

  test("as JSON, as of an earlier date, and the same by any number of workers", async () => {
    const words = ["watch", HERE, "high", "--as-of", "2008", "--json", "--runs", "400"];
    const [one, two] = await Promise.all(["1", "2"].map((n) => within([...words, "--workers", n])));
    expect(one!.out).toBe(two!.out);
    const json = JSON.parse(one!.out);
    expect(json).toMatchObject({
      schema: "standoff/watch/1",
      asOf: "2008",
      filters: 4,
      particles: 100,
      stopped: false,
    });
    expect(json.steps).toHaveLength(9);
    expect(json.observations).toHaveLength(27);
    expect(json.ahead.answers[0]).toMatchObject({ question: "high", kind: "event", by: "2016" });
    expect(json.ahead.answers[0].dates[0]).toBe("2009");
    expect(json.written).toBeUndefined();
  });

  test("a backtest, parted at a date", async () => {
    const words = ["watch", HERE, "--backtest", "--horizons", "1,2", "--futures", "50", "--split", "2006", ...FEW];
    const text = await within(words);
    expect([text.code, text.err]).toEqual([0, ""]);
    expect(text.out).toContain("1 year ahead, before 2006");
    expect(text.out).toContain("2 years ahead, from 2006 on");
    expect(text.out).toContain("Reliability, 1 year ahead");
    const json = JSON.parse((await within([...words, "--json"])).out);
    expect(json.skill.map((s: { part: string }) => s.part)).toEqual(["before 2006", "from 2006 on"]);
    expect(json.forecasts.length).toBe(3 * 11 + 3 * 10);
    const csv = await within([...words, "-o", join(HERE, "scores.csv"), "-q"]);
    expect(csv.code).toBe(0);
    expect(readFileSync(join(HERE, "scores.csv"), "utf8").split("\n")[0]).toBe(
      "variable,kind,horizon,date,outcome,model,uniform,climatology,persistence,model_log",
    );
  });

  test("known behaviours, and policies pinned to the record", async () => {
    const { code, out } = await within(["watch", HERE, "--behaviours", "--pin", "all", ...FEW]);
    expect(code).toBe(0);
    expect(out).toContain("1 of 1 behaviours pass, 0 miss");
    expect(out).toContain("Held to the record: AAA.line.");
    expect(out).toContain("calm: The level stays below two");
    const wrong = await within(["watch", HERE, "--behaviours", "--pin", "BBB.line", ...FEW]);
    expect([wrong.code, wrong.err]).toEqual([
      2,
      "standoff: the record says nothing of a policy `BBB.line`; --pin takes all, or: AAA.line\n",
    ]);
  });

  test("rivals and indicators", async () => {
    const rivals = JSON.parse((await within(["watch", HERE, "--rivals", "--repeats", "3", "--json", ...FEW])).out);
    expect(rivals.rivals.map((r: { id: string }) => r.id).sort()).toEqual(["as-is", "bold"]);
    expect(rivals.rivals[0].factor).toBe(0);
    expect(rivals.rivals[1].factor).toBeLessThan(0);
    expect(rivals.rivals[1].factorError).toBeGreaterThan(0);
    const { code, out } = await within(["watch", HERE, "--indicators", "high", "--ahead", "2", ...FEW]);
    expect(code).toBe(0);
    expect(out).toContain("Is the level ever high?");
  });

  test("what is wrong with the record, by line, and with the question", async () => {
    const bad = folder([...rows, "2001,AAA.line,push,0.1,b", "2050,level,0.5,,a"]);
    const { code, err, out } = await within(["watch", bad, ...FEW]);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("history.csv:38:1  2001 stands after 2011");
    expect(err).toContain("`AAA.line` has no option `push`");
    expect(err).toContain("history.csv:39:1");
    const checked = await within(["check", bad]);
    expect(checked.code).toBe(1);
    expect(checked.out).toContain("history.csv:38:1  2001 stands after 2011");
    expect((await within(["watch", HERE, "--as-of", "1990", ...FEW])).code).toBe(2);
    expect((await within(["watch", "models/two-states", ...FEW])).err).toContain("this model has no record");
    const gone = folder(rows, MODEL.replace("history.csv", "gone.csv"));
    expect((await within(["watch", gone, ...FEW])).code).toBe(4);
  });
});

describe("forecast and score", () => {
  test("a book from the written start, and one as of a date with baselines beside it, against what came about", async () => {
    const [book, later, came] = ["book.csv", "later.csv", "came.csv"].map((name) => join(HERE, name));
    const written = await within(["forecast", HERE, "-o", book!, ...FEW]);
    expect(written.out).toContain("2 questions, as of 2011, 400 futures, seed 1.");
    const asOf = await within(["forecast", HERE, "-o", later!, "--as-of", "2010", "-q", ...FEW]);
    expect([asOf.code, asOf.out]).toEqual([0, ""]);
    expect(readFileSync(later!, "utf8")).toMatch(/\npersistence,line,wait,0\.\d+/);
    writeFileSync(came!, "question,outcome\nline,press\nhigh,yes\n");
    const { code, out } = await within(["score", book!, came!, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out).forecasters[0]).toMatchObject({ forecaster: "standoff", resolved: 2, tooFew: true });
    const text = await within(["score", later!, came!]);
    expect(text.out).toContain("persistence");
    expect(text.out).toContain("Fewer than ten resolved questions");
    writeFileSync(came!, "question,outcome\nnobody,asked\n");
    expect((await within(["score", book!, came!])).code).toBe(3);
    expect((await within(["score", book!])).code).toBe(2);
  });

  test("an overlay adds questions without touching the model", async () => {
    const overlay = join(HERE, "..", "mine");
    mkdirSync(overlay, { recursive: true });
    writeFileSync(
      join(overlay, "standoff.yaml"),
      "standoff: Mine\nuse: [../model]\nquestions:\n  low:\n    ask: Is it ever low?\n    event: level < 0.3\n    by: 2015\n",
    );
    const { code, out } = await within(["forecast", overlay, "low", ...FEW]);
    expect(code).toBe(0);
    expect(out).toMatch(/\nstandoff,low,yes,0\.\d+,,2015,2011,Is it ever low\?/);
    expect((await within(["watch", overlay, "low", ...FEW])).code).toBe(0);
  });
});
