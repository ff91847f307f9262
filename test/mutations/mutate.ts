// Random edits of a text: of characters, lines, words, numbers and signs, as a tired hand or a hostile one would make them.
// Pure: the same seed and number give the same edit. Luck is the language's own (Philox), so that it can be given back.

import { uniform } from "../../src/statistics/philox.ts";

export type Dice = { below: (n: number) => number; of: <T>(list: readonly T[]) => T };

export function dice(seed: number, run: number): Dice {
  let rolled = 0;
  const below = (n: number) => Math.floor(uniform(seed, run, 0, 0, rolled++) * n);
  return { below, of: (list) => list[below(list.length)]! };
}

const SIGNS = [
  ..."{}[]():,#&*!|>'\"%@`?-+/^<>=.~\\ \t\n\r\0\ufeff",
  "\u202e",
  "\ud800",
  "é",
  "≥",
  "- ",
  ": ",
  "? ",
  " #",
  "---\n",
];

const NUMBERS =
  "0 1 -1 0.5 -0.5 2 60 600 601 5000 1e9 1e308 -1e308 1e999 .inf -.inf .nan 0x10 1_000 1e-300 99999999999999999999 007".split(
    " ",
  );

const WORDS = (
  "__proto__ constructor toString null true false ~ owner actors t date if then else is not and or to for in where never " +
  "min max clamp sum any all count mean lookup smooth delay draw utility noise normal beta poisson choice bernoulli " +
  "start next steps options only once review switching weight believes foresight precision level when chance set outcomes " +
  "hold lens credence 2024-07 2024-13 2024-Q3 x[t-1] a.b a[b] (0,0) 1/0 log(0)"
).split(" ");

const isNumber = /-?\d+(?:\.\d+)?/g;
const isWord = /[A-Za-z_][A-Za-z0-9_.]*/g;

const replaced = (text: string, from: number, to: number, by: string) => text.slice(0, from) + by + text.slice(to);

/** One piece that the pattern finds, changed. */
function changeOne(text: string, pattern: RegExp, d: Dice, change: (piece: string) => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const { index, 0: piece } = d.of(found);
  return replaced(text, index, index + piece.length, change(piece));
}

function changeLines(text: string, d: Dice, change: (lines: string[], at: number) => void): string {
  const lines = text.split("\n");
  change(lines, d.below(lines.length));
  return lines.join("\n");
}

type Edit = (text: string, d: Dice, other: string) => string;

const EDITS: Edit[] = [
  // characters
  (text, d) => {
    const from = d.below(text.length);
    return replaced(text, from, from + 1 + d.below(3), "");
  },
  (text, d) => insert(text, d, d.of(SIGNS)),
  (text, d) => {
    const at = d.below(text.length);
    return replaced(text, at, at + 1, d.of(SIGNS));
  },
  // numbers
  (text, d) => changeOne(text, isNumber, d, () => d.of(NUMBERS)),
  (text, d) => changeOne(text, isNumber, d, (n) => n + d.below(10)),
  (text, d) => changeOne(text, isNumber, d, (n) => `-${n}`),
  // words
  (text, d) => changeOne(text, isWord, d, () => d.of(WORDS)),
  (text, d) => changeOne(text, isWord, d, () => d.of([...text.matchAll(isWord)])[0]),
  (text, d) => changeOne(text, isWord, d, (word) => word.slice(0, -1) || "x"),
  (text, d) => insert(text, d, ` ${d.of(WORDS)} `),
  (text, d) =>
    insert(text, d, d.of([" + ", " * ", " / ", " - ", " is ", "(", ")", " and not ", " to ", "[t-1]", ", "])),
  // lines
  (text, d) => changeLines(text, d, (lines, at) => lines.splice(at, 1 + d.below(3))),
  (text, d) => changeLines(text, d, (lines, at) => lines.splice(at, 0, lines[d.below(lines.length)]!)),
  (text, d) =>
    changeLines(text, d, (lines, at) => {
      const to = d.below(lines.length);
      [lines[at], lines[to]] = [lines[to]!, lines[at]!];
    }),
  (text, d) =>
    changeLines(text, d, (lines, at) => {
      lines[at] = d.below(2) === 0 ? `  ${lines[at]}` : lines[at]!.replace(/^ {1,2}/, "");
    }),
  (text, d) =>
    changeLines(text, d, (lines, at) => {
      lines[at] = lines[at]!.replace(/:.*/, `: ${d.of([...WORDS, ...NUMBERS, "[]", "{}", "", "''"])}`);
    }),
  // segments
  (text, d) => text.slice(0, d.below(text.length)),
  (text, d, other) => {
    const from = d.below(other.length);
    return insert(text, d, other.slice(from, from + d.below(200)));
  },
];

function insert(text: string, d: Dice, piece: string): string {
  const at = d.below(text.length + 1);
  return replaced(text, at, at, piece);
}

/** The text after one to three edits; `other` is a text to take pieces from. */
export function mutate(text: string, d: Dice, other: string): string {
  let edited = text;
  for (let left = 1 + d.below(3); left > 0; left--) edited = d.of(EDITS)(edited, d, other);
  return edited;
}
