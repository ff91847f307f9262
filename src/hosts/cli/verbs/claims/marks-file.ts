// A person's own marks for the matrix, read from a CSV file. Undefined, with everything that is wrong said, where it cannot be used.

import { readFileSync } from "node:fs";
import { type Marked, readMarks } from "../../../../analysis/evidence/weighing/read-marks.ts";
import { csvRows } from "../../../../base/csv.ts";
import { EXIT, type Io } from "../../io.ts";
import { reasonOf } from "../../output.ts";

const MOST_SAID = 20;

export function marksIn(
  file: string,
  hypotheses: readonly string[],
  known: readonly string[],
  io: Io,
): Marked[] | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    io.err(`standoff: cannot read \`${file}\`: ${reasonOf(error)}\n`);
    io.code = EXIT.outside;
    return undefined;
  }
  const { marked, wrong } = readMarks(csvRows(text), hypotheses);
  const unknown = marked.filter((m) => !known.includes(m.claim)).map((m) => `there is no claim \`${m.claim}\``);
  const twice = marked
    .filter((m, i) => marked.findIndex((o) => o.claim === m.claim) < i)
    .map((m) => `\`${m.claim}\` stands twice`);
  const all = [...wrong, ...unknown, ...twice];
  if (marked.length === 0 && all.length === 0) all.push("it holds no claim");
  for (const says of all.slice(0, MOST_SAID)) io.err(`${file}: ${says}\n`);
  if (all.length > MOST_SAID) io.err(`${file}: and ${all.length - MOST_SAID} more\n`);
  if (all.length === 0) return marked;
  io.code = EXIT.wrong;
  return undefined;
}
