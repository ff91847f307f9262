// Calendar dates and the clock of a model: a step is a day, week, month, quarter or year (proleptic Gregorian, no time zones).
// In: dates as written (2024, 2024-Q3, 2024-07, 2024-07-15). Out: whole numbers of steps since the clock's start, and back.

export type Step = "day" | "week" | "month" | "quarter" | "year";

export type Clock = { start: string; step: Step; steps: number };

type CalendarDate = { year: number; month: number; day: number };

/** Days since 1970-01-01 (Howard Hinnant's days_from_civil). */
function daysFromCivil({ year, month, day }: CalendarDate): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

function civilFromDays(days: number): CalendarDate {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted + (shifted < 10 ? 3 : -9);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Reads a date as written; undefined where it is none (a month 13, a 31 June). A missing month or day is the first. */
export function parseDate(text: string): CalendarDate | undefined {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(text);
  if (quarter) return { year: Number(quarter[1]), month: Number(quarter[2]) * 3 - 2, day: 1 };
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!parts) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return { year, month, day };
}

const MONTHS_A_STEP = { month: 1, quarter: 3, year: 12 } as const;

/** The step in which a date lies: 0 for the clock's start, negative before it. */
export function stepOfDate(clock: Clock, text: string): number | undefined {
  const from = parseDate(clock.start);
  const date = parseDate(text);
  if (!from || !date) return undefined;
  if (clock.step === "day") return daysFromCivil(date) - daysFromCivil(from);
  if (clock.step === "week") return Math.floor((daysFromCivil(date) - daysFromCivil(from)) / 7);
  const months = (date.year - from.year) * 12 + date.month - from.month;
  return Math.floor(months / MONTHS_A_STEP[clock.step]);
}

const two = (n: number) => String(n).padStart(2, "0");

/** The date of a step, as precise as the clock: 2024-07-15, 2024-07, 2024-Q3, 2024. */
export function dateOfStep(clock: Clock, step: number): string {
  const from = parseDate(clock.start)!;
  if (clock.step === "day" || clock.step === "week") {
    const d = civilFromDays(daysFromCivil(from) + step * (clock.step === "week" ? 7 : 1));
    return `${d.year}-${two(d.month)}-${two(d.day)}`;
  }
  const months = from.year * 12 + from.month - 1 + step * MONTHS_A_STEP[clock.step];
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  if (clock.step === "year") return String(year);
  return clock.step === "quarter" ? `${year}-Q${Math.floor((month - 1) / 3) + 1}` : `${year}-${two(month)}`;
}
