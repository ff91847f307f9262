import { describe, expect, it } from "vitest";
import { buildModel, USUAL_SETTINGS } from "../../analysis/stability/build-model.ts";
import { findState } from "../../analysis/stability/find-state.ts";
import { type GraphModel, labelOf, patternOf } from "../../analysis/stability/graph-model.ts";
import { movesFrom, movesOf } from "../../analysis/stability/moves.ts";
import { compare } from "../../analysis/stability/prefer.ts";
import { readOrdinal } from "./read-ordinal.ts";

const HEAD = `standoff: a test
actors:
  a: { preferences: [not a.x] }
  b: { preferences: [b.y] }
options:
  a.x: X
  b.y: Y
`;

/** Problems of reading and building, as `code line:column severity`. */
function problemsOf(text: string, most = USUAL_SETTINGS.most): string[] {
  const read = readOrdinal("m.yaml", text);
  const built = read.written && buildModel(read.written, { most, holds: [] });
  return [...read.problems, ...(built?.problems ?? [])].map(
    ({ code, at, severity }) => `${code} ${at.line}:${at.column} ${severity}`,
  );
}

function modelOf(text: string): GraphModel {
  const { written, problems } = readOrdinal("m.yaml", text);
  expect(problems).toEqual([]);
  const built = buildModel(written!);
  expect(built.problems).toEqual([]);
  return built.model!;
}

