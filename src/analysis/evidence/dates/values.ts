// Turns a date as written into a value, with the date of publication in hand (and the tense of the sentence, for "on Friday").
// In: the form and the words of its groups. Out: an ISO value, or X for what cannot be known; undefined where it is no date.

import { NUMBER_WORDS } from "../lexicon/number-words.ts";
import { type Day, isDay, monthOf, plusDays, plusMonths, WEEKDAYS, weekday, writeDay, writeMonth } from "./calendar.ts";
import type { DateForm } from "./patterns.ts";

export type DateScene = {
  published: Day | undefined;
  /** The sentence speaks of what is to come. */
  future: boolean;
  /** The last date of the text before this one, for "one month later". */
  last: string | undefined;
};

type Groups = Record<string, string | undefined>;

const SMALL_NUMBERS: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, ...NUMBER_WORDS };
const SEASONS: Record<string, string> = { spring: "SP", summer: "SU", autumn: "AU", fall: "AU", winter: "WI" };

function numberOf(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const word = written.toLowerCase().split(" ").at(-1)!;
  return /^\d+$/.test(word) ? Number(word) : SMALL_NUMBERS[word];
}

const STEP: Record<string, number> = { last: -1, past: -1, next: 1, coming: 1 };

export function valueOfDate(form: DateForm, g: Groups, scene: DateScene): string | undefined {
  if (g.which !== undefined && g.which !== g.which.toLowerCase())
    return valueOfDate(form, { ...g, which: g.which.toLowerCase() }, scene);
  const year = g.year === undefined ? undefined : Number(g.year);
  const pub = scene.published;
  switch (form) {
    case "iso":
      return isDay({ year: year!, month: Number(g.m), day: Number(g.day) }) ? `${g.year}-${g.m}-${g.day}` : undefined;
    case "day-month-year":
    case "month-day-year":
      return dayValue(monthOf(g.month!), Number(g.day), year, scene);
    case "month-year":
      if (year !== undefined) return writeMonth(year, monthOf(g.month!));
      return pub
        ? writeMonth(pub.year + (STEP[g.which!] ?? 0), monthOf(g.month!))
        : `XXXX-${String(monthOf(g.month!)).padStart(2, "0")}`;
    case "month":
      return monthValue(monthOf(g.month!), g.which, scene);
    case "part-of-year":
      return partValue(g, year, pub);
    case "season":
      return seasonValue(g, year, scene);
    case "decade":
      return `${g.decade}/${Number(g.decade) + 9}`;
    case "relative-unit":
      return relativeUnit(g.which!, g.unit!, pub);
    case "ago":
      return agoValue(numberOf(g.n), g.unit!, pub);
    case "span":
      return spanValue(
        numberOf(g.n) ?? (g.n === undefined ? (/s$/.test(g.unit!) ? undefined : 1) : undefined),
        g.unit!,
        pub,
      );
    case "weekday":
      return weekdayValue(g.weekday!, g.which, scene);
    case "near-day":
      return pub
        ? writeDay(
            plusDays(
              pub,
              g.near?.toLowerCase() === "tomorrow" ? 1 : /^(?:yesterday|last)/.test(g.near!.toLowerCase()) ? -1 : 0,
            ),
          )
        : "XXXX-XX-XX";
    case "later":
      return laterValue(numberOf(g.n), g.unit!, scene.last);
    case "year":
      return String(year);
  }
}

function dayValue(month: number, day: number, year: number | undefined, scene: DateScene): string | undefined {
  const pub = scene.published;
  const known = year ?? (pub ? nearestYear(month, day, scene) : undefined);
  if (!isDay({ year: known ?? 2000, month, day })) return undefined;
  return known === undefined
    ? `XXXX-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`
    : writeDay({ year: known, month, day });
}

/** Without a year: the last such day before publication, or the next one where the sentence looks ahead or it is near. */
function nearestYear(month: number, day: number, scene: DateScene): number {
  const pub = scene.published!;
  const ahead = (month - pub.month) * 31 + day - pub.day;
  if (ahead <= 0) return scene.future && ahead < -62 ? pub.year + 1 : pub.year;
  return scene.future || ahead <= 75 ? pub.year : pub.year - 1;
}

function monthValue(month: number, which: string | undefined, scene: DateScene): string {
  const pub = scene.published;
  if (!pub) return `XXXX-${String(month).padStart(2, "0")}`;
  if (which === "next") return writeMonth(month > pub.month ? pub.year : pub.year + 1, month);
  if (which === "last") return writeMonth(month < pub.month ? pub.year : pub.year - 1, month);
  if (scene.future) return writeMonth(month >= pub.month ? pub.year : pub.year + 1, month);
  return writeMonth(month <= pub.month ? pub.year : pub.year - 1, month);
}

