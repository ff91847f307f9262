// history.csv → rows that a model can be held against (docs/watch.md). In: a checked model, the file's name and its text.
// Out: rows in order of steps, and everything wrong with the file, by line, at once. Rows that are wrong are left out.

import { type CsvRow, csvRows } from "../../base/csv.ts";
import { dateOfStep, stepOfDate } from "../../base/dates.ts";
import { nearestName } from "../../base/nearest-name.ts";
import type { Problem } from "../../base/problem.ts";
import type { CheckedModel, Observed } from "../checked-model.ts";
import { observableNames, observedAs } from "./observed-names.ts";
import { type RecordProblem, recordProblem } from "./record-problems.ts";

export type RecordRow = {
  line: number;
  step: number;
  date: string;
  /** The name in the record. */
  variable: string;
  /** Place in `Record.observed`. */
  observed: number;
  /** A number; of a policy the option's place; of an event 1 or 0. */
  value: number;
  /** The error as written. */
  sd: number;
  source: string;
  /** Who measured: the source up to its first semicolon. */
  house: string;
};

export type WatchRecord = {
  file: string;
  observed: Observed[];
  /** By step, then in the file's order. */
  rows: RecordRow[];
  /** Rows of variables that are `unused`. */
  unused: number;
  /** Rows outside the clock. */
  outside: number;
};

export type RecordRead = { record?: WatchRecord | undefined; problems: Problem[] };

const COLUMNS = ["date", "variable", "value", "sd", "source"] as const;
const NEEDED = ["date", "variable", "value"] as const;
const MOST_ROWS = 200_000;
const MOST_PROBLEMS = 100;
const COUNTS = ["poisson", "negative_binomial", "binomial"];

type Reading = {
  model: CheckedModel;
  file: string;
  problems: Problem[];
  more: number;
  names: Map<string, number>;
  observed: Observed[];
  last: Map<string, { step: number; date: string }>;
  seen: Map<string, number>;
  outside: number;
  unused: number;
};

type Cells = Record<(typeof COLUMNS)[number], string>;

function say(r: Reading, row: CsvRow, code: RecordProblem, says: string, mend?: string): undefined {
  if (r.problems.length >= MOST_PROBLEMS) r.more++;
  else
    r.problems.push(
      recordProblem(code, { file: r.file, line: row.line, length: row.fields.join(",").length }, says, mend),
    );
  return undefined;
}

function observedSlot(r: Reading, row: CsvRow, name: string): number | undefined {
  const known = r.names.get(name);
  if (known !== undefined) return known < 0 ? undefined : known;
  const entry = observedAs(r.model, name);
  if (entry) {
    r.names.set(name, r.observed.push(entry) - 1);
    return r.observed.length - 1;
  }
  // Said once a name: the rest would be its echo
  r.names.set(name, -1);
  const near = nearestName(name, observableNames(r.model));
  const mend = near
    ? `did you mean \`${near}\`?`
    : "name it under `observe`, with `as: unused` if it is not to be read";
  return say(r, row, "record-unknown-variable", `the model knows nothing called \`${name}\``, mend);
}

function stepOf(r: Reading, row: CsvRow, { date, variable }: Cells): number | undefined {
  const { clock } = r.model;
  const step = stepOfDate(clock, date);
  if (step === undefined) {
    return say(r, row, "record-bad-date", `\`${date}\` is not a date`, "write 2024, 2024-Q3, 2024-07 or 2024-07-15");
  }
  const before = r.last.get(variable);
  if (before && step < before.step) {
    const says = `${date} stands after ${before.date}: the rows of \`${variable}\` are out of order`;
    return say(r, row, "record-date-order", says, "put the rows of one variable in order of their dates");
  }
  r.last.set(variable, { step, date });
  if (step >= 0 && step < clock.steps) return step;
  if (r.outside++ === 0) {
    const [from, to] = [dateOfStep(clock, 0), dateOfStep(clock, clock.steps - 1)];
    const mend = "watch under a scenario whose clock covers the record (`history: { file, scenario }`)";
    say(
      r,
      row,
      "record-out-of-clock",
      `${date} lies outside the clock (${from} to ${to}), so the row is not read`,
      mend,
    );
  }
  return undefined;
}

