// What the YAML parser found wrong, in the words of someone who writes models: the first fault of each section, with its mend.
// What it could not make out may be anything, so the problems that follow from it are held back (Problems.unclear).

import type { YAMLError } from "yaml";
import type { Problems } from "../problems.ts";
import { placeOf, type SourceFile } from "./source-file.ts";

type Told = { says: string; mend: string };

/** The parser's sentences that people meet, and ours. The first that fits. */
const TOLD: readonly (readonly [RegExp, Told])[] = [
  [/tabs/i, { says: "a tab stands before the text", mend: "indent with spaces" }],
  [
    /closing ["']?quote|Missing closing/i,
    { says: "a quote is not closed", mend: "close it, or leave both quotes out" },
  ],
  [
    /end with a [}\]]|Expected flow|Missing , or/i,
    {
      says: "a bracket is not closed",
      mend: "close it with } or ]; what is longer than a line is better without braces",
    },
  ],
  [
    /same column|Block collection|indented|indentation/i,
    {
      says: "this line is indented differently from its neighbours",
      mend: "begin it in the column of the lines it belongs with",
    },
  ],
  [
    /Nested mappings|Implicit keys|compact/i,
    { says: "a `: ` in the middle of a value begins a new name", mend: "put the value in quotes" },
  ],
  [
    /Implicit map keys|map values|followed by/i,
    { says: "a name stands here without a colon", mend: "write `name: value`" },
  ],
  [/Comments must/i, { says: "a comment touches what stands before it", mend: "put a space before the #" }],
  [
    /reserved character|cannot start|directive|Unexpected|escape|not allowed/i,
    { says: "this cannot stand here", mend: "put the value in quotes" },
  ],
];

/** The nearest bracket before `at` that nothing closes; `at` itself where there is none. */
function openBracketBefore(text: string, at: number): number {
  let closed = 0;
  for (let i = at - 1; i >= 0; i--) {
    if (text[i] === "}" || text[i] === "]") closed++;
    if ((text[i] === "{" || text[i] === "[") && closed-- === 0) return i;
  }
  return at;
}

/** Where the fault is to be looked for: the parser sees a quote or bracket that is not closed only at the end of the file. */
function offsetOf(file: SourceFile, error: YAMLError): number {
  const [at] = error.pos;
  if (/end with a [}\]]/.test(error.message)) return openBracketBefore(file.text, at);
  if (!/closing/i.test(error.message)) return at;
  return Math.max(0, file.text.lastIndexOf(/'/.test(error.message.slice(0, 30)) ? "'" : '"', at - 1));
}

/** A formula with brackets inside braces: `{ is: x[KOR] }`. */
const inBraces = (line: string, column: number) => {
  const before = line.slice(0, column);
  return /[{[][^}\]]*$/.test(before.replace(/\w\[[^\]]*$/, "")) && /\w\[|\(|: /.test(line);
};

/** The first line below `line` that begins a section of its own. */
function sectionAfter(file: SourceFile, line: number): number {
  for (let i = line; i < file.lineStarts.length; i++)
    if (/[A-Za-z_]/.test(file.text[file.lineStarts[i]!] ?? "")) return i + 1;
  return file.lineStarts.length + 1;
}

/** Says the first fault of each section: the parser's next ones are echoes of it. */
export function sayYamlErrors(file: SourceFile, errors: readonly YAMLError[], problems: Problems): void {
  let clearFrom = 0;
  for (const error of errors) {
    if (problems.full) break;
    if (/alias/i.test(error.message)) continue;
    const from = offsetOf(file, error);
    const at = placeOf(file, from, Math.max(from + 1, error.pos[1]));
    if (at.line < clearFrom) continue;
    // What opens and does not close takes in all that follows
    const opens = /end with|closing/i.test(error.message);
    clearFrom = opens ? Number.POSITIVE_INFINITY : sectionAfter(file, at.line);
    problems.unclear(file.name, at.line, clearFrom);
    const line = file.text.slice(file.lineStarts[at.line - 1], file.lineStarts[at.line] ?? file.text.length);
    if (!opens && inBraces(line.trimEnd(), at.column)) problems.add("yaml-cuts-formula", at, { inside: "{ }" });
    else problems.add("not-yaml", at, toldOf(error.message));
  }
  if (errors.length > 0) problems.leaveOutMuch();
}

function toldOf(message: string): Told | { says: string } {
  const told = TOLD.find(([pattern]) => pattern.test(message))?.[1];
  return told ?? { says: message.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/, "") };
}
