import { describe, expect, it } from "vitest";
import { analyse } from "../../analysis/stability/analyse.ts";
import { buildModel } from "../../analysis/stability/build-model.ts";
import { USUAL } from "../../analysis/stability/concepts.ts";
import type { GraphModel } from "../../analysis/stability/graph-model.ts";
import { idsOf } from "../../analysis/stability/stable-states.ts";
import { readModel } from "./read-graph-model.ts";
import { readOrdinal } from "./read-ordinal.ts";
import { writeGmcr } from "./write-gmcr.ts";

type File = Record<string, unknown> & { options: unknown[]; decisionMakers: Record<string, unknown>[] };

/** A small sound file; `change` breaks it. */
function fileWith(change: (file: File) => void): string {
  const file: File = {
    options: [
      { name: "X", permittedDirection: "both" },
      { name: "Y", permittedDirection: "fwd" },
    ],
    infeasibles: [],
    useManualPreferenceRanking: false,
    decisionMakers: [
      { name: "A", options: [1], preferences: [[[0, "Y"]]] },
      { name: "B", options: [0], preferences: [] },
    ],
  };
  change(file);
  return JSON.stringify(file, undefined, 1);
}

function problemsOf(text: string, name = "m.gmcr"): string[] {
  const read = readModel(name, text);
  const built = read.written && buildModel(read.written);
  return [...read.problems, ...(built?.problems ?? [])].map(({ code, severity }) => `${code} ${severity}`);
}

it("a text without a name is known by what is in it", () => {
  const yaml = "standoff: x\nactors: { A: { preferences: [A.x] } }\noptions: { A.x: X }\n";
  for (const text of [fileWith(() => {}), yaml]) expect(readModel("standard input", text).problems).toEqual([]);
});

describe("a .gmcr", () => {
  const broken: [string, (file: File) => void, string[]][] = [
    ["sound", () => {}, []],
    ["without a key", (f) => delete f.infeasibles, ["missing-key error"]],
    ["without the boolean", (f) => delete f.useManualPreferenceRanking, ["missing-key error"]],
    ["an index out of range", (f) => (f.decisionMakers[0]!.options = [1, 5]), ["no-such-option error"]],
    [
      "a direction of its own",
      (f) => (f.options[0] = { name: "X", permittedDirection: "up" }),
      ["bad-direction error"],
    ],
    ["an answer of its own", (f) => (f.infeasibles = [[[0, "yes"]]]), ["bad-answer error"]],
    ["an option of nobody", (f) => (f.decisionMakers[0]!.options = []), ["option-without-owner error"]],
    ["an option of two", (f) => (f.decisionMakers[0]!.options = [1, 0]), ["option-with-two-owners error"]],
    [
      "an option twice in a condition",
      (f) =>
        (f.infeasibles = [
          [
            [0, "Y"],
            [0, "N"],
          ],
        ]),
      ["option-twice error"],
    ],
    [
      "a compound among the infeasibles",
      (f) => (f.infeasibles = [{ compound: true, members: [[[0, "Y"]]] }]),
      ["compound-not-here error"],
    ],
    [
      "a statement twice",
      (f) => (f.decisionMakers[0]!.preferences = [[[0, "Y"]], { compound: true, members: [[[0, "Y"]]] }]),
      ["said-already warning"],
    ],
    ["no state left", (f) => (f.infeasibles = [[[0, "Y"]], [[0, "N"]]]), ["no-feasible-state error"]],
    ["coalitions that do not split", (f) => (f.coalitions = [[0, 0]]), ["coalitions-do-not-split warning"]],
    ["a coalition of two", (f) => (f.coalitions = [[0, 1]]), ["coalitions-stay-apart warning"]],
    [
      "manual without a ranking",
      (f) => (f.useManualPreferenceRanking = true),
      ["missing-key error", "missing-key error"],
    ],
    [
      "a state missing, twice and out of range",
      (f) => {
        f.useManualPreferenceRanking = true;
        f.decisionMakers[0]!.preferenceRanking = [1, 2, 2, 9];
        f.decisionMakers[1]!.preferenceRanking = [1, [2, 3], 4];
      },
      ["ranked-twice error", "no-such-state error", "not-ranked error"],
    ],
  ];
  for (const [name, change, want] of broken) it(name, () => expect(problemsOf(fileWith(change))).toEqual(want));

  it.each([
    ["nothing", "", "this is not JSON: the text ends too early"],
    ["cut off", '{"options": [', "this is not JSON: the text ends too early"],
    ["another format", "<xml/>", "this is not JSON: `<` is not expected here"],
    ["something behind it", "{} x", "this is not JSON: something stands after the end of the JSON"],
    ["a comma too many", '{"a": [1,]}', 'this is not JSON: nothing follows the "," before "]"'],
    ["too deep", "[".repeat(5000), "this is not JSON: nested deeper than 100 levels"],
    ["a list", "[]", "a graph model is one JSON object"],
  ])("refuses %s", (_name, text, says) => {
    expect(readModel("m.gmcr", text).problems.map((problem) => problem.says)).toEqual([says]);
  });

  it("says where it breaks", () => {
    const { problems } = readModel("m.gmcr", '{\n\t"options": [1 2]\n}');
    expect(problems[0]).toMatchObject({
      says: 'this is not JSON: a "," or "]" is expected here, not `2`',
      at: { line: 2, column: 16 },
    });
  });

  it("counts states in the order of the decision makers, conditions in that of the file", () => {
    const { model } = buildModel(
      readModel(
        "m.gmcr",
        fileWith(() => {}),
      ).written!,
    );
    expect(model!.options.map((option) => option.label)).toEqual(["Y", "X"]);
    const [a] = model!.preferences;
    expect(a!.kind === "ranked" && [...a!.rank]).toEqual([1, 1, 0, 0]);
  });
});

