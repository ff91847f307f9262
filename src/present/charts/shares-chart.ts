// Shares of options as bars with their 95 % intervals; beside each, thinner and grey, the share as it is, where something was changed.
// In: an answer about a policy (or an event, as two bars). Out: a figure with its table.

import type { Estimate, EventAnswer, OptionsAnswer } from "../../ensemble/answers.ts";
import { nameInWords, percent } from "../words/figures.ts";
import { type Figure, label, type Mark, mark, px } from "./element.ts";
import { colourOf } from "./palette.ts";
import { linear } from "./scale.ts";

type Bar = { name: string; label: string; now: Estimate; before?: Estimate | undefined; colour: number };

const ROW = 27;
const NAME = 118;
const NUMBER = 76;

export function barsOf(answer: OptionsAnswer | EventAnswer, before?: OptionsAnswer | EventAnswer): Bar[] {
  if (answer.kind === "event") {
    const was = before?.kind === "event" ? before : undefined;
    return [{ name: "happens", label: `by ${answer.by}`, now: answer, before: was, colour: 0 }];
  }
  const was = before?.kind === "options" ? before.options : [];
  return answer.options
    .map((o, colour) => ({
      name: nameInWords(o.id),
      label: o.label === o.id ? "" : o.label,
      now: o,
      before: was.find((w) => w.id === o.id),
      colour,
    }))
    .toSorted((a, b) => b.now.p - a.now.p || a.colour - b.colour);
}

/** A 95 % interval at the end of a bar, with a light edge so that it shows on the bar and beside it. */
function whisker(low: number, high: number, y: number): Mark[] {
  const d = `M${low} ${y}H${high}M${low} ${y - 4}V${y + 4}M${high} ${y - 4}V${y + 4}`;
  return [
    mark("path", { d, fill: "none", stroke: "var(--paper)", "stroke-width": 3 }),
    mark("path", { d, fill: "none", stroke: "var(--ink)", "stroke-width": 1.2 }),
  ];
}

function rowMarks(bar: Bar, y: number, x: (p: number) => number, width: number): Mark[] {
  const { now, before, colour } = bar;
  const marks = [
    label(0, y + 15, bar.name, { fill: "var(--ink)", "font-size": 13 }),
    mark("rect", {
      x: x(0),
      y: y + 4,
      width: px(Math.max(1, x(now.p) - x(0))),
      height: 14,
      fill: colourOf(colour),
      rx: 1.5,
    }),
    ...whisker(px(x(now.low)), px(x(now.high)), y + 11),
    label(width, y + 15, percent(now.p), {
      fill: "var(--ink)",
      "text-anchor": "end",
      "font-size": 13,
      "font-weight": 600,
    }),
  ];
  if (before) {
    marks.push(
      mark("rect", { x: x(0), y: y + 19, width: px(Math.max(1, x(before.p) - x(0))), height: 3, fill: "var(--base)" }),
    );
  }
  return marks;
}

/** At most this many bars: further options are counted under the last one. */
export function sharesChart(
  answer: OptionsAnswer | EventAnswer,
  ask: string,
  options: { before?: OptionsAnswer | EventAnswer | undefined; width?: number } = {},
): Figure {
  const width = options.width ?? 560;
  const bars = barsOf(answer, options.before);
  const x = linear([0, 1], [NAME, width - NUMBER]);
  const height = bars.length * ROW + 22;
  const grid = [0, 0.25, 0.5, 0.75, 1].flatMap((p) => [
    mark("line", { x1: px(x(p)), x2: px(x(p)), y1: 0, y2: height - 18, stroke: "var(--rule)", "stroke-width": 1 }),
    label(px(x(p)), height - 4, p === 0 ? "0" : `${p * 100} %`, {
      fill: "var(--quiet)",
      "text-anchor": "middle",
      "font-size": 11,
    }),
  ]);
  const said = bars.map((b) => `${b.name} ${percent(b.now.p)}`).join(", ");
  const isChanged = bars.some((b) => b.before);
  return {
    title: ask,
    says: `${said}.${isChanged ? " The thin grey bar under each is the share as it is." : ""}`,
    width,
    height,
    marks: [...grid, ...bars.flatMap((bar, i) => rowMarks(bar, i * ROW, x, width))],
    table: {
      columns: ["", "share", "95 % interval", ...(isChanged ? ["as it is"] : [])],
      rows: bars.map((b) => [
        b.label ? `${b.name} (${b.label})` : b.name,
        percent(b.now.p),
        `${percent(b.now.low)} to ${percent(b.now.high)}`,
        ...(isChanged ? [b.before ? percent(b.before.p) : ""] : []),
      ]),
    },
  };
}
