// The dated facts that a model holds, as `contradictions.ts` wants them. In: a checked model, and the rows of its history file.
// Out: facts, each with its line. Three rules, none of them a guess about the world:
// 1. An event with a date happened on it, and not before.
// 2. An event that is left to chance from the clock's start on has not happened by then: never, where it happens once or its count
//    starts at 0; not since the last one, where the count starts higher and the last one is dated (by the history, else by the
//    last full date in the count's note); else only the months of the clock's start are spoken of.
// 3. A row of the history that says 1 or more of an event, or more than the row before of its count, dates one.

import { dateOfStep } from "../../../base/dates.ts";
import type { Place } from "../../../base/problem.ts";
import type { CheckedModel, Event, Stock } from "../../../language/checked-model.ts";
import type { Expression } from "../../../language/expression.ts";
import type { DatedFact } from "./contradictions.ts";

export type HistoryRow = { date: string; variable: string; value: number };

export type ModelFact = DatedFact & { at: Place };

const SMALL = /^(?:the|an?|of|to|in|on|at|by|for|with|from|and|or|its|their|new|own|against)$/;

/** The words that tell an event, each in its forms: "A nuclear test" → nuclear; test, tests, tested, testing. */
export function wordsOfEvent(event: Pick<Event, "id" | "label">): string[][] {
  const words = (event.label ?? event.id.replaceAll("_", " ")).toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((w) => w.length > 1 && !SMALL.test(w)).map(formsOf);
}

function formsOf(word: string): string[] {
  const stem = word.replace(/e$/, "");
  const forms = [word, `${word}s`, `${word}es`, `${stem}ed`, `${stem}ing`];
  if (word.endsWith("s")) forms.push(word.slice(0, -1));
  return [...new Set(forms)];
}

const isCell = (e: Expression, slot: number) => e.kind === "cell" && e.slot === slot;

/** The stock that the event only adds to, and nothing else moves: its count. */
export function countOf(model: CheckedModel, event: Event): { stock: Stock; slot: number; start: number } | undefined {
  for (const effect of event.outcomes.flatMap((o) => o.effects)) {
    const stock = model.stocks[effect.stock]!;
    const { value } = effect;
    const adds = value.kind === "binary" && value.operator === "+" && isCell(value.left, effect.stock);
    if (adds && isCell(stock.next, effect.stock) && stock.start.kind === "number")
      return { stock, slot: effect.stock, start: stock.start.value };
  }
  return undefined;
}

/** Dates on which the history has the event, or one more in its count. */
function datesInHistory(history: readonly HistoryRow[], event: string, count: string | undefined): string[] {
  const counted = history.filter((r) => r.variable === count);
  const rises = counted.filter((row, i) => i > 0 && row.value > counted[i - 1]!.value);
  const seen = history.filter((r) => r.variable === event && r.value >= 1);
  return [...rises, ...seen].map((r) => r.date).sort();
}

const lastDateIn = (note: string | undefined, until: string) =>
  note
    ?.match(/\b\d{4}-\d{2}-\d{2}\b/g)
    ?.filter((d) => d.slice(0, until.length) <= until)
    .sort()
    .at(-1);

/** The next day or month; one that the calendar does not have still sorts after the last that it has. */
const after = (date: string) =>
  date.length > 4
    ? `${date.slice(0, -2)}${String(Number(date.slice(-2)) + 1).padStart(2, "0")}`
    : String(Number(date) + 1);

const placeIn = (at: Place) => `${at.file}:${at.line}`;

/** Facts about an event with a date: it happened then, and not before. */
function scheduledFacts(model: CheckedModel, event: Event, step: number): ModelFact[] {
  const date = dateOfStep(model.clock, step);
  const name = event.label ?? event.id;
  const common = { event: wordsOfEvent(event), at: event.at };
  const says = `the model dates ${date}: ${name} (${placeIn(event.at)})`;
  return [
    { ...common, id: `${event.id} happened`, happened: true, from: date, says },
    { ...common, id: `${event.id} not before`, happened: false, to: dateOfStep(model.clock, step - 1), says },
  ];
}

/** That an event left to chance has not happened by the clock's start; undefined where the model does not say. */
function openFact(model: CheckedModel, event: Event, history: readonly HistoryRow[]): ModelFact | undefined {
  const until = dateOfStep(model.clock, 0);
  const count = countOf(model, event);
  const dates = datesInHistory(history, event.id, count?.stock.id).filter((d) => d.slice(0, until.length) <= until);
  if (event.repeats && !count && dates.length === 0) return undefined;
  const last = dates.at(-1) ?? (count && count.start > 0 ? lastDateIn(count.stock.note, until) : undefined);
  const open = last === undefined && (count?.start ?? 0) === 0;
  const from = open ? undefined : last === undefined ? until : after(last);
  const name = event.label ?? event.id;
  const counted = count ? ` (${count.start} by ${until}${last ? `, the last on ${last}` : ""}` : ` (by ${until}`;
  return {
    id: `${event.id} not yet`,
    event: wordsOfEvent(event),
    happened: false,
    ...(from === undefined ? {} : { from }),
    to: until,
    says: `the model says had not: ${name}${counted}; ${placeIn(count?.stock.at ?? event.at)})`,
    at: count?.stock.at ?? event.at,
  };
}

export function modelFacts(model: CheckedModel, history: readonly HistoryRow[] = []): ModelFact[] {
  return model.events.flatMap((event) => {
    if (wordsOfEvent(event).length === 0) return [];
    if (event.scheduled !== undefined) return scheduledFacts(model, event, event.scheduled);
    return openFact(model, event, history) ?? [];
  });
}

/** Rows of a history file (columns date, variable, value, in any order); rows without a date or a number are left out. */
export function readHistory(text: string): HistoryRow[] {
  const [head = "", ...lines] = text.split(/\r?\n/);
  const columns = cellsOf(head).map((c) => c.trim().toLowerCase());
  const [date, variable, value] = ["date", "variable", "value"].map((c) => columns.indexOf(c)) as [
    number,
    number,
    number,
  ];
  if (date < 0 || variable < 0 || value < 0) return [];
  return lines.flatMap((line) => {
    const cells = cellsOf(line);
    const row = { date: cells[date] ?? "", variable: cells[variable] ?? "", value: Number(cells[value] || "x") };
    return /^\d{4}/.test(row.date) && Number.isFinite(row.value) ? [row] : [];
  });
}

/** Cells of one CSV line (RFC 4180); a cell of a history holds no line break. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) =>
    m[1] === undefined ? m[2]! : m[1].replaceAll('""', '"'),
  );
}
