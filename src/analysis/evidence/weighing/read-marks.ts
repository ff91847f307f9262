// A person's own marks, from a CSV file: a column `claim`, one for each hypothesis, and perhaps `credibility` and `relevance` (low, medium, high). In: rows
// of cells. Out: claims with marks; or everything that is wrong, by line. An empty cell is N: it speaks neither for nor against.

import { type Level, MARKS, type Mark } from "./ach.ts";
import { markOf } from "./matrix.ts";

export type Marked = { claim: string; marks: Mark[]; credibility?: Level; relevance?: Level };
export type MarksRead = { marked: Marked[]; wrong: string[] };

const LEVELS: readonly string[] = ["low", "medium", "high"];

type Row = { line: number; fields: readonly string[] };

export function readMarks(rows: readonly Row[], hypotheses: readonly string[]): MarksRead {
  const [head, ...lines] = rows;
  const names = (head?.fields ?? []).map((cell) => cell.trim());
  const missing = ["claim", ...hypotheses].filter((name) => !names.includes(name));
  if (missing.length > 0)
    return { marked: [], wrong: [`line 1: there is no column ${missing.map((m) => `\`${m}\``).join(", ")}`] };
  const wrong: string[] = [];
  const marked = lines.flatMap(({ line, fields: cells }): Marked[] => {
    const cell = (name: string) => (cells[names.indexOf(name)] ?? "").trim();
    const marks = hypotheses.map((h) => {
      const mark = readMark(cell(h));
      if (!mark) wrong.push(`line ${line}: \`${cell(h)}\` under \`${h}\` is no mark; use ${MARKS.join(", ")}`);
      return mark ?? "N";
    });
    const levels = (["credibility", "relevance"] as const).flatMap((name) => {
      const level = names.includes(name) ? cell(name).toLowerCase() : "";
      if (level !== "" && !LEVELS.includes(level))
        wrong.push(`line ${line}: \`${level}\` is no ${name}; use low, medium or high`);
      return level === "" ? [] : [[name, level as Level] as const];
    });
    return [{ claim: cell("claim"), marks, ...Object.fromEntries(levels) }];
  });
  return { marked, wrong };
}

/** A mark, or a chance: `C`, `0.7`. */
function readMark(text: string): Mark | undefined {
  if (text === "") return "N";
  const chance = Number(text);
  if (Number.isFinite(chance)) return chance >= 0 && chance <= 1 ? markOf(chance) : undefined;
  return MARKS.find((m) => m === text.toUpperCase());
}
