import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rationalText } from "../../analysis/games/rational.ts";
import { readNfg } from "./read-nfg.ts";
import { writeNfg } from "./write-nfg.ts";

const read = (text: string) => readNfg(text, "x.nfg");
const payoffs = (text: string) => read(text).form?.payoffs.map(rationalText).join(" ");
const fault = (text: string) => {
  const { form, problems } = read(text);
  expect(form).toBeUndefined();
  const p = problems.find((problem) => problem.severity === "error")!;
  return `${p.at.line}:${p.at.column} ${p.says}`;
};
const two = 'NFG 1 R "t" { "A" "B" } { 2 2 } ';

test.each([
  ["no white space", 'NFG 1 R "t"{"A" "B"}{2 2}1 1 2 2 3 3 4 4', "1 1 2 2 3 3 4 4"],
  ["numbers of all kinds", `${two} 7 -7 .5 -.5 1. 1e2 2.5e-1 6/4`, "7 -7 1/2 -1/2 1 100 1/4 3/2"],
  ["a byte order mark, CR LF, D", '\ufeffNFG 1 D "t" { "A" }\r\n{ 2 }\r\n1 2\r\n', "1 2"],
  ["a comment", 'NFG 1 R "t" { "A" } { { "x" "y" } } "why" 1 2', "1 2"],
  ["one player, one strategy", 'NFG 1 R "t" { "A" } { 1 } 5', "5"],
  ["outcomes, null outcome, no commas", 'NFG 1 R "t" {"A" "B"} {2 1} { { "" 1 2 } { "" 3, 4 } } 2 0', "3 4 0 0"],
])("%s", (_, text, wanted) => expect(payoffs(text)).toBe(wanted));

test.each([
  ["lower case", 'nfg 1 R "t"', "1:1 expected `NFG` at the beginning, found `nfg`"],
  ["version", 'NFG 2 R "t"', "1:5 version `2` of .nfg is not known, only 1 is"],
  ["no title", "NFG 1 R { ", "1:9 expected the title in double quotes, found `{`"],
  ["unquoted name", 'NFG 1 R "t" { A "B" }', "1:15 expected a name in double quotes among the players, found `A`"],
  ["comment mark", '# c\nNFG 1 R "t"', "1:1 expected `NFG` at the beginning, found `#`"],
  ["lone minus", `${two}1 1 -`, "1:37 expected a number, found `-`"],
  ["division", `${two}1 1/0`, "1:35 `1/0` divides by zero"],
  ["commas", `${two}1, 1`, "1:34 commas between payoffs are legal in outcomes alone"],
  ["one too few", `${two}\n1 1 2 2 3 3 4`, "2:14 8 payoffs wanted, the file ends after 7"],
  ["two too many", `${two}\n1 1 2 2 3 3 4 4\n5 5`, "3:1 8 payoffs wanted, 10 found: this one is too many"],
  ["outcome too high", `${two}{ { "a" 1 1 } } 1 1 2 1`, "1:53 expected the number of an outcome, 0 to 1, found `2`"],
  ["outcome negative", `${two}{ { "a" 1 1 } } -1`, "1:49 expected the number of an outcome, 0 to 1, found `-1`"],
  ["outcome short", `${two}{ { "a" 1 } } 1`, '1:43 outcome "a" has 1 payoffs, one for each of 2 players is wanted'],
  ["double comma", `${two}{ { "a" 1,,1 } } 1`, '1:42 expected a payoff after the comma in outcome "a"'],
  ["no players", 'NFG 1 R "t" { } { }', "1:13 a game needs at least one player, the list is empty"],
  ["no strategies", 'NFG 1 R "t" { "A" } { 0 }', "1:21 A has no strategy: every player needs at least one"],
  ["wrong lists", 'NFG 1 R "t" { "A" } { 2 2 }', "1:21 1 players, but strategies for 2"],
  ["open quote", 'NFG 1 R "t', "1:9 expected the title in double quotes, found a text whose closing quote is missing"],
  ["ends in list", 'NFG 1 R "t" { "A"', "1:18 the file ends within the list of players"],
])("refused: %s", (_, text, says) => expect(fault(text)).toBe(says));

test("10^7 profiles are refused before they are read", () => {
  const says = fault('NFG 1 R "t" { "1" "2" "3" "4" "5" "6" "7" } { 10 10 10 10 10 10 10 }');
  expect(says).toContain("1.00e+7 profiles");
  expect(says).toContain("at most 1000000 profiles");
});

test("all bad numbers are reported at once", () => {
  expect(read(`${two}1 x 2 y 3 3 4 4`).problems.map((p) => p.at.column)).toEqual([35, 39]);
});

test("labels are made unique as Gambit does, with a warning; escapes and line ends", () => {
  const { form, problems } = read(
    'NFG 1 R "t" { "x" "x" "" } { { "a" "a" "a_1" } { "" "" } { "q\\"\\\\" } } 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1',
  );
  expect(form?.players.map((p) => p.label)).toEqual(["x_1", "x_2", "_1"]);
  expect(form?.players.map((p) => p.strategies.map((s) => s.label))).toEqual([
    ["a_2", "a_3", "a_1"],
    ["_1", "_2"],
    ['q"\\'],
  ]);
  expect(problems.map((p) => p.severity)).toEqual(["warning", "warning", "warning"]);
  expect(read('NFG 1 R " two\n  lines\t" { "A" } { 1 } 1').form?.title).toBe("two lines");
});

const cases = new URL("../../../test/oracles/games/", import.meta.url);

test.each(readdirSync(cases).filter((name) => name.endsWith(".nfg")))(
  "%s is written and read back the same",
  (name) => {
    const { form, problems } = read(readFileSync(new URL(name, cases), "utf8"));
    expect(problems).toEqual([]);
    expect(read(writeNfg(form!)).form).toEqual(form);
    expect(read(writeNfg({ ...form!, title: 'a "quoted" \\ title' })).form?.title).toBe('a "quoted" \\ title');
  },
);
