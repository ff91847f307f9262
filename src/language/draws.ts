// Joint draws of constants from a file: a scenario's `draws: fitted.csv`. Each future takes a row, so numbers that the record ties
// together stay together. In: the text: `#` lines of what it was made from, a row of ids, a row a draw. Out: columns, or what is wrong.

import { fnv1a } from "../base/fnv1a.ts";
import { sha256Hex } from "../statistics/sha256.ts";

/** No name of a model has a space. */
export const ROW_OF_DRAWS = "row of draws";
/** The stream of its luck, which a filter must not move a little: neighbouring rows have nothing in common. */
export const ROW_STREAM = fnv1a(ROW_OF_DRAWS);

export type Draws = {
  /** The hash of the model's files from which it was made. */
  model?: string | undefined;
  ids: string[];
  /** By id, one value a draw. */
  columns: number[][];
};

export type DrawsFault = { line: number; says: string };

const headOf = (lines: readonly string[]) =>
  /^# model (\w+)/.exec(lines.find((l) => l.startsWith("# model ")) ?? "")?.[1];

/** An id with commas (a family's member) stands in quotes. */
const cellsOf = (line: string) =>
  [...line.matchAll(/"((?:[^"]|"")*)"|([^,]+)/g)].map((m) => (m[1] ?? m[2] ?? "").trim());

/** Reads a file of draws: every row must give each number a finite value. */
export function readDraws(text: string): { draws?: Draws; fault?: DrawsFault } {
  const lines = text.split(/\r?\n/);
  const rows = lines.flatMap((line, k) => (line.trim() === "" || line.startsWith("#") ? [] : [{ line, at: k + 1 }]));
  const [head, ...body] = rows;
  if (!head || body.length === 0)
    return { fault: { line: 1, says: "it holds no draws: a row of names and a row a draw are wanted" } };
  const ids = cellsOf(head.line);
  const columns: number[][] = ids.map(() => []);
  for (const { line, at } of body) {
    const cells = line.split(",").map((cell) => (cell.trim() === "" ? Number.NaN : Number(cell)));
    if (cells.length !== ids.length || !cells.every((v) => Number.isFinite(v)))
      return { fault: { line: at, says: `line ${at} must have ${ids.length} numbers, one for each name` } };
    for (const [k, value] of cells.entries()) columns[k]!.push(value);
  }
  return { draws: { model: headOf(lines), ids, columns } };
}

/** The hash of a model's files as they are written; those that a fit wrote are no part of it. */
export function writtenHash(texts: ReadonlyMap<string, string>): string {
  const own = [...texts]
    .filter(([, text]) => !/^\s*draws:/m.test(text))
    .map(([name, text]) => [name.replace(/^.*\//, ""), text]);
  return sha256Hex(JSON.stringify(own));
}
