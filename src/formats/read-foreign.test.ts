// Influence maps and cross-impact matrices as models: they read, play, and settle where their own rules say.

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

test.each([
  ["x.scw", SCW.slice(0, -20), "the matrix has 2 rows of 4 numbers, and should have 4"],
  ["x.scw", "nothing", "there are no descriptors (`& name`) with variants (`- name`) in it"],
  ["x.csv", "1,2,3\n4,5,6\n", "its first line is not a row of names"],
  ["x.json", "[1, 2", "it is not JSON"],
  ["x.json", '{"a": 1}', "it is not what Loopy saves: a list of nodes and one of edges"],
  ["x.bin", "\u0000\u0001", "its ending does not say what it is"],
])("%s, %#", (file, text, says) => {
  const { yaml, problems } = readForeign(text, file);
  expect([yaml, problems[0]!.says, problems[0]!.severity]).toEqual([undefined, says, "error"]);
});
