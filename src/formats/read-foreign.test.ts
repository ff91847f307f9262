// Influence maps and cross-impact matrices as models: they read, play, and settle where their own rules say.

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { play, read } from "../index.ts";
import { readForeign } from "./read-foreign.ts";

const modelOf = (text: string, file: string) => {
  const { yaml, problems } = readForeign(text, file);
  expect(problems).toEqual([]);
  const { model, problems: own } = read(yaml!);
  expect(own.filter((p) => p.severity === "error")).toEqual([]);
  return model!;
};

test("a matrix: Kosko's rule, turn by turn", () => {
  const of = play(
    modelOf(',Arms,"Fear, of war",Trade\nArms,0,0.7,-0.2\n"Fear, of war",0.5,,\nTrade,,-0.6,0\n', "map.csv"),
  )[0]!.course;
  const f = (x: number) => 1 / (1 + Math.exp(-x));
  let [arms, fear, trade] = [0.5, 0.5, 0.5];
  for (let turn = 0; turn < 31; turn++) {
    for (const [id, x] of [
      ["arms", arms],
      ["fear_of_war", fear],
      ["trade", trade],
    ] as const)
      expect(Math.abs((of[id]![turn] as number) - x)).toBeLessThan(1e-12);
    [arms, fear, trade] = [f(arms + 0.5 * fear), f(fear + 0.7 * arms - 0.6 * trade), f(trade - 0.2 * arms)];
  }
});

test("Loopy: nodes by id, names as it encodes them, edges of one pair added up", () => {
  const text = JSON.stringify([
    [
      [3, 0, 0, 0.5, "rabbits%20here", 0],
      [7, 0, 0, 0.5, "foxes", 1],
    ],
    [
      [3, 7, 89, 1, 0],
      [7, 3, -94, -1, 0],
      [7, 3, 10, 0.5, 0],
    ],
    [],
    7,
  ]);
  const model = modelOf(text, "rabbits.json");
  expect(model.constants.filter((c) => c.id.startsWith("w_")).map((c) => c.id)).toEqual([
    "w_rabbits_here_foxes",
    "w_foxes_rabbits_here",
  ]);
  expect(play(model)[0]!.course.foxes!.at(-1)).toBeGreaterThan(0.5);
});

test("Loopy's link, and names that it encodes twice", () => {
  const link =
    "https://ncase.me/loopy/v1.1/?data=[[[1,403,223,1,%22rabbits%2520here%22,0],[2,405,382,1,%22foxes%22,1]],[[2,1,153,-1,0],[1,2,160,1,0]],[[609,311,%22A%2520label%22]],2%5D";
  const model = modelOf(link, "rabbits.loopy");
  expect(model.stocks.map((s) => s.label)).toEqual(["rabbits here", "foxes"]);
  expect(model.constants.filter((c) => c.id.startsWith("w_")).map((c) => c.value)).toMatchObject([
    { of: { value: 1 } },
    { value: 1 },
  ]);
});

test("Mental Modeler's project, in XML and in JSON: the same map; what joins nothing is listed with its line", () => {
  const { yaml, problems } = readForeign(readFileSync("test/oracles/formats/fishery.mmp", "utf8"), "fishery.mmp");
  expect(problems.map((p) => [p.at.line, p.says])).toEqual([
    [10, "a relationship of `Fishing pressure` was not taken: it leads to no concept"],
    [17, "a relationship of `Stock of fish` was not taken: its influence `H+` is no number"],
  ]);
  expect(yaml).toContain("w_fishing_pressure_stock_of_fish: -0.62");
  const json = JSON.stringify({
    info: { name: "A fishery" },
    concepts: [
      { id: "10", name: "Fishing pressure", relationships: [{ id: "11", influence: "-0.62" }] },
      { id: "11", name: "Stock of fish", relationships: [{ id: "12", influence: 0.8 }] },
      { id: "12", name: "Income" },
    ],
  });
  expect(modelOf(json, "fishery.mmp").hash).toBe(read(yaml!).model!.hash);
  expect(readForeign("<concepts/>", "x.mmp").problems[0]!.says).toBe(
    "it begins with <concepts>, not with <mentalmodeler>",
  );
});

const SCW =
  "& Economy\n- grows\n- shrinks\n& Peace\n- holds\n- breaks\n#\n#\n#\n#\n#\n0,0,2,-2\n0,0,-1,1\n3,-3,0,0\n-2,2,0,0\n#\n";

