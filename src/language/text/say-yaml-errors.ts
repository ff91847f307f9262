// What the YAML parser found wrong, in the words of someone who writes models. It loses its way at the first fault, so the
// lines that hold it are taken out and the rest is read again (text/read-yaml.ts): all faults are told at once.
// What stood in those lines is missing then; the problems that follow from that are held back (Problems.leaveOut, unclear).

import type { YAMLError } from "yaml";
import type { Problems } from "../problems.ts";
import { placeOf, type SourceFile } from "./source-file.ts";

type Told = { says: string; mend: string };

const NO_COLON: Told = { says: "a name stands here without a colon", mend: "write `name: value`" };

/** The parser's sentences that people meet, and ours. The first that fits. */
const TOLD: readonly (readonly [RegExp, Told])[] = [
  [/^Tabs/i, { says: "a tab stands before the text", mend: "indent with spaces" }],
  [/^Missing closing/, { says: "a quote is not closed", mend: "close it, or leave both quotes out" }],
  [
    /end with a [}\]]/,
    {
      says: "a bracket is not closed",
      mend: "close it with } or ]; what is longer than a line is better without braces",
    },
  ],
  [
    /same column|^Block collection|indent/i,
    {
      says: "this line is indented differently from its neighbours",
      mend: "begin it in the column of the lines it belongs with",
    },
  ],
  [
    /block sequence|sequence entries/i,
    { says: "a list item stands among names", mend: "leave out the `- `, or make all of them a list" },
  ],
  [/^Nested mappings/, { says: "a `: ` in the middle of a value begins a new name", mend: "put the value in quotes" }],
  [/^Implicit|map values/i, NO_COLON],
  [/^Comments must/, { says: "a comment touches what stands before it", mend: "put a space before the #" }],
  [/flow-\w+-end/, { says: "this bracket closes nothing", mend: "leave it out" }],
];

const UNTOLD: Told = { says: "this cannot stand here", mend: "put the value in quotes" };

/** The nearest bracket before `at` that nothing closes; `at` itself where there is none. */
function openBracketBefore(text: string, at: number): number {
  let closed = 0;
  for (let i = at - 1; i >= 0; i--) {
    if (text[i] === "}" || text[i] === "]") closed++;
    if ((text[i] === "{" || text[i] === "[") && closed-- === 0) return i;
  }
  return at;
}

/** Where the fault is to be looked for: the parser sees a quote or bracket that is not closed only far behind it. */
function offsetOf(text: string, { message, pos }: YAMLError): number {
  if (/end with a [}\]]/.test(message)) return openBracketBefore(text, pos[0]);
  if (!message.startsWith("Missing closing")) return pos[0];
  return Math.max(0, text.lastIndexOf(message.includes("'quote") ? "'" : '"', pos[0] - 1));
}

/** What is looked at of a line on each side of a fault. */
const NEAR = 300;

/** A formula with brackets inside braces: `{ is: x[KOR] }`. */
function inBraces(line: string, column: number): boolean {
  const before = line.slice(Math.max(0, column - NEAR), column);
  const near = line.slice(Math.max(0, column - NEAR), column + NEAR);
  return /[{[][^}\]]*$/.test(before.replace(/\w\[[^\]]*$/, "")) && /\w\[|\(|: /.test(near);
}

const indentOf = (line: string) => /^[ \t]*/.exec(line)![0].length;

/** The lines that a fault spoils: its own, and those below it that are indented deeper. */
function spoiledLines(lines: readonly string[], at: number): number {
  let to = at + 1;
  while (to < lines.length && (lines[to]!.trim() === "" || indentOf(lines[to]!) > indentOf(lines[at]!))) to++;
  return to;
}

/** The lines above that hold this one: each indented less than the one before. */
function holdersOf(lines: readonly string[], at: number): number[] {
  const holders: number[] = [];
  let indent = indentOf(lines[at]!);
  for (let i = at - 1; i >= 0 && indent > 0; i--) {
    const line = lines[i]!;
    if (line.trim() === "" || line.trimStart().startsWith("#") || indentOf(line) >= indent) continue;
    holders.push(i);
    indent = indentOf(line);
  }
  return holders;
}

/** Names before colons. Bounded in each part: these lines are broken, and may be of any length. */
const KEY = /\b([A-Za-z][\w.]{0,130})(?:\[[^\]]{0,80}\])?\s{0,8}:/g;

const keysOf = (lines: readonly string[]) => lines.flatMap((line) => [...line.matchAll(KEY)].map((m) => m[1]!));

/** Says one fault, and holds back what follows from it. Out: the text with the lines that it spoils blank. */
export function sayYamlError(file: SourceFile, text: string, error: YAMLError, problems: Problems): string {
  const from = offsetOf(text, error);
  const at = placeOf(file, from, Math.max(from + 1, error.pos[1]));
  const lines = text.split("\n");
  const first = at.line - 1;
  const to = spoiledLines(lines, first);
  const holders = holdersOf(lines, first);
  const isOpen = /end with a|^Missing closing/.test(error.message);
  const line = lines[first]!.trimEnd();
  if (/^\s*[\w.]{1,64}\s{1,8}[{[]/.test(line)) problems.add("not-yaml", placeOf(file, from, from + 1), NO_COLON);
  else if (!isOpen && inBraces(line, at.column)) problems.add("yaml-cuts-formula", at, { inside: "{ }" });
  else problems.add("not-yaml", at, TOLD.find(([pattern]) => pattern.test(error.message))?.[1] ?? UNTOLD);
  problems.unclear(
    file.name,
    at.line,
    to + 1,
    holders.map((i) => i + 1),
  );
  const names = keysOf([...lines.slice(first, to), ...holders.map((i) => lines[i]!)]);
  if (names.includes("use")) problems.leaveOutMuch();
  const [bare] = line.trim().split(/\W/, 1);
  for (const name of [...names, bare!]) problems.leaveOut(name);
  return lines.map((line, i) => (i >= first && i < to ? line.replace(/[^\r]/g, " ") : line)).join("\n");
}