const TRUTHS: Record<string, number> = { yes: 1, no: 0, "1": 1, "0": 0, true: 1, false: 0 };

const isNumber = (text: string) => /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(text);

function optionValue(r: Reading, row: CsvRow, entry: Observed, value: string): number | undefined {
  const policy = r.model.policies[entry.policy!]!;
  const options = policy.options.map((o) => o.id);
  const slot = options.indexOf(value);
  if (slot >= 0) return slot;
  const near = nearestName(value, options);
  const mend = near ? `did you mean \`${near}\`?` : `its options: ${options.join(", ")}`;
  return say(r, row, "record-impossible", `\`${policy.id}\` has no option \`${value}\``, mend);
}

/** Why a number cannot be what is observed; undefined where it can. */
function whyImpossible(model: CheckedModel, entry: Observed, value: number): string | undefined {
  if (COUNTS.includes(entry.as) && !(Number.isInteger(value) && value >= 0))
    return "a count is a whole number, 0 or more";
  if (entry.as === "binomial" && entry.trials?.kind === "number" && value > entry.trials.value)
    return `there were ${entry.trials.value} trials`;
  if (entry.as === "lognormal" && !(value > 0)) return "a lognormal value is above 0";
  const stock = entry.of.kind === "cell" ? model.stocks[entry.of.slot] : undefined;
  if (entry.as !== "normal" || !stock) return undefined;
  const [least, most] = [stock.min, stock.max].map((e) => (e?.kind === "number" ? e.value : undefined));
  // An error may carry a reading over a bound, but not across the whole range
  const slack = least !== undefined && most !== undefined ? most - least : Number.POSITIVE_INFINITY;
  if (least !== undefined && value < least - slack) return `it is never below ${least} in the model`;
  if (most !== undefined && value > most + slack) return `it is never above ${most} in the model`;
  return undefined;
}

function readValue(r: Reading, row: CsvRow, entry: Observed, value: string): number | undefined {
  if (entry.as === "option") return optionValue(r, row, entry, value);
  if (entry.as === "event" || entry.as === "chance") {
    const truth = TRUTHS[value.toLowerCase()];
    return (
      truth ?? say(r, row, "record-impossible", `\`${value}\` is neither yes nor no`, "write yes or no, or 1 or 0")
    );
  }
  if (!isNumber(value))
    return say(r, row, "record-impossible", `\`${value}\` is not a number`, "write a plain number: 0.567");
  const why = whyImpossible(r.model, entry, Number(value));
  return why === undefined
    ? Number(value)
    : say(r, row, "record-impossible", `\`${entry.id}\` cannot be ${value}: ${why}`, "correct the value");
}

const DOUBTED = ["option", "event"];

function sdOf(r: Reading, row: CsvRow, entry: Observed, text: string): number | undefined {
  const sd = text === "" ? 0 : isNumber(text) ? Number(text) : Number.NaN;
  if (!(sd >= 0))
    return say(r, row, "record-bad-error", `the error \`${text}\` is not a number, 0 or more`, "write 0.05");
  if (DOUBTED.includes(entry.as) && sd >= 1) {
    return say(r, row, "record-bad-error", `the chance of a wrong code is ${text}`, "write a probability below 1: 0.2");
  }
  const needs = (entry.as === "normal" || entry.as === "lognormal") && sd === 0 && entry.sd === undefined;
  if (!needs) return sd;
  const mend = `write its standard deviation, or \`sd\` for \`${entry.id}\` under \`observe\``;
  return say(
    r,
    row,
    "record-no-error",
    `this reading of \`${entry.id}\` has no error, so no run could ever match it`,
    mend,
  );
}

