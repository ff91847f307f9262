import { expect, test } from "vitest";
import { formFromSamples } from "../../analysis/games/form-from-samples.ts";
import { gameUncertainty } from "../../analysis/games/game-uncertainty.ts";
import { randomGame } from "../../analysis/games/random-games.ts";
import { rationalText } from "../../analysis/games/rational.ts";
import { readGameCsv, writeGameCsv } from "./game-csv.ts";

const read = (text: string) => readGameCsv(text, "x.csv");
const says = (text: string) => read(text).problems.map((p) => `${p.at.line}:${p.at.column} ${p.says}`);

test("a table is read, with strategies in the order of their rows, and written back", () => {
  const text =
    'North,South,payoff:North,payoff:South\n"a, b",x,1/3,2\nz,x,.5,-1\r\n"a, b","y ""q""",0,0\nz,"y ""q""",1e1,4\n';
  const { form, problems } = read(text);
  expect(problems).toEqual([]);
  expect(form!.players.map((p) => p.strategies.map((s) => s.label))).toEqual([
    ["a, b", "z"],
    ["x", 'y "q"'],
  ]);
  expect(form!.payoffs.map(rationalText)).toEqual(["1/3", "2", "1/2", "-1", "0", "0", "10", "4"]);
  expect(read(writeGameCsv(form!)).form).toEqual(form);
  const random = randomGame(2, 0, [2, 3, 2], 9);
  expect(read(writeGameCsv(random)).form!.payoffs).toEqual(random.payoffs);
});

test.each([
  ['North,South,payoff:North,payoff:South\nx,y,1,"2', 2, 7],
  ['North,"', 1, 7],
  ['North,South,payoff:North,payoff:South\nx,"y\nz', 2, 3],
])("an open quote is said with its place: %j", (text, line, column) => {
  expect(readGameCsv(text, "g.csv").problems).toMatchObject([
    { at: { line, column }, says: "a quote that is never closed" },
  ]);
});

test("standard errors are read and written", () => {
  const { form } = read("A,payoff:A,se:A\nx,1,0.5\ny,2,0.25\n");
  expect([...form!.estimate!.errors]).toEqual([0.5, 0.25]);
  expect(read(writeGameCsv(form!)).form).toEqual(form);
});

test.each([
  ["", ["1:1 the table is empty"]],
  ["payoff:A\n1", ["1:1 `payoff:A` belongs to no player", "1:1 no column names a player"]],
  ["A,B,payoff:A\nx,y,1", ["1:1 no column `payoff:B`"]],
  ["A,payoff:A\nx,1\nx,2", ["3:1 this profile already has line 2"]],
  ["A,payoff:A\nx,one\ny,1/0", ["2:3 expected a number, found `one`", "3:3 `1/0` divides by zero"]],
  ["A,payoff:A\nx,1,2", ["2:1 3 cells, the head has 2"]],
  ["A,payoff:A,se:A\nx,1,-0.5\ny,2,1", ["2:5 a standard error is 0 or more, this is -0.5"]],
  [
    "A,B,payoff:A,payoff:B\nx,u,1,1\ny,v,1,1",
    ["3:1 no row for y, u: every profile needs one", "3:1 no row for x, v: every profile needs one"],
  ],
])("refused: %j", (text, wanted) => expect(says(text)).toEqual(wanted));

test("errors make equilibria uncertain: the closed form for one player, two options", () => {
  // x beats y where a normal of mean 0.3 and deviation 0.5 is positive: 72.6 %; the resampling error is 1.4 points.
  const { form } = read("A,payoff:A,se:A\nx,1.3,0.3\ny,1,0.4\n");
  const found = gameUncertainty(form!, { seed: 4, resamples: 1000 })!;
  expect(found.profiles.map(({ profile }) => profile)).toEqual([[0], [1]]);
  const standardError = Math.sqrt((0.726 * 0.274) / 1000);
  expect(Math.abs(found.profiles[0]!.probability - 0.7257)).toBeLessThan(3.5 * standardError);
  expect(found.profiles[0]!.regret).toBe(0);
  expect(found.profiles[1]!.regret).toBeCloseTo(0.3, 12);
  expect(found.none).toBe(0);
  expect(found.matters[0]!.player).toBe(0);
  expect(found.matters.find((m) => m.of[0] === 0 && m.profile[0] === 0)!.ifHigh).toBeGreaterThan(0.8);
  expect(gameUncertainty(form!, { seed: 4 })).toEqual(found);
  expect(gameUncertainty(form!, { seed: 5 })).not.toEqual(found);
});

test("shared luck: a difference that every block agrees on is certain, however much the blocks differ", () => {
  const strategies = [
    { id: "x", label: "x" },
    { id: "y", label: "y" },
  ];
  const values = Float64Array.from({ length: 40 }, (_, k) => Math.floor(k / 2) + (k % 2 === 0 ? 0.01 : 0));
  const form = formFromSamples({
    title: "t",
    players: [{ id: "A", label: "A", strategies }],
    blocks: 20,
    runsABlock: 10,
    values,
  });
  expect(form.payoffs.map(rationalText)).toEqual(["951/100", "19/2"]);
  expect(form.estimate!.errors[0]).toBeCloseTo(Math.sqrt(35 / 20), 12);
  const found = gameUncertainty(form, { seed: 1 })!;
  expect(found.profiles).toHaveLength(1);
  expect(found.profiles[0]).toMatchObject({ profile: [0], probability: 1, regret: 0, low: 0, high: 0 });
});
