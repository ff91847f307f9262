// An answer over time: shares of options as lines, an event's probability so far, a quantity's fan of quantiles (5 25 50 75 95).
// Blue and coloured is now, grey is as it is. The asked date has a rule of its own. Lines carry dashes and their names at the end.

import type { EventAnswer, OptionsAnswer, Quantiles, QuantityAnswer } from "../../ensemble/answers.ts";
import { nameInWords, percent, quantity } from "../words/figures.ts";
import { type Figure, type FigureTable, label, type Mark, mark, px } from "./element.ts";
import { colourOf, dashOf } from "./palette.ts";
import { linear, type Scale, spread, ticks } from "./scale.ts";

export type Course = OptionsAnswer | EventAnswer | QuantityAnswer;

/** Where the plot lies, for a page that reads out the date under a pointer. */
export type Plot = { left: number; right: number; top: number; bottom: number; steps: number };

type Frame = Plot & { width: number; height: number; x: Scale; y: Scale };

const LEFT = 46;
const RIGHT = 116;
const TOP = 14;
const BOTTOM = 26;

function frameOf(
  steps: number,
  range: readonly [number, number],
  size: { width: number; height: number },
  names: boolean,
): Frame {
  const plot = { left: LEFT, right: size.width - (names ? RIGHT : 14), top: TOP, bottom: size.height - BOTTOM, steps };
  return {
    ...size,
    ...plot,
    x: linear([0, steps - 1], [plot.left, plot.right]),
    y: linear(range, [plot.bottom, plot.top]),
  };
}

const line = (values: readonly number[], f: Frame) =>
  values.map((v, t) => `${t === 0 ? "M" : "L"}${px(f.x(t))} ${px(f.y(v))}`).join("");

function axes(f: Frame, dates: readonly string[], at: readonly number[], say: (v: number) => string): Mark[] {
  const rows = at.flatMap((v) => [
    mark("line", { x1: f.left, x2: f.right, y1: px(f.y(v)), y2: px(f.y(v)), stroke: "var(--rule)" }),
    label(f.left - 8, px(f.y(v)) + 4, say(v), { fill: "var(--quiet)", "text-anchor": "end", "font-size": 11 }),
  ]);
  const columns = spread(dates.length, Math.max(2, Math.floor((f.right - f.left) / 92))).map((t) =>
    label(px(f.x(t)), f.bottom + 17, dates[t]!, { fill: "var(--quiet)", "text-anchor": "middle", "font-size": 11 }),
  );
  return [...rows, ...columns];
}

function askedRule(f: Frame, t: number): Mark[] {
  if (t < 0) return [];
  const x = px(f.x(t));
  return [mark("line", { x1: x, x2: x, y1: f.top, y2: f.bottom, stroke: "var(--ink)", "stroke-dasharray": "1 3" })];
}

/** Names at the lines' ends, moved apart where they would overlap. */
function endNames(ends: readonly { y: number; name: string; fill: string }[], x: number, bottom: number): Mark[] {
  const sorted = ends.toSorted((a, b) => a.y - b.y).map((e) => ({ ...e }));
  for (let i = 1; i < sorted.length; i++) sorted[i]!.y = Math.max(sorted[i]!.y, sorted[i - 1]!.y + 13);
  let most = bottom;
  for (const end of sorted.toReversed()) {
    end.y = Math.min(end.y, most);
    most = end.y - 13;
  }
  return sorted.map((e) => label(x + 6, px(e.y) + 4, e.name, { fill: e.fill, "font-size": 12 }));
}

function sharesMarks(answer: OptionsAnswer, before: Course | undefined, f: Frame): Mark[] {
  const course = (of: OptionsAnswer, k: number) => of.byDate.map((row) => row[k]!);
  const was = before?.kind === "options" ? before : undefined;
  const grey = was
    ? was.options.map((_, k) =>
        mark("path", {
          d: line(course(was, k), f),
          fill: "none",
          stroke: "var(--base)",
          "stroke-width": 1,
          "stroke-dasharray": dashOf(k),
        }),
      )
    : [];
  const own = answer.options.map((_, k) =>
    mark("path", {
      d: line(course(answer, k), f),
      fill: "none",
      stroke: colourOf(k),
      "stroke-width": 2,
      "stroke-dasharray": dashOf(k),
    }),
  );
  const last = answer.byDate.at(-1) ?? [];
  const names = answer.options.map((o, k) => ({ y: f.y(last[k]!), name: nameInWords(o.id), fill: colourOf(k) }));
  return [...grey, ...own, ...endNames(names, f.right, f.bottom)];
}

