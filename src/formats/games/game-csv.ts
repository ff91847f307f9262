// Payoffs as a table: one row a profile, a column a player for the strategy, then `payoff:PLAYER` and, where payoffs are
// estimates, `se:PLAYER`. Exact numbers as in .nfg. In: text. Out: a form or problems with line and column; and back.
// Strategies stand in the order of their first row; every profile must have exactly one row.

import type { Rational } from "../../analysis/games/rational.ts";
import { parseRational, rationalText, toNumber, ZERO } from "../../analysis/games/rational.ts";
import type { Player, StrategicForm } from "../../analysis/games/strategic-form.ts";
import {
  MOST_PAYOFFS,
  MOST_PROFILES,
  profileAt,
  profileCount,
  profileIndex,
  strategyCounts,
} from "../../analysis/games/strategic-form.ts";
import { type CsvCell, csvCells, csvQuoted } from "../../base/csv.ts";
import type { Problem } from "../../base/problem.ts";

type Reading = {
  file: string;
  problems: Problem[];
  rows: CsvCell[][];
  players: Player[];
  payoffColumns: number[];
  errorColumns: number[];
  strategyColumns: number[];
};

const MOST_PROBLEMS = 50;

function refuse(reading: Reading, cell: CsvCell, code: string, says: string, mend?: string): undefined {
  if (reading.problems.length >= MOST_PROBLEMS) return undefined;
  const at = { file: reading.file, line: cell.line, column: cell.column, length: Math.max(1, cell.text.length) };
  reading.problems.push({ code, severity: "error", at, says, ...(mend === undefined ? {} : { mend }) });
  return undefined;
}

/** Reads a table of payoffs. Without errors there is a form. */
export function readGameCsv(text: string, file: string): { form?: StrategicForm; problems: Problem[] } {
  const rows = csvCells(text);
  const reading: Reading = {
    file,
    problems: [],
    rows,
    players: [],
    payoffColumns: [],
    errorColumns: [],
    strategyColumns: [],
  };
  const open = rows.flat().find((cell) => cell.open);
  // What comes after it is all in one cell: nothing more can be said of it
  if (open)
    refuse(reading, open, "game-syntax", "a quote that is never closed", 'end it with `"`; `""` is one in a cell');
  const form = !open && readHead(reading) ? readRows(reading) : undefined;
  return form && reading.problems.length === 0 ? { form, problems: [] } : { problems: reading.problems };
}

const HEAD = "write a head such as: North,South,payoff:North,payoff:South";

function readHead(reading: Reading): boolean {
  const head = reading.rows[0];
  if (!head) {
    refuse(reading, { text: "", line: 1, column: 1, open: false }, "game-syntax", "the table is empty", HEAD);
    return false;
  }
  head.forEach((cell, column) => {
    if (/^(payoff|se):/.test(cell.text)) return;
    if (cell.text === "" || reading.players.some((player) => player.id === cell.text)) {
      refuse(
        reading,
        cell,
        "game-syntax",
        cell.text === "" ? "a column without a name" : `player \`${cell.text}\` has two columns`,
      );
      return;
    }
    reading.players.push({ id: cell.text, label: cell.text, strategies: [] });
    reading.strategyColumns.push(column);
  });
  const find = (name: string) => head.findIndex((cell) => cell.text === name);
  for (const { id } of reading.players) {
    reading.payoffColumns.push(find(`payoff:${id}`));
    reading.errorColumns.push(find(`se:${id}`));
    if (find(`payoff:${id}`) < 0) refuse(reading, head[0]!, "game-syntax", `no column \`payoff:${id}\``, HEAD);
  }
  for (const cell of head) {
    const owner = /^(?:payoff|se):(.*)$/.exec(cell.text)?.[1];
    if (owner === undefined || reading.players.some((player) => player.id === owner)) continue;
    refuse(
      reading,
      cell,
      "game-syntax",
      `\`${cell.text}\` belongs to no player`,
      `add a column \`${owner}\` with the strategies`,
    );
  }
  if (reading.players.length === 0) refuse(reading, head[0]!, "game-no-players", "no column names a player", HEAD);
  return reading.problems.length === 0;
}

