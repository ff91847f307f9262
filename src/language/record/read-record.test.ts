// A record with everything wrong in it: each fault with its line and its mend, all at once, and the good rows kept.

import { describe, expect, test } from "vitest";
import { readModel } from "../read-model.ts";
import { readRecord } from "./read-record.ts";

const YAML = `
standoff: A record
clock: { start: 2000-01, step: month, steps: 12 }
actors:
  AAA:
    name: A
policies:
  AAA.line:
    options: [wait, press]
    start: wait
values:
  AAA:
    calm: { weight: 1, is: AAA.line is wait }
variables:
  level:
    start: 0.5
    next: level
    min: 0
    max: 1
events:
  shot:
    chance: 0.1
observe:
  count: { of: level, as: poisson }
  polls: { of: level, as: binomial, trials: 20 }
  price: { of: level, as: lognormal }
  noise: { as: unused }
`;

const model = readModel("standoff.yaml", (path) => (path === "standoff.yaml" ? YAML : undefined)).model!;
const HEAD = "date,variable,value,sd,source";
const read = (...rows: string[]) => readRecord(model, "history.csv", [HEAD, ...rows].join("\n"));

describe("one fault a line", () => {
  test.each([
    ["2000-01,AAA.lien,wait,0.1,a", "record-unknown-variable", "did you mean `AAA.line`?"],
    ["2000-01,zebra,wait,0.1,a", "record-unknown-variable", "`as: unused`"],
    ["2000-13,shot,yes,0,a", "record-bad-date", "2024-07"],
    ["1999-12,shot,yes,0,a", "record-out-of-clock", "scenario"],
    ["2000-01,AAA.line,presss,0.1,a", "record-impossible", "did you mean `press`?"],
    ["2000-01,shot,maybe,0,a", "record-impossible", "yes or no"],
    ["2000-01,level,high,0.1,a", "record-impossible", "0.567"],
    ["2000-01,level,7,0.1,a", "record-impossible", "correct the value"],
    ["2000-01,count,1.5,,a", "record-impossible", "correct the value"],
    ["2000-01,polls,21,,a", "record-impossible", "correct the value"],
    ["2000-01,price,0,0.1,a", "record-impossible", "correct the value"],
    ["2000-01,level,0.5,-1,a", "record-bad-error", "0.05"],
    ["2000-01,AAA.line,wait,1,a", "record-bad-error", "below 1"],
    ["2000-01,level,0.5,,a", "record-no-error", "standard deviation"],
    ['2000-01,level,0.5,0.1,"a', "record-open-quote", "close it"],
    ["2000-01,level,0.5,0.1,a,b", "record-fields", "quotes"],
  ])("%s", (row, code, mend) => {
    const { problems } = read("2000-01,count,2,,good", row);
    expect(problems.map((p) => p.code)).toEqual([code]);
    expect(problems[0]!.at).toMatchObject({ file: "history.csv", line: 3 });
    expect(problems[0]!.mend).toContain(mend);
  });

  test("order and doubles, by variable", () => {
    const { problems } = read(
      "2000-03,shot,no,0,a",
      "2000-02,shot,no,0,a",
      "2000-03,shot,no,0,a",
      "2000-02,level,0.5,0.1,a",
    );
    expect(problems.map((p) => [p.code, p.at.line])).toEqual([
      ["record-date-order", 3],
      ["record-twice", 4],
    ]);
  });

  test("a header that is none, and one that lacks a column", () => {
    const none = readRecord(model, "h.csv", "2000-01,shot,yes");
    expect(none.problems.map((p) => p.code)).toEqual(["record-without-header"]);
    const lacks = readRecord(model, "h.csv", "date,variable\n2000-01,shot");
    expect(lacks.problems[0]!.says).toContain("`value`");
    expect(readRecord(model, "h.csv", "").problems.map((p) => p.code)).toEqual(["record-without-header"]);
  });
});

test("all faults come at once, and the good rows are kept in order of steps", () => {
  const { record, problems } = read(
    "2000-03,shot,yes,0.05,CTBTO; list",
    "2000-01,zebra,1,,a",
    "2000-02,zebra,1,,a",
    "2000-02,AAA.line,press,0.2,coder",
    "2000-02,level,0.4,0.1,one",
    "2000-02,level,0.6,0.1,two",
    "2000-02,noise,whatever,,a",
    "# a note,with,commas,,",
    "",
  );
  expect(problems.map((p) => [p.code, p.at.line])).toEqual([["record-unknown-variable", 3]]);
  expect(record!.rows.map((r) => [r.step, r.variable, r.value, r.house])).toEqual([
    [1, "AAA.line", 1, "coder"],
    [1, "level", 0.4, "one"],
    [1, "level", 0.6, "two"],
    [2, "shot", 1, "CTBTO"],
  ]);
  expect(record!.unused).toBe(1);
});

test("many faults are counted, not all listed", () => {
  const { problems } = read(...Array.from({ length: 500 }, (_, i) => `2000-01,level,x${i},0.1,s${i}`));
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)!.says).toContain("400 more");
});
