import { expect, test } from "vitest";
import { writtenModel } from "../../../test/read-shipped.ts";
import type { Answer, ComparisonAnswer, EventAnswer, QuantityAnswer } from "../../ensemble/answers.ts";
import { share } from "../../ensemble/tally.ts";
import { BANDS } from "../words/likelihood.ts";
import { confidenceIn, sayConfidence } from "./confidence.ts";

const claim = (id: string, source: string, more = "") => `
  ${id}: { says: Something, source: ${source}, stance: asserted, credence: 0.8${more} }`;

const textOf = (claims: string) => `
standoff: Confidence
clock: { start: 2024-01, step: month, steps: 2 }
sources: { a: { title: A }, b: { title: B }, c: { title: C } }
claims: ${claims === "" ? "{}" : claims}
actors: { CHN: { name: China }, PRK: { name: North Korea } }
variables: { x: { start: 0, next: x } }
`;

const modelOf = (claims: string) => writtenModel(textOf(claims));

const FIRM = claim("one", "a") + claim("two", "b") + claim("three", "c") + claim("four", "a");

const event = (count: number, runs: number): EventAnswer => ({
  kind: "event",
  question: "q",
  by: "2024-02",
  runs,
  ...share(count, runs),
  dates: [],
  byDate: [],
});

test("the level follows the stated rule: firm claims and sources", () => {
  const level = (claims: string) => confidenceIn(modelOf(claims)).level;
  expect(level(FIRM)).toBe("high");
  expect(level(FIRM + claim("five", "b", ", denied_by: [PRK]"))).toBe("high");
  expect(level(FIRM + claim("five", "b", ", denied_by: [PRK]") + claim("six", "b", ", denied_by: [PRK]"))).toBe(
    "moderate",
  );
  expect(level(claim("one", "a") + claim("two", "a"))).toBe("low");
  expect(level("")).toBe("low");
});

test("claims that no number turns on are counted apart", () => {
  const cited = modelOf(FIRM.replaceAll(", credence: 0.8", ""));
  expect(confidenceIn(cited)).toMatchObject({ level: "low", claims: 0, cited: 4 });
  expect(sayConfidence(confidenceIn(cited))).toBe(
    "Confidence low: no number turns on a claim (4 cited, none with a credence).",
  );
  expect(sayConfidence(confidenceIn(modelOf("")))).toBe("Confidence low: the model rests on no claim of any source.");
});

test("a wide sampling error lowers it", () => {
  const model = modelOf(FIRM);
  const rivals = (runs: number) => [event(runs / 2, runs)];
  const level = (runs: number) => confidenceIn(model, event(runs / 2, runs), rivals(runs)).level;
  expect([level(10_000), level(1_000), level(100)]).toEqual(["high", "moderate", "low"]);
  expect(sayConfidence(confidenceIn(model, event(50, 100), rivals(100)))).toMatch(
    /^Confidence low: none of 4 claims disputed, 3 sources; sampling error up to 10 points; /,
  );
  expect(sayConfidence(confidenceIn(model, event(5_000, 10_000)))).toMatch(/; sampling error up to 1 point; /);
});

test("rival readings that were not played leave it at most moderate, and are said", () => {
  const lens = "scenarios: { sceptic: { lens: true, credence: { one: 0.1 } } }";
  const model = writtenModel(textOf(FIRM) + lens);
  const found = confidenceIn(model, event(5_000, 10_000));
  expect([found.level, found.rivals]).toEqual(["moderate", expect.objectContaining({ readings: 1, played: false })]);
  expect(sayConfidence(found)).toMatch(/; its rival reading not played here\.$/);
});

test("rival readings that move the answer lower it; where none was tried it is at most moderate", () => {
  const model = modelOf(FIRM);
  const of = (...rivals: Answer[]) => confidenceIn(model, event(5_000, 10_000), rivals);
  expect(of(event(5_300, 10_000)).level).toBe("high");
  expect(of(event(5_300, 10_000), event(6_400, 10_000)).level).toBe("moderate");
  expect(of(event(2_000, 10_000)).level).toBe("low");
  expect(of().level).toBe("moderate");
  expect(sayConfidence(of(event(5_300, 10_000), event(6_400, 10_000)))).toMatch(
    /; 2 rival readings move it by up to 14 points\.$/,
  );
  expect(sayConfidence(of())).toMatch(/; no rival reading was tried\.$/);
});

test("a quantity is judged against the range of nine futures in ten", () => {
  const quantity = (q50: number, se: number): QuantityAnswer => ({
    ...{ kind: "quantity", question: "q", of: "x", date: "2024-02", runs: 100, mean: q50, se, dates: [], byDate: [] },
    ...{ q05: 0, q25: 20, q50, q75: 80, q95: 100 },
  });
  const found = confidenceIn(modelOf(FIRM), quantity(50, 1), [quantity(70, 1)]);
  expect([found.sampling?.level, found.rivals?.level]).toEqual(["high", "moderate"]);
  expect(confidenceIn(modelOf(FIRM), quantity(50, 4), []).sampling?.level).toBe("moderate");
});

test("a decision: whether the best option is told apart, and whether rival readings take another", () => {
  const decision = (best: string, gap: number): ComparisonAnswer => ({
    ...{ kind: "comparison", question: "q", policy: "A.do", baseline: "stay", measure: "utility(A)", runs: 100 },
    better: "higher",
    when: "mean over the clock",
    rows: ["stay", "go", "wait"].map((hold) => {
      const difference = hold === best ? gap : hold === "stay" ? 0 : 0.1;
      const half = hold === "stay" ? 0 : 0.05;
      return {
        ...{ hold, label: hold, mean: 1, se: 0.1, difference, low: difference - half, high: difference + half },
        ...{ best: 0.5, regret: 0.1 },
        fromBest: { difference: difference - gap, low: difference - gap - 0.05, high: difference - gap + 0.05 },
      };
    }),
  });
  const of = (mine: Answer, ...rivals: Answer[]) => confidenceIn(modelOf(FIRM), mine, rivals);
  expect(of(decision("go", 0.4), decision("go", 0.5)).level).toBe("high");
  expect(of(decision("go", 0.12), decision("go", 0.5)).sampling?.level).toBe("moderate");
  const other = of(decision("go", 0.4), decision("wait", 0.5));
  expect(other.level).toBe("low");
  expect(sayConfidence(other)).toMatch(/; the one rival reading puts another option first\.$/);
});

test("the sentence shows its counts and holds no word of likelihood", () => {
  const disputed = claim("one", "a", ", denied_by: [PRK]") + claim("two", "a");
  const said = sayConfidence(confidenceIn(modelOf(disputed), event(40, 100), [event(10, 100)]));
  expect(said).toBe(
    "Confidence low: 1 of 2 claims disputed, one source; sampling error up to 9 points; the one rival reading moves it by up to 30 points.",
  );
  for (const { words } of BANDS) expect(said).not.toContain(words);
});
