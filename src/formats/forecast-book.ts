// A book of forecasts and what came of them, from CSV (docs/watch.md, "The forecast book"). In: a file's name and text. Out: forecasts by
// forecaster and question, or outcomes by question; and everything wrong, by line. Who wrote the book does not matter: a person's is
// read like a model's.

import type { BookForecast, Resolution } from "../analysis/forecasts/book.ts";
import { type CsvRow, csvRows } from "../base/csv.ts";
import type { Problem } from "../base/problem.ts";

export type BookRead = { forecasts: BookForecast[]; problems: Problem[] };

export type ResolutionsRead = { resolutions: Resolution[]; problems: Problem[] };

const SUM_SLACK = 0.005;

type Table = { rows: { line: number; get: (name: string) => string }[]; problems: Problem[]; say: Say };
type Say = (line: number, code: string, says: string, mend: string) => void;

function tableOf(file: string, text: string, needed: readonly string[]): Table {
  const problems: Problem[] = [];
  const say: Say = (line, code, says, mend) => {
    problems.push({ code, severity: "error", at: { file, line, column: 1, length: 1 }, says, mend });
  };
  const [head, ...body] = csvRows(text);
  const names = head?.fields.map((f) => f.toLowerCase()) ?? [];
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    const says = `the column ${missing.map((m) => `\`${m}\``).join(", ")} is missing`;
    say(1, "book-column-missing", says, `begin with a line that names the columns: ${needed.join(",")}`);
    return { rows: [], problems, say };
  }
  const row = (r: CsvRow) => ({ line: r.line, get: (name: string) => r.fields[names.indexOf(name)] ?? "" });
  return { rows: body.map(row), problems, say };
}

const numberIn = (text: string) =>
  /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?\s*%?$/i.test(text) ? Number.parseFloat(text) : Number.NaN;

/** `0.3` or `30 %`. */
const probabilityIn = (text: string) => (text.endsWith("%") ? numberIn(text) / 100 : numberIn(text));

export function readBook(file: string, text: string): BookRead {
  const { rows, problems, say } = tableOf(file, text, ["question", "outcome", "p"]);
  const found = new Map<string, BookForecast>();
  for (const { line, get } of rows) {
    const [question, outcome] = [get("question"), get("outcome")];
    const forecaster = get("forecaster") || file.replace(/^.*[\\/]/, "").replace(/\.csv$/i, "");
    const p = probabilityIn(get("p"));
    if (!(p >= 0 && p <= 1)) {
      say(line, "book-bad-probability", `\`${get("p")}\` is not a probability`, "write 0.3 or 30 %");
      continue;
    }
    const key = `${forecaster}\n${question}`;
    const kind = outcome === "below" ? "quantity" : outcome === "yes" || outcome === "no" ? "event" : "options";
    const one: BookForecast = found.get(key) ?? {
      forecaster,
      question,
      kind,
      date: get("date"),
      line,
      p: new Map(),
      quantiles: [],
    };
    found.set(key, one);
    if (kind !== one.kind) {
      say(
        line,
        "book-mixed-kinds",
        `\`${question}\` has outcomes of two kinds`,
        "keep yes, below, or names of options",
      );
    } else if (kind === "quantity") {
      const value = numberIn(get("value"));
      if (Number.isFinite(value)) one.quantiles.push({ p, value });
      else say(line, "book-bad-value", `\`${get("value")}\` is not a number`, "write the value that it lies below");
    } else if (one.p.has(outcome)) {
      say(line, "book-twice", `${forecaster} gave \`${question}\`, ${outcome}, a probability already`, "keep one");
    } else one.p.set(outcome, p);
  }
  const forecasts = [...found.values()];
  for (const f of forecasts) {
    if (f.kind === "event") completeEvent(f);
    const sum = [...f.p.values()].reduce((a, b) => a + b, 0);
    if (f.kind !== "quantity" && Math.abs(sum - 1) > SUM_SLACK) {
      const says = `the probabilities of \`${f.question}\` sum to ${Number(sum.toPrecision(4))}`;
      say(f.line, "book-does-not-sum", says, "give every outcome a row, so that they sum to 1");
    }
    f.quantiles.sort((a, b) => a.p - b.p);
  }
  return { forecasts, problems };
}

/** `yes` alone says `no` too. */
function completeEvent({ p }: BookForecast): void {
  const yes = p.get("yes") ?? 1 - (p.get("no") ?? 0);
  p.set("yes", yes);
  if (!p.has("no")) p.set("no", 1 - yes);
}

export function readResolutions(file: string, text: string): ResolutionsRead {
  const { rows, problems, say } = tableOf(file, text, ["question", "outcome"]);
  const seen = new Map<string, Resolution>();
  for (const { line, get } of rows) {
    const [question, outcome] = [get("question"), get("outcome")];
    const before = seen.get(question);
    if (outcome === "")
      say(line, "book-no-outcome", `\`${question}\` has no outcome`, "leave the row out until it is known");
    else if (before) {
      say(line, "book-twice", `line ${before.line} resolves \`${question}\` already`, "keep one of the two");
    } else seen.set(question, { question, outcome, date: get("date"), line });
  }
  return { resolutions: [...seen.values()], problems };
}