function fanMarks(answer: QuantityAnswer, before: Course | undefined, f: Frame): Mark[] {
  const band = (low: keyof Quantiles, high: keyof Quantiles, opacity: number) => {
    const up = line(
      answer.byDate.map((q) => q[high]),
      f,
    );
    const down = answer.byDate
      .map((q, t) => `L${px(f.x(t))} ${px(f.y(q[low]))}`)
      .toReversed()
      .join("");
    return mark("path", { d: `${up}${down}Z`, fill: colourOf(0), "fill-opacity": opacity });
  };
  const was = before?.kind === "quantity" ? before.byDate : [];
  const median = answer.byDate.map((q) => q.q50);
  const last = answer.byDate.at(-1)!;
  return [
    band("q05", "q95", 0.16),
    band("q25", "q75", 0.28),
    ...(["q05", "q50", "q95"] as const).flatMap((q) =>
      was.length === 0
        ? []
        : [
            mark("path", {
              d: line(
                was.map((w) => w[q]),
                f,
              ),
              fill: "none",
              stroke: "var(--base)",
              "stroke-dasharray": "4 3",
            }),
          ],
    ),
    mark("path", { d: line(median, f), fill: "none", stroke: colourOf(0), "stroke-width": 2 }),
    ...endNames(
      (["q95", "q75", "q50", "q25", "q05"] as const).map((q) => ({
        y: f.y(last[q]),
        name: q === "q50" ? "median" : `${Number(q.slice(1))} %`,
        fill: "var(--quiet)",
      })),
      f.right,
      f.bottom,
    ),
  ];
}

function eventMarks(answer: EventAnswer, before: Course | undefined, f: Frame): Mark[] {
  const was = before?.kind === "event" ? before.byDate : undefined;
  return [
    ...(was
      ? [
          mark("path", {
            d: line(was, f),
            fill: "none",
            stroke: "var(--base)",
            "stroke-width": 1.5,
            "stroke-dasharray": "4 3",
          }),
        ]
      : []),
    mark("path", { d: line(answer.byDate, f), fill: "none", stroke: colourOf(0), "stroke-width": 2 }),
    ...endNames([{ y: f.y(answer.byDate.at(-1) ?? 0), name: "has happened", fill: colourOf(0) }], f.right, f.bottom),
  ];
}

/** The numbers of a date, as columns of the table and as what is read out: the same words. */
export function courseTable(answer: Course): FigureTable {
  if (answer.kind === "options") {
    return {
      columns: ["date", ...answer.options.map((o) => nameInWords(o.id))],
      rows: answer.dates.map((date, t) => [date, ...answer.byDate[t]!.map(percent)]),
    };
  }
  if (answer.kind === "event") {
    return {
      columns: ["date", "has happened"],
      rows: answer.dates.map((date, t) => [date, percent(answer.byDate[t]!)]),
    };
  }
  const q = ["q05", "q25", "q50", "q75", "q95"] as const;
  return {
    columns: ["date", "5 %", "25 %", "median", "75 %", "95 %"],
    rows: answer.dates.map((date, t) => [date, ...q.map((k) => quantity(answer.byDate[t]![k]))]),
  };
}

function rangeOf(answer: Course, before: Course | undefined): [number, number] {
  if (answer.kind !== "quantity") return [0, 1];
  const both = [...answer.byDate, ...(before?.kind === "quantity" ? before.byDate : [])];
  const low = Math.min(...both.map((q) => q.q05));
  const high = Math.max(...both.map((q) => q.q95));
  return high > low ? [low, high] : [low - 1, high + 1];
}

const askedDate = (answer: Course) => (answer.kind === "event" ? answer.by : answer.date);

const saysOf: { [K in Course["kind"]]: string } = {
  options: "Share of each option by date.",
  event: "Probability that it has happened by each date.",
  quantity: "Median by date, with the bands that hold half and nine tenths of the futures.",
};

export function courseChart(
  answer: Course,
  ask: string,
  options: { before?: Course | undefined; width?: number; height?: number } = {},
): { figure: Figure; plot: Plot } {
  const size = { width: options.width ?? 720, height: options.height ?? 300 };
  const range = rangeOf(answer, options.before);
  const f = frameOf(answer.dates.length, range, size, true);
  const own =
    answer.kind === "options"
      ? sharesMarks(answer, options.before, f)
      : answer.kind === "event"
        ? eventMarks(answer, options.before, f)
        : fanMarks(answer, options.before, f);
  const at = answer.kind === "quantity" ? ticks(range[0], range[1], 5) : [0, 0.25, 0.5, 0.75, 1];
  const say = answer.kind === "quantity" ? quantity : (v: number) => `${v * 100} %`;
  const { left, right, top, bottom, steps } = f;
  const figure = {
    title: `${ask} Over time`,
    says: `${saysOf[answer.kind]}${options.before ? " Grey: as it is." : ""} The dotted rule stands at ${askedDate(answer)}.`,
    ...size,
    marks: [...axes(f, answer.dates, at, say), ...askedRule(f, answer.dates.indexOf(askedDate(answer))), ...own],
    table: courseTable(answer),
  };
  return { figure, plot: { left, right, top, bottom, steps } };
}
