// `standoff query`: asks stored futures in SQL. The table is called `runs`; the answer is a table, JSON or CSV.

import { writeFileSync } from "node:fs";
import { csvLine } from "../../../present/document/csv.ts";
import { queryRuns, type Rows } from "../../store/query.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { mayWrite, type OutputSettings, reasonOf } from "../output.ts";

type QuerySettings = OutputSettings & { most: number };

/** Rows that are shown as text, unless a file or JSON is asked for. */
const SHOWN = 40;
const WIDEST = 40;

type Plain = string | number | boolean | null;

/** DuckDB's values as plain data: dates as 2026-07-01, whole numbers where they fit. */
function plain(value: unknown): Plain {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return String(value);
}

const figure = (value: Plain) => {
  if (value === null) return "";
  if (typeof value !== "number" || Number.isInteger(value)) return String(value);
  return String(Number(value.toPrecision(4)));
};

/** A text without what could move a terminal's cursor, no wider than a column may be. */
const cell = (value: Plain) => {
  const text = figure(value).replace(/[\p{Cc}\u202a-\u202e]/gu, " ");
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
};

function asTable(names: readonly string[], rows: readonly Plain[][]): string {
  const isNumber = names.map((_, c) => rows.every((row) => typeof row[c] !== "string"));
  const texts = [names.map(cell), ...rows.map((row) => row.map(cell))];
  const widths = names.map((_, c) => Math.max(...texts.map((row) => row[c]!.length)));
  const line = (row: string[]) =>
    row.map((text, c) => (isNumber[c] ? text.padStart(widths[c]!) : text.padEnd(widths[c]!))).join("  ");
  return texts.map((row) => `${line(row).trimEnd()}\n`).join("");
}

const asObject = (names: readonly string[], row: readonly Plain[]) =>
  Object.fromEntries(names.map((name, c) => [name, row[c]]));

async function readRows({ rows }: Rows, most: number): Promise<{ rows: Plain[][]; more: boolean }> {
  const read: Plain[][] = [];
  for await (const chunk of rows) {
    for (const row of chunk) {
      if (read.length === most) return { rows: read, more: true };
      read.push(row.map(plain));
    }
  }
  return { rows: read, more: false };
}

async function tell(io: Io, answer: Rows, settings: QuerySettings): Promise<void> {
  const { json, jsonl, output, most } = settings;
  const { names } = answer;
  if (json || output?.endsWith(".json")) {
    const { rows } = await readRows(answer, Number.POSITIVE_INFINITY);
    const text = `${JSON.stringify({ schema: "standoff/query/1", rows: rows.map((row) => asObject(names, row)) })}\n`;
    if (output === undefined) io.out(text);
    else writeFileSync(output, text);
    return;
  }
  if (jsonl || output !== undefined) {
    const asCsv = output?.endsWith(".csv") ?? false;
    const lineOf = (row: Plain[]) =>
      asCsv
        ? csvLine(row.map((v) => v ?? "").map((v) => (typeof v === "boolean" ? String(v) : v)))
        : `${JSON.stringify(asObject(names, row))}\n`;
    let text = asCsv ? csvLine(names) : "";
    for await (const chunk of answer.rows) {
      text += chunk.map((row) => lineOf(row.map(plain))).join("");
      if (output !== undefined) continue;
      io.out(text);
      text = "";
    }
    if (output !== undefined) writeFileSync(output, text);
    return;
  }
  const { rows, more } = await readRows(answer, most);
  io.out(rows.length === 0 ? "No rows.\n" : asTable(names, rows));
  if (more) io.err(`The first ${most} rows; --json, --jsonl or -o FILE gives them all\n`);
}

async function query(io: Io, file: string, sql: string, settings: QuerySettings): Promise<void> {
  if (!mayWrite(io, settings.output, [".csv", ".json", ".jsonl"])) return;
  const asked = await queryRuns(file, sql);
  if ("says" in asked) {
    io.err(`standoff: ${asked.says}\n`);
    io.code = asked.outside ? EXIT.outside : EXIT.usage;
    return;
  }
  let stopped = false;
  const stop = () => {
    stopped = true;
    asked.stop();
  };
  process.once("SIGINT", stop);
  try {
    await tell(io, asked.answer, settings);
  } catch (error) {
    io.err(`standoff: ${stopped ? "stopped" : reasonOf(error)}\n`);
    io.code = stopped ? EXIT.stopped : EXIT.outside;
  } finally {
    process.off("SIGINT", stop);
    asked.close();
  }
}

export const addQuery: AddVerb = (program, io) => {
  program
    .command("query")
    .description("Asks stored futures in SQL; the table is called runs.")
    .argument("<file>", "what `standoff play -o runs.parquet` wrote")
    .argument("<sql>", "a SELECT over runs")
    .addHelpText(
      "before",
      "  $ standoff play models/two-states --runs 10000 -o runs.parquet\n" +
        "  $ standoff query runs.parquet 'select date, avg(price) from runs group by date order by date'\n",
    )
    .option("--json", "print one JSON object", false)
    .option("--jsonl", "print JSON lines", false)
    .option("-q, --quiet", "print the answer alone", false)
    .option("-o, --output <file>", "write a file: .csv .json .jsonl")
    .action((file: string, sql: string, settings: OutputSettings) =>
      query(io, file, sql, { ...settings, most: SHOWN }),
    );
};