describe("what is wrong with an ordinal model is said with its place", () => {
  const cases: [string, string, string[]][] = [
    ["an empty file", "", ["empty-file 1:1 error"]],
    ["an unknown section", `${HEAD}infesible: [a.x]\n`, ["unknown-key 8:1 error"]],
    ["nothing but a title", "standoff: x\n", ["missing-key 1:1 error", "missing-key 1:1 error"]],
    [
      "an option owned by nobody",
      HEAD.replace("b.y: Y", "y: Y"),
      ["option-without-owner 7:3 error", "bad-condition 4:22 error"],
    ],
    [
      "an owner who is no actor",
      HEAD.replace("b.y: Y", "y: { owner: c }\n  b.y: Y"),
      ["option-without-owner 7:15 error"],
    ],
    ["an unknown option in a condition", `${HEAD}infeasible:\n  - a.x and b.z\n`, ["bad-condition 9:13 error"]],
    ["a condition that ends too early", `${HEAD}infeasible:\n  - a.x and\n`, ["bad-condition 9:11 error"]],
    ["no feasible state", `${HEAD}infeasible: [a.x, not a.x]\n`, ["no-feasible-state 8:14 error"]],
    ["a contrary statement", HEAD.replace("[b.y]", "[b.y, not b.y]"), ["contradicting-statements 4:27 warning"]],
    ["a statement said twice", HEAD.replace("[b.y]", "[b.y, b.y]"), ["said-already 4:27 warning"]],
    [
      "a statement that contradicts itself",
      HEAD.replace("[b.y]", "[b.y and not b.y]"),
      ["contradicts-itself 4:22 warning"],
    ],
    ["a statement that every state meets", HEAD.replace("[b.y]", "[b.y or not b.y]"), ["always-met 4:22 warning"]],
    ["two kinds of preferences", HEAD.replace("[b.y] }", "[b.y], ranking: [1] }"), ["two-preferences 4:37 error"]],
    ["no preferences", HEAD.replace("{ preferences: [b.y] }", "{ name: B }"), ["no-preferences 4:3 warning"]],
    [
      "a ranking without all states",
      HEAD.replace("preferences: [b.y]", "ranking: [1, [2, 3]]"),
      ["not-ranked 4:17 error"],
    ],
    [
      "a state ranked twice, one that is none",
      HEAD.replace("preferences: [b.y]", "ranking: [1, 2, 3, 4, 2, 9]"),
      ["ranked-twice 4:30 error", "no-such-state 4:33 error"],
    ],
    [
      "preferences in a circle",
      HEAD.replace("preferences: [b.y]", "comparisons: [1 > 2, 2 > 3 ~ 4, 4 > 1]"),
      ["preferences-cycle 4:22 error"],
    ],
    [
      "a comparison of nothing",
      HEAD.replace("preferences: [b.y]", "comparisons: [1 > x]"),
      ["bad-comparison 4:22 error"],
    ],
    ["much below a plain statement", HEAD.replace("[b.y]", "[b.y, { much: a.x }]"), ["much-below 4:27 error"]],
    ["both ways irreversible", `${HEAD}irreversible: [a.x, not a.x]\n`, ["never-moves 8:21 error"]],
    ["more than one option irreversible", `${HEAD}irreversible: [a.x and b.y]\n`, ["bad-irreversible 8:16 error"]],
    ["states merged that are told apart", `${HEAD}coalesce: [a.x]\n`, ["told-apart 8:12 error"]],
    ["a start that is two states", `${HEAD}start: a.x\n`, ["start-not-a-state 8:8 error"]],
    [
      "an actor that believes in nobody",
      HEAD.replace("[b.y] }", "[b.y], believes: { actors: { q: { ranking: [1] } } } }"),
      ["unknown-actor 4:50 error"],
    ],
    ["a coalition of strangers", `${HEAD}coalitions: [[a, zz]]\n`, ["unknown-actor 8:18 error"]],
    ["broken YAML", "options: [a\n", ["not-yaml 1:10 error"]],
  ];
  for (const [name, text, want] of cases) it(name, () => expect(problemsOf(text)).toEqual(want));

  it("all at once", () => {
    const text = `${HEAD}infeasible:\n  - a.q\n  - b.q\nirreversible: [zz]\n`;
    expect(problemsOf(text)).toEqual([
      "bad-condition 11:16 error",
      "bad-condition 9:5 error",
      "bad-condition 10:5 error",
    ]);
  });

  it("a circle is named whole", () => {
    const { written } = readOrdinal(
      "m.yaml",
      HEAD.replace("preferences: [b.y]", "comparisons: [1 > 2, 2 > 3 ~ 4, 4 > 1]"),
    );
    const [problem] = buildModel(written!).problems;
    expect(problem!.says).toBe("these preferences run in a circle: 1 > 2, 2 > 3, 4 > 1");
    expect(problem!.also).toHaveLength(2);
  });

  it("40 options without constraints are refused with their price, and answered once enough is infeasible or held", () => {
    const names = Array.from({ length: 40 }, (_, k) => `o${k}`);
    const big = `actors: { a: { preferences: [o0] } }\noptions:\n${names.map((o) => `  a.${o}: ${o}\n`).join("")}`;
    const { written } = readOrdinal("big.yaml", big);
    const refused = buildModel(written!);
    expect(refused.model).toBeUndefined();
    expect(refused.problems[0]!.says).toContain("40 options make 1,099,511,627,776 combinations");
    expect(refused.problems[0]!.says).toContain("GB to analyse");
    const some = names
      .slice(0, 36)
      .map(
        (_, k) => `  - o${k} and o${(k + 1) % 40}\n  - o${k} and o${(k + 2) % 40}\n  - o${k} and o${(k + 3) % 40}\n`,
      );
    const less = readOrdinal("big.yaml", `${big}infeasible:\n${some.join("")}`).written!;
    expect(buildModel(less).model!.states.count).toBeGreaterThan(1000);
    const holds = names.slice(8).map((_, k) => ({ option: k + 8, yes: false }));
    expect(buildModel(written!, { most: 1000, holds }).model!.states.count).toBe(256);
  });
});

