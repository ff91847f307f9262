// The date of publication, as the page itself tells it. In: the lines found to be datelines, bylines and the like, and the
// body for the year where the dateline has none. Out: a day, or undefined: then relative dates stay open (XXXX).
// A dateline without a year ("GEORGETOWN, Feb. 3") takes the year in which the first weekday of the text fits it.

import type { Boilerplate } from "../boilerplate/find-boilerplate.ts";
import { type Day, isDay, monthOf, WEEKDAYS, weekday } from "./calendar.ts";

const MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
const FORMS: { is: RegExp; day: (m: RegExpExecArray) => Partial<Day> }[] = [
  { is: /\b(\d{4})-(\d{2})-(\d{2})\b/, day: (m) => ({ year: Number(m[1]), month: Number(m[2]), day: Number(m[3]) }) },
  {
    is: new RegExp(`\\b${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?\\b`, "i"),
    day: (m) => ({ month: monthOf(m[1]!), day: Number(m[2]), ...(m[3] ? { year: Number(m[3]) } : {}) }),
  },
  {
    is: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+${MONTH}(?:,?\\s+(\\d{4}))?\\b`, "i"),
    day: (m) => ({ month: monthOf(m[2]!), day: Number(m[1]), ...(m[3] ? { year: Number(m[3]) } : {}) }),
  },
  {
    is: new RegExp(`\\b${MONTH}\\s+(\\d{4})\\b`, "i"),
    day: (m) => ({ month: monthOf(m[1]!), day: 1, year: Number(m[2]) }),
  },
];

const ORDER: readonly string[] = ["dateline", "byline", "heading", "copyright", "correction"];

export function publishedDay(text: string, boilerplate: readonly Boilerplate[]): Day | undefined {
  const lines = ORDER.flatMap((kind) => boilerplate.filter((f) => f.kind === kind)).slice(0, 40);
  for (const line of lines) {
    const written = text.slice(line.start, line.end);
    for (const form of FORMS) {
      const match = form.is.exec(written);
      if (!match) continue;
      const part = form.day(match);
      const year = part.year ?? likelyYear(text, part.month!, part.day!);
      if (year === undefined) continue;
      const day = { year, month: part.month!, day: part.day! };
      if (isDay(day)) return day;
    }
  }
  return undefined;
}

/** Among the years that the text names and the one after: where the weekday fits, the latest that is no look ahead. */
function likelyYear(text: string, month: number, day: number): number | undefined {
  const head = text.slice(0, 100_000);
  const named = [...head.matchAll(/(?<![\p{N}$€£])(?<by>by |until |before )?((?:19|20)\d{2})(?![\p{L}\p{N}])/gu)];
  const past = named.filter((m) => m.groups?.by === undefined).map((m) => Number(m[2]));
  if (past.length === 0) return undefined;
  const latest = Math.max(...past);
  const spoken = /\b(?:on|last)?\s*(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/.exec(head)?.[1];
  if (spoken === undefined) return latest;
  const wanted = WEEKDAYS.indexOf(spoken.slice(0, 3).toLowerCase());
  const gap = (year: number) => (weekday({ year, month, day }) - wanted + 7) % 7;
  const candidates = [latest, latest + 1].filter((year) => isDay({ year, month, day }));
  return candidates.sort((a, b) => gap(a) - gap(b))[0];
}
