// Rows of a strategic form kept in a file as they are played, so that a command that was stopped or killed goes on where it was:
// JSON lines, one a part of a row, each with the id of the form that it belongs to; so one file serves several forms (lenses, actors'
// own games). A last line that was cut off is dropped. Numbers are kept as their bytes, so nothing is lost.

import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import type { FormPlan } from "../../ensemble/form-plan.ts";
import { joined, type RowStore } from "../../ensemble/form-rows.ts";
import type { PlayedRow } from "../../ensemble/paired.ts";
import type { CheckedModel } from "../../language/checked-model.ts";

const HEAD = JSON.stringify({ schema: "standoff/rows/1" });
/** One string must hold the file. */
const MOST_BYTES = 400 * 2 ** 20;

type Line = { form: string; key: string; first: number; played: number; values: string[]; failed?: string } & Pick<
  PlayedRow,
  "faults"
>;

/** What rows must agree in to be of one form. Not the number of runs: rows may be played on. */
export function formId(model: CheckedModel, plan: FormPlan, asked: { seed: number; step: number | undefined }): string {
  const strategies = plan.players.map(({ id, strategies: own }) => [id, own.map((strategy) => strategy.choices)]);
  const text = JSON.stringify([model.hash, asked.seed, asked.step ?? null, plan.plans, strategies]);
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

export type RowFile = { store: (form: string) => RowStore };

/** Why the file cannot be used, or the file. What the system says against reading or writing is thrown. */
export function openRowFile(file: string): RowFile | { refused: string } {
  const found = existsSync(file) ? readWhole(file) : "";
  const text = found === HEAD ? "" : found;
  if (text === undefined) return { refused: `${file} is too large to go on with; name another file` };
  if (text !== "" && !text.startsWith(`${HEAD}\n`)) {
    return { refused: `${file} holds something else than kept rows; name another file` };
  }
  if (text === "") writeFileSync(file, `${HEAD}\n`);
  const forms = new Map<string, Map<string, PlayedRow>>();
  for (const line of text.split("\n").slice(1, -1)) addLine(forms, line);
  return {
    store: (form) => ({
      rows: forms.get(form) ?? new Map(),
      keep: (key, first, part) => appendFileSync(file, lineOf(form, key, first, part)),
    }),
  };
}

/** The file without a last line that was cut off, there and in what is returned. */
function readWhole(file: string): string | undefined {
  if (statSync(file).size > MOST_BYTES) return undefined;
  const bytes = readFileSync(file);
  const whole = bytes.lastIndexOf(10) + 1;
  const isOurs = bytes.toString("utf8", 0, HEAD.length) === HEAD;
  if (isOurs && whole > 0 && whole < bytes.length) truncateSync(file, whole);
  return bytes.toString("utf8", 0, whole > 0 ? whole : bytes.length);
}

const packed = (array: Float64Array | Uint8Array) =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("base64");

function lineOf(form: string, key: string, first: number, { values, failed, played, faults }: PlayedRow): string {
  const marks = failed.includes(1) ? { failed: packed(failed) } : {};
  const line: Line = { form, key, first, played, values: values.map(packed), ...marks, faults };
  return `${JSON.stringify(line)}\n`;
}

function addLine(forms: Map<string, Map<string, PlayedRow>>, text: string): void {
  const line = lineFrom(text);
  if (!line) return;
  const rows = forms.get(line.form) ?? new Map<string, PlayedRow>();
  forms.set(line.form, rows);
  const before = rows.get(line.key);
  const { first, row } = line;
  if (first === 0) rows.set(line.key, row);
  else if (before && before.played >= first && before.values.length === row.values.length) {
    rows.set(line.key, joined(cut(before, first), row));
  }
}

function cut(row: PlayedRow, runs: number): PlayedRow {
  const values = row.values.map((column) => column.subarray(0, runs));
  return { ...row, values, failed: row.failed.subarray(0, runs), played: runs };
}

/** Undefined for a line that nobody here wrote: what it held is played again. */
function lineFrom(text: string): { form: string; key: string; first: number; row: PlayedRow } | undefined {
  try {
    const { form, key, first, played, values, failed, faults } = JSON.parse(text) as Line;
    const columns = values.map((column) => new Float64Array(bytesOf(column).buffer));
    const marks = failed === undefined ? new Uint8Array(played) : bytesOf(failed);
    if (marks.length !== played || columns.some((column) => column.length !== played)) return undefined;
    return { form, key, first, row: { values: columns, failed: marks, played, faults } };
  } catch {
    return undefined;
  }
}

/** Bytes in a buffer of their own. */
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, "base64"));