function partValue(g: Groups, year: number | undefined, pub: Day | undefined): string {
  if (year === undefined && g.unit === "month" && pub)
    return writeMonth(pub.year, plusMonths(pub, STEP[g.which!] ?? 0).month);
  const y = year ?? (pub ? pub.year + (STEP[g.which!] ?? 0) : undefined);
  if (y === undefined) return "XXXX";
  if (g.part === "first half") return `${y}-H1`;
  if (g.part === "second half") return `${y}-H2`;
  if (g.part === "end" || g.part === "close") return writeMonth(y, 12);
  return g.part === "start" || g.part === "beginning" || g.part === "turn" ? writeMonth(y, 1) : String(y);
}

function seasonValue(g: Groups, year: number | undefined, scene: DateScene): string {
  const code = SEASONS[g.season!.toLowerCase()]!;
  if (year !== undefined) return `${year}-${code}`;
  const pub = scene.published;
  if (!pub) return `XXXX-${code}`;
  const middle = { SP: 4, SU: 7, AU: 10, WI: 12 }[code] ?? 7;
  if (g.which === "last") return `${middle < pub.month ? pub.year : pub.year - 1}-${code}`;
  if (g.which === "next") return `${middle > pub.month + 2 ? pub.year : pub.year + 1}-${code}`;
  return `${pub.year}-${code}`;
}

function relativeUnit(which: string, unit: string, pub: Day | undefined): string {
  if (!pub) return "XXXX";
  const step = STEP[which] ?? 0;
  switch (unit) {
    case "week":
    case "weekend": {
      const monday = plusDays(pub, -((weekday(pub) + 6) % 7) + 7 * step);
      return unit === "week"
        ? `${writeDay(monday)}/${writeDay(plusDays(monday, 6))}`
        : `${writeDay(plusDays(monday, 5))}/${writeDay(plusDays(monday, 6))}`;
    }
    case "month": {
      const m = plusMonths(pub, step);
      return writeMonth(m.year, m.month);
    }
    case "quarter": {
      const m = plusMonths(pub, 3 * step);
      return `${m.year}-Q${Math.floor((m.month - 1) / 3) + 1}`;
    }
    case "decade": {
      const from = Math.floor(pub.year / 10) * 10 + 10 * step;
      return `${from}/${from + 9}`;
    }
    case "century": {
      const from = Math.floor(pub.year / 100) * 100 + 100 * step;
      return `${from}/${from + 99}`;
    }
    default:
      return String(pub.year + step);
  }
}

function agoValue(n: number | undefined, unit: string, pub: Day | undefined): string {
  if (!pub || n === undefined) return "XXXX";
  if (unit.startsWith("day")) return writeDay(plusDays(pub, -n));
  if (unit.startsWith("week")) return writeDay(plusDays(pub, -7 * n));
  if (unit.startsWith("month")) {
    const m = plusMonths(pub, -n);
    return writeMonth(m.year, m.month);
  }
  return String(pub.year - n * (unit.startsWith("decade") ? 10 : unit.startsWith("centur") ? 100 : 1));
}

function spanValue(n: number | undefined, unit: string, pub: Day | undefined): string {
  if (!pub || n === undefined) return "XXXX";
  if (unit.startsWith("year")) return `${pub.year - n}/${pub.year}`;
  if (unit.startsWith("decade")) return `${pub.year - 10 * n}/${pub.year}`;
  if (unit.startsWith("centur")) return `${pub.year - 100 * n}/${pub.year}`;
  if (unit.startsWith("month")) {
    const m = plusMonths(pub, -n);
    return `${writeMonth(m.year, m.month)}/${writeMonth(pub.year, pub.month)}`;
  }
  return `${writeDay(plusDays(pub, -n * (unit.startsWith("week") ? 7 : 1)))}/${writeDay(pub)}`;
}

function weekdayValue(name: string, which: string | undefined, scene: DateScene): string {
  const pub = scene.published;
  if (!pub) return "XXXX-XX-XX";
  const wanted = WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase());
  const back = (weekday(pub) - wanted + 7) % 7;
  const ahead = (wanted - weekday(pub) + 7) % 7;
  if (which === "next" || (scene.future && which !== "last" && which !== "past"))
    return writeDay(plusDays(pub, ahead || 7));
  return writeDay(plusDays(pub, which === "last" || which === "past" ? -(back || 7) : -back));
}

function laterValue(n: number | undefined, unit: string, last: string | undefined): string {
  const m = last === undefined ? undefined : /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(last);
  if (!m || n === undefined) return "XXXX";
  const year = Number(m[1]);
  if (/^(?:year|decade)/.test(unit)) return String(year + n * (unit.startsWith("decade") ? 10 : 1));
  if (m[2] === undefined) return "XXXX";
  if (unit.startsWith("month")) {
    const moved = plusMonths({ year, month: Number(m[2]), day: 1 }, n);
    return writeMonth(moved.year, moved.month);
  }
  if (m[3] === undefined) return "XXXX";
  return writeDay(plusDays({ year, month: Number(m[2]), day: Number(m[3]) }, n * (unit.startsWith("week") ? 7 : 1)));
}
