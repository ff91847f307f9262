import { expect, test } from "vitest";
import { rational, rationalText } from "../../analysis/games/rational.ts";
import { behaviourOf, reduceTree } from "../../analysis/games/reduced-form.ts";
import { subgamePerfect } from "../../analysis/games/subgame-perfect.ts";
import { readEfg } from "./read-efg.ts";
import { treeOfForm, writeEfg } from "./write-efg.ts";

const head = 'EFG 2 R "t" { "A" "B" }\n';
const read = (text: string) => readEfg(head + text, "x.efg");
const fault = (text: string) => {
  const { tree, problems } = read(text);
  expect(tree).toBeUndefined();
  return `${problems[0]!.at.line}:${problems[0]!.at.column} ${problems[0]!.says}`;
};

test.each([
  [
    "ends early",
    'p "" 1 1 "i" { "x" "y" } 0\np "" 2 1 "j" { "l" "r" } 0\nt "" 1 "" { 1 1 }',
    "4:18 the tree ends before the node after x > r",
  ],
  ["empty", "", "2:1 the tree has no node"],
  ["after the last leaf", 't "" 0\nt "" 0', "3:1 expected the end of the file after the last leaf, found `t`"],
  ["chance", 'c "" 1 "n" { "x" .5 "y" .499 } 0', "2:12 chances must sum to exactly 1, these sum to 999/1000"],
  ["negative chance", 'c "" 1 "n" { "x" 2 "y" -1 } 0', '2:24 the chance of "y" is negative'],
  ["unknown set", 'p "" 1 7 0', "2:8 information set 7 has no actions: they are wanted the first time it occurs"],
  ["unknown outcome", 't "" 7', "2:6 outcome 7 has no payoffs: they are wanted the first time it occurs"],
  ["outcome 0 named", 't "" 0 "none"', "2:6 outcome 0 stands for none: it has no name and no payoffs"],
  [
    "other set",
    'p "" 1 1 "i" { "x" "y" } 0 p "" 1 1 "i" { "x" } 0',
    "2:35 information set 1 is described again, differently",
  ],
  [
    "other outcome",
    'p "" 1 1 "i" { "x" "y" } 0 t "" 1 "o" { 1 1 } t "" 1 "o" { 1 2 }',
    "2:52 outcome 1 is described again, differently",
  ],
  ["player", 'p "" 3 1 "i" { "x" } 0', "2:6 player 3 of 2: there are only A, B"],
  ["short outcome", 't "" 1 "o" { 1 }', "2:16 outcome 1 has 1 payoffs, one for each of 2 players is wanted"],
  ["node kind", 'q "" 1', "2:1 expected a node (c, p or t) at the root, found `q`"],
  ["no actions", 'p "" 1 1 "i" { } 0', "2:14 an information set needs at least one action"],
])("refused: %s", (_, text, says) => expect(fault(text)).toBe(says));

test("described again the same is fine, and payoffs along a path add up", () => {
  const text =
    'p "" 1 1 "i" { "x" "y" } 9 "toll" { 1, -1 }\np "" 2 1 "j" { "l" } 0 t "" 1 "o" { 1 1 }\np "" 2 1 "j" { "l" } 0 t "" 1 "o" { 1, 1 }';
  const { tree } = read(text);
  const reduced = reduceTree(tree!);
  expect("form" in reduced && reduced.form.payoffs.map(rationalText)).toEqual(["2", "0", "2", "0"]);
  expect(read(writeEfg(tree!).split("\n").slice(1).join("\n")).tree).toEqual(tree);
});

test("a chain of 30,000 moves is read, solved backwards, and its strategic form refused in words", () => {
  const steps = Array.from({ length: 30_000 }, (_, k) => `p "" ${(k % 2) + 1} ${k + 1} "" { "on" "stop" } 0`);
  const stops = Array.from({ length: 30_000 }, (_, k) => `t "" ${k + 2} "" { ${(30_000 - k) % 7} ${k % 5} }`);
  const { tree } = read(`${steps.join("\n")}\nt "" 1 "" { 0 0 }\n${stops.join("\n")}`);
  expect(tree!.nodes).toHaveLength(60_001);
  expect(subgamePerfect(tree!, () => undefined).equilibria.length).toBeGreaterThan(0);
  expect(reduceTree(tree!)).toHaveProperty("refused");
});

test("every tie is a subgame-perfect equilibrium of its own; chance is averaged", () => {
  const { tree } = read(
    'c "" 1 "n" { "x" 1/4 "y" 3/4 } 0\np "" 1 1 "i" { "l" "r" } 0 t "" 1 "" { 1 0 } t "" 2 "" { 1 8 }\nt "" 3 "" { 0 4 }',
  );
  const found = subgamePerfect(tree!, () => undefined);
  expect(found.equilibria.map(({ payoffs }) => payoffs.map(rationalText).join())).toEqual(["1/4,3", "1/4,5"]);
});

test("a hidden move after an open one is solved as a subgame of its own", () => {
  // A stays out (2) or enters a coordination game with B: (3, 3) or (1, 1). Both continuations are subgame-perfect.
  const { tree } = read(
    'p "" 1 1 "enter?" { "out" "in" } 0 t "" 1 "" { 2 2 }\np "" 1 2 "A" { "up" "down" } 0\np "" 2 1 "B" { "up" "down" } 0 t "" 2 "" { 3 3 } t "" 3 "" { 0 0 }\np "" 2 1 0 t "" 3 t "" 4 "" { 1 1 }',
  );
  const found = subgamePerfect(tree!, () => undefined).equilibria;
  const said = found.map(({ behaviour }) =>
    [...behaviour]
      .sort((a, b) => a[0] - b[0])
      .map(([k, play]) => tree!.infosets[k]!.actions[play.findIndex((p) => p.n === 1n)])
      .join(),
  );
  expect(said.sort()).toEqual(["in,up,up", "out,down,down"]);
});

test("a form is written as a tree whose strategic form is the form; a mix is told by its behaviour", () => {
  const strategies = (labels: string) => [...labels].map((label) => ({ id: label, label }));
  const payoffs = Array.from({ length: 12 }, (_, k) => rational(BigInt(k * k), 3n));
  const players = [
    { id: "A", label: "A", strategies: strategies("xyz") },
    { id: "B", label: "B", strategies: strategies("lr") },
  ];
  const form = { title: "t", players, payoffs };
  const tree = readEfg(writeEfg(treeOfForm(form)), "x").tree!;
  const reduced = reduceTree(tree);
  if ("refused" in reduced) throw new Error(reduced.refused);
  expect(reduced.form).toEqual(form);
  const mix = [rational(1n, 2n), rational(1n, 3n), rational(1n, 6n)];
  expect(behaviourOf(tree, reduced.plans[0]!, mix).get(0)).toEqual(mix);
});
