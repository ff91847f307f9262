// Problems as text: file:line:column and what is wrong, the line, a caret under the segment, and what would mend it.
// In: problems in order, the texts of the files, and how to show a file's path. Out: plain text, no colours.

import type { Problem } from "../../base/problem.ts";
import { plainText } from "../document/plain-text.ts";
import { plural } from "./figures.ts";

const WIDEST = 88;
const CUT = "...";

/** The line with its number, cut around the segment where it is long, and carets under it. */
function showLine(problem: Problem, text: string): string[] {
  const { line, column, length } = problem.at;
  const whole = (text.split("\n")[line - 1] ?? "").replace(/\r$/, "").replaceAll("\t", " ");
  if (whole.trim() === "") return problem.mend === undefined ? [] : [`    ${problem.mend}`];
  const from = column - 1 + 20 > WIDEST ? Math.max(0, column - 1 - 30) : 0;
  const cut = whole.slice(from, from + WIDEST);
  const shown = `${from > 0 ? CUT : ""}${cut}${from + WIDEST < whole.length ? CUT : ""}`;
  const before = column - 1 - from + (from > 0 ? CUT.length : 0);
  const carets = "^".repeat(Math.max(1, Math.min(length, shown.length - before)));
  const gutter = String(line).padStart(4);
  const under = `${" ".repeat(before)}${carets}`;
  const mend = problem.mend;
  const fits = mend !== undefined && under.length + mend.length < WIDEST;
  return [
    `${gutter} | ${shown}`,
    `     | ${under}${fits ? ` ${mend}` : ""}`,
    ...(mend !== undefined && !fits ? [`     | ${mend}`] : []),
  ];
}

/** One problem, without a newline at the end. */
export function sayProblem(problem: Problem, text: string | undefined, show: (file: string) => string): string {
  const { file, line, column } = problem.at;
  // Of files that nobody wrote (levers), the place is the option itself
  const kind = problem.severity === "warning" ? "warning: " : "";
  const head = text === undefined && file.startsWith("--") ? `${file}  ` : `${show(file)}:${line}:${column}  `;
  const lines = [`${head}${kind}${problem.says}`];
  if (text !== undefined) lines.push(...showLine(problem, text));
  else if (problem.mend !== undefined) lines.push(`    ${problem.mend}`);
  for (const other of problem.also ?? []) {
    lines.push(`    ${show(other.at.file)}:${other.at.line}:${other.at.column}  ${other.says}`);
  }
  return plainText(lines.join("\n"));
}

/** `2 errors, 1 warning`. */
export function countProblems(problems: readonly Problem[]): string {
  const errors = problems.filter((p) => p.severity === "error").length;
  const warnings = problems.length - errors;
  if (errors === 0) return warnings === 0 ? "no problems" : plural(warnings, "warning");
  return warnings === 0 ? plural(errors, "error") : `${plural(errors, "error")}, ${plural(warnings, "warning")}`;
}
