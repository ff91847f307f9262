import { describe, expect, it } from "vitest";
import { credibilityOf } from "./admiralty.ts";
import { chancesGiven, markOf, matrixOf } from "./matrix.ts";
import { readMarks } from "./read-marks.ts";

const claim = (id: string, marks: ("CC" | "C" | "N" | "I" | "II")[], more: object = {}) => ({
  id,
  says: id,
  credibility: "medium" as const,
  marks,
  ...more,
});
const hypotheses = ["war", "talks", "drift"].map((id) => ({ id, label: id }));

describe("the matrix of competing hypotheses", () => {
  // By hand: war 1 (troops) + 2 x 1.414 (leave, high) = 3.83; talks 2 + 1 x 0.707 (radio, low) = 2.71; drift 1 (leave) x 1.414 = 1.41
  const worked = matrixOf(hypotheses, [
    claim("troops", ["I", "II", "C"]),
    claim("leave", ["II", "C", "I"], { credibility: "high" }),
    claim("radio", ["N", "I", "N"], { credibility: "low" }),
    claim("weather", ["C", "C", "C"]),
  ]);
  it("scores a small one as by hand", () => {
    expect(worked.hypotheses.map((h) => Number(h.inconsistency.toFixed(2)))).toEqual([3.83, 2.71, 1.41]);
    expect(worked.least).toEqual(["drift"]);
  });
  it("puts first what tells most apart, and says what the ranking hangs on", () => {
    expect(worked.claims.map((c) => [c.id, c.diagnosticity])).toEqual([
      ["troops", 3],
      ["leave", 3],
      ["radio", 1],
      ["weather", 0],
    ]);
    // Without `troops`: war 2.83, talks 0.71, drift 1.41
    expect(worked.claims.filter((c) => c.linchpin).map((c) => c.id)).toEqual(["troops"]);
  });
  it("counts claims of one origin once", () => {
    const twice = [claim("a", ["I", "N"], { origin: "leak" }), claim("b", ["I", "N"], { origin: "leak" })];
    expect(matrixOf(hypotheses.slice(0, 2), twice).hypotheses[0]!.inconsistency).toBe(1);
  });
  it("two that cannot be told apart are both the least", () => {
    expect(matrixOf(hypotheses.slice(0, 2), [claim("a", ["I", "I"])]).least).toEqual(["war", "talks"]);
  });
});

describe("marks", () => {
  it.each([
    [0, "II"],
    [0.0499, "II"],
    [0.05, "I"],
    [0.45, "N"],
    [0.55, "C"],
    [0.95, "CC"],
    [1, "CC"],
  ])("%d is %s", (chance, mark) => expect(markOf(chance)).toBe(mark));
  it("come from futures: the claim's chance where the hypothesis holds", () => {
    const truth = Array.from({ length: 1000 }, (_, i) => (i < 300 ? 1 : 0));
    const yes = truth.map((t) => t);
    const no = truth.map((t) => 1 - t);
    const never = truth.map(() => 0);
    expect(chancesGiven(truth, [yes, no, never])).toEqual([1, 0, undefined]);
  });
  it("what chance alone could do is no difference", () => {
    const truth = Array.from({ length: 100 }, (_, i) => i % 2);
    const half = truth.map((_, i) => (i < 51 ? 1 : 0));
    expect(chancesGiven(truth, [half])).toEqual([0.5]);
  });
  it("a person's own, from a file; all that is wrong at once", () => {
    const rows = (...lines: string[]) => lines.map((l, i) => ({ line: i + 1, fields: l.split(",") }));
    expect(readMarks(rows("claim,a,b,relevance", "x,cc,,high", "y,0.02,N,"), ["a", "b"])).toEqual({
      marked: [
        { claim: "x", marks: ["CC", "N"], relevance: "high" },
        { claim: "y", marks: ["II", "N"] },
      ],
      wrong: [],
    });
    expect(readMarks(rows("claim,a", "x,maybe", "y,7"), ["a", "b"]).wrong[0]).toContain("no column `b`");
    expect(readMarks(rows("claim,a,credibility", "x,maybe,huge", "y,7,"), ["a"]).wrong).toHaveLength(3);
    expect(readMarks([], ["a"]).wrong).toHaveLength(1);
  });
});

it.each([
  ["A1", "high"],
  ["B2", "high"],
  ["B3", "medium"],
  ["C2", "medium"],
  ["D1", "low"],
  ["A5", "low"],
  ["F6", "medium"],
  [undefined, "medium"],
])("the grade %s weighs %s", (grade, level) => expect(credibilityOf(grade)).toBe(level));