function readRow(r: Reading, row: CsvRow, cells: Cells): RecordRow | undefined {
  if (row.open) return say(r, row, "record-open-quote", "a quotation that begins here never ends", 'close it with "');
  const variable = cells.variable.replace(/\s/g, "");
  const observed = observedSlot(r, row, variable);
  const step = stepOf(r, row, { ...cells, variable });
  if (observed === undefined) return undefined;
  const entry = r.observed[observed]!;
  if (entry.as === "unused") {
    r.unused++;
    return undefined;
  }
  const value = readValue(r, row, entry, cells.value);
  const sd = sdOf(r, row, entry, cells.sd);
  if (step === undefined || value === undefined || sd === undefined) return undefined;
  const key = `${step} ${variable} ${cells.source}`;
  const first = r.seen.get(key);
  if (first !== undefined) {
    const says = `line ${first} says this already: ${cells.date}, \`${variable}\`, the same source`;
    return say(r, row, "record-twice", says, "keep one of the two");
  }
  r.seen.set(key, row.line);
  const house = cells.source.split(";")[0]!.trim();
  const date = dateOfStep(r.model.clock, step);
  return { line: row.line, step, date, variable, observed, value, sd, source: cells.source, house };
}

/** Where each column stands; undefined after what is missing was said. */
function columnsOf(r: Reading, head: CsvRow | undefined): Record<(typeof COLUMNS)[number], number> | undefined {
  const header = `begin with the line ${COLUMNS.join(",")}`;
  const names = head?.fields.map((f) => f.toLowerCase()) ?? [];
  const first = head ?? { line: 1, fields: [], open: false };
  if (!names.some((name) => (COLUMNS as readonly string[]).includes(name))) {
    return say(r, first, "record-without-header", "the first line does not name the columns", header);
  }
  const missing = NEEDED.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    return say(
      r,
      first,
      "record-column-missing",
      `the column ${missing.map((m) => `\`${m}\``).join(", ")} is missing`,
      header,
    );
  }
  return Object.fromEntries(COLUMNS.map((name) => [name, names.indexOf(name)])) as Record<
    (typeof COLUMNS)[number],
    number
  >;
}

function addMore(r: Reading): void {
  if (r.more === 0) return;
  const says = `${r.more} more faults are not listed`;
  r.problems.push(recordProblem("record-too-long", { file: r.file, line: 1, length: 1 }, says, "mend these first"));
}

/** Reads `history.csv`: rows in order of steps, and everything wrong with the file by line, at once. Rows that are wrong are left out. */
export function readRecord(model: CheckedModel, file: string, text: string): RecordRead {
  const r: Reading = {
    model,
    file,
    problems: [],
    more: 0,
    names: new Map(),
    observed: [],
    last: new Map(),
    seen: new Map(),
    outside: 0,
    unused: 0,
  };
  const [head, ...body] = csvRows(text);
  const columns = columnsOf(r, head);
  if (!columns) return { problems: r.problems };
  if (body.length > MOST_ROWS) {
    const says = `the record has ${body.length} rows; ${MOST_ROWS} are allowed`;
    return {
      problems: [recordProblem("record-too-long", { file, line: 1, length: 1 }, says, "keep the rows that are used")],
    };
  }
  const rows = body.flatMap((row): RecordRow[] => {
    if (row.fields.length > head!.fields.length) {
      const says = `${row.fields.length} fields where the header has ${head!.fields.length}`;
      say(r, row, "record-fields", says, "put a field with a comma in quotes");
      return [];
    }
    const cells = Object.fromEntries(COLUMNS.map((name) => [name, row.fields[columns[name]] ?? ""])) as Cells;
    const read = readRow(r, row, cells);
    return read ? [read] : [];
  });
  if (rows.length === 0 && r.problems.length === 0) {
    r.problems.push(recordProblem("record-empty", { file, line: 1, length: 1 }, "the record has no row that is read"));
  }
  addMore(r);
  const sorted = rows.toSorted((a, b) => a.step - b.step || a.line - b.line);
  return {
    record: { file, observed: r.observed, rows: sorted, unused: r.unused, outside: r.outside },
    problems: r.problems,
  };
}