describe("an ordinal model", () => {
  const CHOICES = `standoff: choices
actors:
  CHN:
    name: China
    preferences:
      - much: CHN.korea is patience
      - PRK.bomb is not test
      - if PRK.bomb is test then korea is coerce
  PRK: { preferences: [bomb is test, not (korea is coerce)] }
options:
  CHN.korea: [patience, coerce, embrace]
  PRK.bomb: { label: The bomb, courses: [hold, test] }
irreversible: [bomb is test]
start: CHN.korea=patience, PRK.bomb=hold
`;

  it("has choices of which one course is taken", () => {
    const model = modelOf(CHOICES);
    expect(model.states.count).toBe(6);
    expect(model.options.map((option) => option.id)).toEqual([
      "CHN.korea=patience",
      "CHN.korea=coerce",
      "CHN.korea=embrace",
      "PRK.bomb=hold",
      "PRK.bomb=test",
    ]);
    expect(labelOf(model, model.start!)).toBe("CHN.korea: patience, The bomb: hold");
    const [china, korea] = movesOf(model);
    expect(movesFrom(china!, model.start!)).toHaveLength(2);
    expect(movesFrom(korea!, model.start!)).toHaveLength(1);
    const tested = findState(model, "CHN.korea=patience,PRK.bomb=test");
    expect("state" in tested && movesFrom(korea!, tested.state)).toEqual([]);
  });

  it("tells options of one name apart by their owners", () => {
    const model = modelOf(HEAD.replace("a.x: X", "a.x: Dare").replace("b.y: Y", "b.y: Dare"));
    expect([0, 1, 2, 3].map((s) => labelOf(model, s))).toEqual(["nothing", "a: Dare", "b: Dare", "a: Dare, b: Dare"]);
  });

  it("has strength where a `much` statement tells states apart", () => {
    const model = modelOf(CHOICES);
    const at = (text: string) => (findState(model, text) as { state: number }).state;
    const [china] = model.preferences;
    const like = (s: string, t: string) => compare(china!, model.states.count, at(s), at(t));
    expect(like("korea=patience,bomb=test", "korea=coerce,bomb=hold")).toBe(2);
    expect(like("korea=coerce,bomb=hold", "korea=coerce,bomb=test")).toBe(1);
    expect(like("korea=embrace,bomb=test", "korea=coerce,bomb=test")).toBe(-1);
    expect(like("korea=embrace,bomb=hold", "korea=coerce,bomb=hold")).toBe(0);
  });

  it("leaves open what an unknown statement decides", () => {
    const model = modelOf(HEAD.replace("[b.y]", "[{ unknown: a.x }, b.y]"));
    const like = (s: number, t: number) => compare(model.preferences[1]!, 4, s - 1, t - 1);
    expect([like(1, 2), like(3, 4), like(3, 1), like(1, 1)]).toEqual([3, 3, 1, 0]);
  });

  it("reads rankings with ties, strength and unknown groups", () => {
    const model = modelOf(HEAD.replace("preferences: [b.y]", "ranking: [4, much, { unknown: [2, 3] }, 1]"));
    const like = (s: number, t: number) => compare(model.preferences[1]!, 4, s - 1, t - 1);
    expect([like(4, 2), like(2, 3), like(2, 1), like(4, 1)]).toEqual([2, 3, 1, 2]);
  });

  it("follows chains of comparisons and leaves the rest unknown", () => {
    const model = modelOf(HEAD.replace("preferences: [b.y]", "comparisons: [4 > 3 ~ 2]"));
    const like = (s: number, t: number) => compare(model.preferences[1]!, 4, s - 1, t - 1);
    expect([like(4, 2), like(2, 3), like(1, 4), like(3, 4)]).toEqual([1, 0, 3, -1]);
    const all = modelOf(HEAD.replace("preferences: [b.y]", "comparisons: [4 > 3 ~ 2 >> 1]")).preferences[1]!;
    expect(all.kind).toBe("ranked");
    expect(compare(all, 4, 2, 0)).toBe(2);
  });

  it("survives structuredClone, as all that crosses a worker must", () => {
    const { written } = readOrdinal("m.yaml", CHOICES);
    const built = buildModel(written!);
    expect(structuredClone(built)).toEqual(built);
    expect(structuredClone(written)).toEqual(written);
  });

  it("names a state by id, pattern, options or condition", () => {
    const model = modelOf(HEAD);
    for (const text of ["3", "NY", "y and not x", "a.x=no, b.y=yes", "not x, y"]) {
      expect(findState(model, text), text).toEqual({ state: 2 });
    }
    expect(findState(model, "y")).toMatchObject({ mend: "say which: 3 (Y); 4 (X, Y)" });
    expect(findState(model, "5")).toMatchObject({ says: "there is no state 5" });
    expect(findState(model, "NYN")).toMatchObject({ says: "`NYN` has 3 letters, and the model 2 options" });
    expect(findState(model, "zz")).toMatchObject({ says: "unknown option `zz`" });
    expect(patternOf(model, 2)).toBe("NY");
  });
});