function readRows(reading: Reading): StrategicForm | undefined {
  const { players, rows, strategyColumns } = reading;
  const head = rows[0]!;
  const slots = players.map(() => new Map<string, number>());
  const profiles = rows.slice(1).map((row) => {
    const first = row[0]!;
    if (row.length !== head.length)
      return refuse(reading, first, "game-syntax", `${row.length} cells, the head has ${head.length}`);
    return strategyColumns.map((column, i) => {
      const name = row[column]!.text;
      if (!slots[i]!.has(name)) {
        slots[i]!.set(name, slots[i]!.size);
        players[i]!.strategies.push({ id: name, label: name });
      }
      return slots[i]!.get(name)!;
    });
  });
  const counts = players.map((player) => player.strategies.length);
  const size = profileCount(counts);
  if (size > MOST_PROFILES || size * counts.length > MOST_PAYOFFS) {
    return refuse(
      reading,
      head[0]!,
      "game-too-large",
      `${counts.join(" x ")} is ${size.toPrecision(3)} profiles: at most ${MOST_PROFILES} are read`,
    );
  }
  return fill(reading, profiles, counts, size);
}

/** A standard error, 0 where none is said. */
function errorIn(reading: Reading, cell: CsvCell): number {
  const value = toNumber(readCell(reading, cell) ?? ZERO);
  if (value < 0)
    refuse(reading, cell, "game-number", `a standard error is 0 or more, this is ${cell.text}`, "write its size");
  return value;
}

function fill(
  reading: Reading,
  profiles: (number[] | undefined)[],
  counts: number[],
  size: number,
): StrategicForm | undefined {
  const { players, rows } = reading;
  const n = players.length;
  const payoffs: Rational[] = Array.from({ length: size * n }, () => ZERO);
  const errors = new Float64Array(size * n);
  const seen = new Map<number, CsvCell>();
  profiles.forEach((profile, k) => {
    if (!profile) return;
    const row = rows[k + 1]!;
    const q = profileIndex(counts, profile);
    const before = seen.get(q);
    if (before) refuse(reading, row[0]!, "game-payoff-count", `this profile already has line ${before.line}`);
    seen.set(q, row[0]!);
    for (let i = 0; i < n; i++) {
      payoffs[q * n + i] = readCell(reading, row[reading.payoffColumns[i]!]!) ?? ZERO;
      const error = reading.errorColumns[i]! < 0 ? undefined : row[reading.errorColumns[i]!]!;
      errors[q * n + i] = error ? errorIn(reading, error) : 0;
    }
  });
  for (let q = 0; q < size; q++) if (!seen.has(q)) missing(reading, counts, q);
  if (reading.problems.length > 0) return undefined;
  const form = { title: reading.file.replace(/^.*[\\/]/, "").replace(/\.csv$/i, ""), players, payoffs };
  return errors.some((x) => x > 0) ? { ...form, estimate: { errors } } : form;
}

function missing(reading: Reading, counts: number[], q: number): void {
  const profile = profileAt(counts, q).map((s, i) => reading.players[i]!.strategies[s]!.label);
  const last = reading.rows.at(-1)![0]!;
  refuse(reading, last, "game-payoff-count", `no row for ${profile.join(", ")}: every profile needs one`);
}

function readCell(reading: Reading, cell: CsvCell): Rational | undefined {
  const value = parseRational(cell.text);
  if (typeof value !== "string") return value;
  const says =
    value === "division-by-zero"
      ? `\`${cell.text}\` divides by zero`
      : `expected a number, found \`${cell.text.slice(0, 40)}\``;
  return refuse(reading, cell, "game-number", says, "write 3, -1.5, 2e-3 or 2/3");
}

/** The form as a table; standard errors where there are any. */
export function writeGameCsv(form: StrategicForm): string {
  const counts = strategyCounts(form);
  const n = counts.length;
  const names = form.players.map((player) => player.label);
  const errors = form.estimate?.errors;
  const head = [
    ...names,
    ...names.map((name) => `payoff:${name}`),
    ...(errors ? names.map((name) => `se:${name}`) : []),
  ];
  const lines = Array.from({ length: profileCount(counts) }, (_, q) => {
    const labels = profileAt(counts, q).map((s, i) => form.players[i]!.strategies[s]!.label);
    const payoffs = form.payoffs.slice(q * n, q * n + n).map(rationalText);
    return [...labels, ...payoffs, ...(errors ? Array.from(errors.slice(q * n, q * n + n), String) : [])]
      .map(csvQuoted)
      .join(",");
  });
  return `${head.map(csvQuoted).join(",")}\n${lines.join("\n")}\n`;
}