test("a cross-impact matrix: each descriptor follows the balance of the others", () => {
  const model = modelOf(SCW, "future.scw");
  expect(model.policies.map((p) => [p.id, p.options.map((o) => o.id)])).toEqual([
    ["economy.state", ["grows", "shrinks"]],
    ["peace.state", ["holds", "breaks"]],
  ]);
  const { course } = play(model)[0]!;
  expect(course["economy.state"]!.at(-1)).toBe("grows");
  expect(course["peace.state"]!.at(-1)).toBe("holds");
  const held = read(readForeign(SCW, "future.scw").yaml!, { hold: [["peace.state", "breaks"]] }).model!;
  expect(play(held)[0]!.course["economy.state"]!.at(-1)).toBe("shrinks");
});

test("a whole project of ScenarioWizard: lists before and behind the matrix are not taken for it", () => {
  const file = "test/oracles/formats/energy.scw";
  const model = modelOf(readFileSync(file, "utf8"), file);
  expect(model.policies.map((p) => p.options.map((o) => o.label))).toEqual([
    ["plentiful", "scarce"],
    ["markets", "planning", "none"],
    ["open", "closed"],
  ]);
});

test.each([
  ["x.scw", SCW.slice(0, -20), "the matrix has 2 rows of 4 numbers, and should have 4"],
  ["x.scw", "nothing", "there are no descriptors (`& name`) with variants (`- name`) in it"],
  ["x.csv", "1,2,3\n4,5,6\n", "its first line is not a row of names"],
  ["y.csv", ',Arms,Fear\nArms,0,"0.7\n', "a quote is never closed"],
  ["x.json", "[1, 2", "it is not JSON"],
  [
    "x.json",
    '{"a": 1}',
    "it is neither what Loopy saves (a list of nodes and one of edges) nor Mental Modeler's `concepts`",
  ],
  ["x.mmp", "<mentalmodeler><concepts>", "`<concepts>` is not closed: the file ends too early"],
  ["x.bin", "\u0000\u0001", "its ending does not say what it is"],
])("%s, %#", (file, text, says) => {
  const { yaml, problems } = readForeign(text, file);
  expect([yaml, problems[0]!.says, problems[0]!.severity]).toEqual([undefined, says, "error"]);
});

const FILES = readdirSync("test/oracles/formats").sort();

/** Nothing is thrown, and what came of a file is never passed off as more than it is. */
function isHonest(text: string, file: string): void {
  const { yaml, problems } = readForeign(text, file);
  const isWrong = problems.some((p) => p.severity === "error");
  if (yaml === undefined) expect(isWrong, text).toBe(true);
  else expect(read(yaml).model === undefined, text).toBe(isWrong);
  for (const { at } of problems) expect([at.file, at.line > 0]).toEqual([file, true]);
}

test.each(FILES)("%s cut anywhere", (file) => {
  const text = readFileSync(`test/oracles/formats/${file}`, "utf8");
  for (let end = 0; end < text.length; end += 61) isHonest(text.slice(0, end), file);
});

test.each(FILES)("%s with segments taken out, doubled, or put elsewhere", (file) => {
  const text = readFileSync(`test/oracles/formats/${file}`, "utf8");
  const place = fc.nat({ max: text.length });
  const damage = fc.tuple(place, fc.nat({ max: 40 }), place, fc.constantFrom("cut", "copy", "noise"));
  const NOISE = ['"', "[", ")", "&", "<", "|", "~", "-1e400", "\u0000", "NaN", "𝔸", "=", ",,", "{", "}"];
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (all) => {
      let damaged = text;
      for (const [at, length, to, how] of all) {
        const part = how === "noise" ? NOISE[length % NOISE.length]! : damaged.slice(at, at + length);
        if (how === "cut") damaged = damaged.slice(0, at) + damaged.slice(at + length);
        else damaged = damaged.slice(0, to) + part + damaged.slice(to);
      }
      isHonest(damaged, file);
    }),
    { seed: 12, numRuns: 60 },
  );
});

test.each(FILES.flatMap((file) => FILES.filter((other) => other !== file).map((as) => [file, as])))(
  "%s taken for %s",
  (file, as) => isHonest(readFileSync(`test/oracles/formats/${file}`, "utf8"), as!),
);
