// How far a Parquet store has come, one line for each row group that is on the disk for good. In: a file of lines. Out: the last state
// of the same work. A last line that was cut off by a kill is as if it had not been written; its bytes are cut off and written again.

import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import type { RowGroup } from "hyparquet";
import { fromExactJson, toExactJson } from "../exact-json.ts";
import type { PartState } from "./part-file.ts";

/** `part`: which file the row group stands in; without a group the part is finished. */
type Line = { part: number; runs: number; failed: number; bytes: number; group?: RowGroup | undefined };

export type Stored = { part: number; runs: number; failed: number; state: PartState };

const isLine = (value: unknown): value is Line =>
  typeof value === "object" &&
  value !== null &&
  (["part", "runs", "failed", "bytes"] as const).every((name) => name in value);

function linesOf(file: string): unknown[] {
  const lines = readFileSync(file, "utf8").split("\n");
  // After the last line end stands nothing, or half a line
  return lines.slice(0, -1).flatMap((line) => {
    try {
      return [fromExactJson(line)];
    } catch {
      return [];
    }
  });
}

/** Where the work stands; undefined where there is none, or it is another's. */
export function readJournal(file: string, key: string): Stored | undefined {
  if (!existsSync(file)) return undefined;
  const [head, ...lines] = linesOf(file);
  if (typeof head !== "object" || head === null || !("key" in head) || head.key !== key) return undefined;
  const at: Stored = { part: 0, runs: 0, failed: 0, state: { bytes: 0, groups: [] } };
  for (const line of lines) {
    if (!isLine(line)) return undefined;
    Object.assign(at, { runs: line.runs, failed: line.failed });
    if (line.group) {
      at.state.groups.push(line.group);
      at.state.bytes = line.bytes;
    } else {
      at.part = line.part + 1;
      at.state = { bytes: 0, groups: [] };
    }
  }
  return at.runs === 0 ? undefined : at;
}

export const beginJournal = (file: string, key: string) => writeFileSync(file, `${toExactJson({ key })}\n`);

export const noteInJournal = (file: string, line: Line) =>
  appendFileSync(file, `${toExactJson(line)}\n`, { flush: true });