describe("writing a .gmcr", () => {
  const same = (one: GraphModel, other: GraphModel) => {
    const [a, b] = [analyse(one, USUAL), analyse(other, USUAL)];
    for (const concept of USUAL) expect(idsOf(b.equilibria[concept]!)).toEqual(idsOf(a.equilibria[concept]!));
  };
  const TEXT = `actors:
  a: { preferences: [if z then x, not x] }
  b: { name: B, preferences: [z] }
options:
  a.x: X
  a.w: [p, q]
  b.z: Z
irreversible: [not z]
infeasible: [x and w is q]
`;

  it("keeps statements, rules, directions and choices", () => {
    const read = readOrdinal("m.yaml", TEXT).written!;
    const { model } = buildModel(read);
    const written = writeGmcr(model!, read);
    expect(written.problems).toEqual([]);
    const back = readModel("m.gmcr", (written as { text: string }).text);
    expect(back.problems).toEqual([]);
    const again = buildModel(back.written!).model!;
    expect(again.states).toEqual(model!.states);
    expect(again.preferences).toEqual(model!.preferences);
    same(model!, again);
  });

  it("says a model without a written form by its states", () => {
    const read = readOrdinal("m.yaml", TEXT).written!;
    const { model } = buildModel(read);
    const { text } = writeGmcr(model!, undefined) as { text: string };
    const again = buildModel(readModel("m.gmcr", text).written!).model!;
    expect(again.states).toEqual(model!.states);
    same(model!, again);
  });

  it("renumbers rankings where options are not grouped by owner, and says so", () => {
    const mixed = `actors:
  a: { ranking: [2, 1, 3, 4, 5, 6, 7, 8] }
  b: { ranking: [8, 7, 6, 5, 4, 3, 2, 1] }
options: { a.x: X, b.z: Z, a.y: Y }
`;
    const read = readOrdinal("m.yaml", mixed).written!;
    const { model } = buildModel(read);
    const written = writeGmcr(model!, read) as { text: string; problems: { code: string }[] };
    expect(written.problems.map((problem) => problem.code)).toEqual(["gmcr-renumbers"]);
    const file = JSON.parse(written.text) as { decisionMakers: { preferenceRanking: number[] }[] };
    // x z y becomes x y z: states 3 (NYN), 4, 5 (NNY), 6 of ours are 5, 6, 3, 4 there.
    expect(file.decisionMakers[0]!.preferenceRanking).toEqual([2, 1, 5, 6, 3, 4, 7, 8]);
  });

  it("refuses what the format cannot hold", () => {
    const read = readOrdinal("m.yaml", TEXT.replace("[z] }", "[{ unknown: z }] }")).written!;
    const refused = writeGmcr(buildModel(read).model!, read);
    expect("text" in refused).toBe(false);
    expect(refused.problems[0]!.says).toBe("a .gmcr cannot hold unknown preferences");
  });
});
