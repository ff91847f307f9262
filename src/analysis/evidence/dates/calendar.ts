// Dates as the reader writes them: ISO 8601 year, month or day, -H1 -SP -SU -AU -WI for halves and seasons, a/b for a
// period, X for what the text leaves open (EDTF, ISO 8601-2). Day arithmetic is on the proleptic Gregorian calendar.

export const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
export const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

export type Day = { year: number; month: number; day: number };

const two = (n: number) => String(n).padStart(2, "0");
const DAY_MS = 86_400_000;

export function isDay(d: Day): boolean {
  return d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= new Date(Date.UTC(d.year, d.month, 0)).getUTCDate();
}

export function writeDay(d: Day): string {
  return `${d.year}-${two(d.month)}-${two(d.day)}`;
}

export function writeMonth(year: number, month: number): string {
  return `${year}-${two(month)}`;
}

export function weekday(d: Day): number {
  return new Date(Date.UTC(d.year, d.month - 1, d.day)).getUTCDay();
}

export function plusDays(d: Day, days: number): Day {
  const moved = new Date(Date.UTC(d.year, d.month - 1, d.day) + days * DAY_MS);
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

export function plusMonths(d: Day, months: number): Day {
  const all = d.year * 12 + d.month - 1 + months;
  return { year: Math.floor(all / 12), month: (all % 12) + 1, day: d.day };
}

export function monthOf(word: string): number {
  return MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;
}

/** Reads a date as precise as it is written: 2024, 2024-07, 2024-07-08. Missing parts are the middle of the period. */
export function readDay(written: string): Day | undefined {
  const m = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(written);
  if (!m) return undefined;
  const d = { year: Number(m[1]), month: Number(m[2] ?? 7), day: Number(m[3] ?? 1) };
  return isDay(d) ? d : undefined;
}
