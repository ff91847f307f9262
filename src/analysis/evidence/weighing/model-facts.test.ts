import { describe, expect, it } from "vitest";
import { readModel } from "../../../language/read-model.ts";
import { againstClaims } from "./against-claims.ts";
import { againstFacts, type ToldClaim } from "./contradictions.ts";
import { modelFacts, readHistory, wordsOfEvent } from "./model-facts.ts";

const TEXT = `standoff: Facts
clock: { start: 2024-07, step: month, steps: 12 }
sources:
  piece: { title: A piece, published: 2024-07-08 }
claims:
  ahead: { says: A test may come by November, source: piece, at: { start: 10, end: 40 }, stance: forecast, credence: 0.1 }
  closed: { says: The army closed the northern bridge, stance: asserted, credence: 0.9 }
variables:
  tests: { start: 6, next: tests, note: "six tests, 2006-10-09 to 2017-09-03, and one planned for 2031-01-01" }
  clashes: { start: 2, next: clashes }
events:
  test: { label: A nuclear test, chance: 0.1, set: { tests: tests + 1 }, repeats: true }
  clash: { label: A border clash, chance: 0.1, set: { clashes: clashes + 1 }, repeats: true }
  vote: { label: The autumn vote, at: 2024-11, set: { clashes: clashes } }
  use: { label: Nuclear use, chance: 0.01, set: { clashes: clashes } }
`;
const { model, problems } = readModel("standoff.yaml", (name) => (name === "standoff.yaml" ? TEXT : undefined));
const told = (says: string, ...dates: string[]): ToldClaim => ({
  id: "c",
  says,
  stance: "reported",
  start: 0,
  end: 50,
  dates,
});
const against = (claim: ToldClaim, history = "") =>
  againstFacts([claim], modelFacts(model!, readHistory(history)), "2024-07-08").map((f) =>
    f.kind === "fact" ? f.fact : f.kind,
  );

it("the model is sound", () => expect(problems.filter((p) => p.severity === "error")).toEqual([]));

describe("dated facts of a model", () => {
  it.each<[string, string[], string[]]>([
    ["Reports said that it was conducting a nuclear test.", [], ["test not yet"]],
    ["It tested a nuclear device.", ["2017-09-03"], []],
    ["It tested a nuclear device.", ["2017"], []],
    ["It tested a nuclear device.", ["2024"], ["test not yet"]],
    ["It tested a nuclear device.", ["2019-02"], ["test not yet"]],
    ["It may conduct a nuclear test.", [], []],
    ["The autumn vote was held.", [], ["vote not before"]],
    ["The autumn vote was held.", ["2024-12"], []],
    ["The autumn vote was never held.", ["2024-12"], ["vote happened"]],
    ["It has used a nuclear weapon.", ["1999"], ["use not yet"]],
    ["There was a border clash.", [], ["clash not yet"]],
    ["There was a border clash.", ["2020-05"], []],
  ])("%s %j", (says, dates, facts) => expect(against(told(says, ...dates))).toEqual(facts));

  it("the history dates the last one better than a note", () => {
    const history =
      'date,variable,value,sd,source\n2023-01,test,0,,"a, b"\n2023-05,test,1,,"says ""so"""\n2024-01,tests,x,,\n';
    expect(readHistory(history)).toHaveLength(2);
    expect(against(told("It tested a nuclear device.", "2019-02"), history)).toEqual([]);
    expect(against(told("It tested a nuclear device.", "2023-05-10"), history)).toEqual([]);
    expect(against(told("It tested a nuclear device.", "2024-02"), history)).toEqual(["test not yet"]);
    expect(readHistory("no,such,columns\n1,2,3")).toEqual([]);
  });
  it("says which line of the model it rests on", () =>
    expect(modelFacts(model!).find((f) => f.id === "test not yet")?.says).toBe(
      "the model says had not: A nuclear test (6 by 2024-07, the last on 2017-09-03; standoff.yaml:9)",
    ));
  it("words in their forms", () =>
    expect(wordsOfEvent({ id: "x", label: "The use of force" })).toEqual([
      ["use", "uses", "usees", "used", "using"],
      ["force", "forces", "forcees", "forced", "forcing"],
    ]));
});

describe("claims of a model", () => {
  const others = (claim: ToldClaim, here?: string) =>
    againstClaims([claim], model!.claims, here).map((c) => (c.kind === "model-claim" ? c.others : c.kind));
  it("a forecast that the text tells as past, in the same text alone", () => {
    expect(others(told("By November a test had come."), "piece")).toEqual([["ahead"]]);
    expect(others(told("By November a test had come."))).toEqual([]);
    expect(others(told("By November a test may come."), "piece")).toEqual([]);
  });
  it("the same words with the opposite sign", () => {
    expect(others(told("The army never closed the northern bridge."))).toEqual([["closed"]]);
    expect(others(told("The army closed the northern bridge."))).toEqual([]);
  });
});
