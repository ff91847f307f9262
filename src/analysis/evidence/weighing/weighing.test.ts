import { describe, expect, it } from "vitest";
import { type AchClaim, achLinchpins, achScores, diagnosticity } from "./ach.ts";
import { readGrade, sayGrade } from "./admiralty.ts";
import { keyAssumptions } from "./assumptions.ts";
import {
  againstEachOther,
  againstFacts,
  aheadToldAsPast,
  type DatedFact,
  type ToldClaim,
  tenseOf,
} from "./contradictions.ts";
import { likelyCopies } from "./origins.ts";

describe("competing hypotheses", () => {
  // Will Iraq retaliate? The shape of Heuer's worked matrix (1999, ch. 8), with our own words.
  const hypotheses = ["no", "minor", "major"];
  const claims: AchClaim[] = [
    { id: "said-so", marks: ["C", "C", "C"] },
    { id: "no-gain", marks: ["C", "C", "I"] },
    { id: "prestige", marks: ["II", "C", "N"] },
    { id: "alert", marks: ["I", "C", "C"] },
  ];
  it("ranks by what speaks against, least first", () => {
    expect(achScores(hypotheses, claims).map((r) => [r.hypothesis, r.inconsistency])).toEqual([
      ["minor", 0],
      ["major", 1],
      ["no", 3],
    ]);
  });
  it("a claim that fits all tells nothing", () => expect(claims.map(diagnosticity)).toEqual([0, 2, 3, 2]));
  it("credibility and relevance weigh by the root of two", () => {
    const one = (credibility: "low" | "high") =>
      achScores(["a"], [{ id: "x", marks: ["I"], credibility, relevance: "high" }])[0]!.inconsistency;
    expect(one("high")).toBeCloseTo(2, 12);
    expect(one("low")).toBeCloseTo(1, 12);
  });
  it("two papers with one report count once", () => {
    const twice: AchClaim[] = [
      { id: "paper", marks: ["I"], origin: "leak" },
      { id: "other", marks: ["II"], origin: "leak" },
      { id: "own", marks: ["I"] },
    ];
    expect(achScores(["a"], twice)[0]!.inconsistency).toBe(3);
  });
  it("names the claims that the ranking hangs on", () => {
    const close: AchClaim[] = [
      { id: "key", marks: ["II", "N"] },
      { id: "small", marks: ["N", "I"] },
    ];
    expect(achLinchpins(["a", "b"], close)).toEqual(["key"]);
  });
});

describe("the Admiralty grade", () => {
  it.each(["B2", "b-2", " B 2 "])("reads %j", (written) =>
    expect(readGrade(written)).toEqual({ letter: "B", digit: 2, source: "usually reliable", report: "probably true" }),
  );
  it.each(["", "G1", "A7", "2B", "A0", "A12"])("refuses %j", (written) => expect(readGrade(written)).toBeUndefined());
  it("is said in words", () => {
    expect(sayGrade(readGrade("B2")!)).toBe("B2: usually reliable source, probably true");
    expect(sayGrade(readGrade("F6")!)).toBe("F6: source's reliability cannot be judged, truth cannot be judged");
  });
});

const told = (says: string, more: Partial<ToldClaim> = {}): ToldClaim => ({
  id: says.slice(0, 12),
  says,
  stance: "asserted",
  start: 0,
  end: says.length,
  ...more,
});

describe("contradictions", () => {
  const noTest: DatedFact = {
    id: "tests",
    event: [["nuclear"], ["test", "tests"]],
    happened: false,
    from: "2017-09-04",
    to: "2024-07-31",
    says: "the model says did not happen: no test since 2017-09",
  };
  const treaty: DatedFact = { id: "treaty", event: [["treaty"], ["signed"]], happened: true };

  it.each([
    ["Reports emerged that it was conducting a major nuclear test.", 1],
    ["A nuclear test would hurt the region.", 0],
    ["It has not carried out a nuclear test.", 0],
    ["It may carry out a nuclear test.", 0],
  ])("%s", (says, n) => expect(againstFacts([told(says)], [noTest], "2024-07-08")).toHaveLength(n));
  it("a denial of what happened", () => {
    expect(againstFacts([told("They never signed the treaty.")], [treaty])).toMatchObject([
      { kind: "fact", fact: "treaty" },
    ]);
    expect(againstFacts([told("They signed the treaty.")], [treaty])).toEqual([]);
  });
  it("a fact speaks of its own time alone", () => {
    const claim = told("It carried out a nuclear test.", { dates: ["2016-09"] });
    expect(againstFacts([claim], [noTest], "2024-07-08")).toEqual([]);
  });
  it("what lies ahead, told as past", () => {
    const claim = told("By November the balance had collapsed.", { dates: ["2024-11"] });
    expect(aheadToldAsPast([claim], "2024-07-08")).toMatchObject([{ date: "2024-11" }]);
    expect(aheadToldAsPast([told("The contract expires in 2026.", { dates: ["2026"] })], "2024-07-08")).toEqual([]);
    expect(aheadToldAsPast([claim], "2025-01-08")).toEqual([]);
  });
  it("claims with opposite signs", () => {
    const both = [
      told("The army closed the northern bridge."),
      told("The army did not close the northern bridge, it closed none.", { id: "b" }),
      told("Tulips are red."),
    ];
    expect(againstEachOther(both, 0.5)).toMatchObject([{ kind: "claims", other: "b" }]);
    expect(againstEachOther([both[0]!, told("The army closed the northern bridge.", { id: "c" })])).toEqual([]);
  });
  it("tells tenses apart", () =>
    expect(["It will end.", "It ended.", "It ends."].map(tenseOf)).toEqual(["ahead", "past", "present"]));
});

describe("origins", () => {
  const claims = [
    {
      id: "a",
      says: "Two officers said that steel plates are already on board the hull",
      source: "wire",
      origin: "leak",
    },
    { id: "b", says: "Steel plates are already on board the hull, two officers said on Monday", source: "paper" },
    { id: "c", says: "The weather was fine and nobody sailed", source: "paper" },
  ];
  it("finds one report in two papers, and not once it is marked", () => {
    expect(likelyCopies(claims).map((c) => [c.left, c.right])).toEqual([["a", "b"]]);
    expect(likelyCopies(claims.map((c) => ({ ...c, origin: "leak" })))).toEqual([]);
  });
});

it("key assumptions: what rests on no claim, and which claims nothing uses", () =>
  expect(
    keyAssumptions(
      [
        { id: "x", because: ["a"] },
        { id: "y", because: [] },
      ],
      ["a", "b"],
    ),
  ).toEqual({ unsupported: ["y"], unused: ["b"] }));
