// A decision: each option held throughout as a point with its 95 % interval, as a paired difference from the one it is compared with.
// The better end lies to the right where the model says which it is; nought is the option compared with.

import type { ComparisonAnswer } from "../../ensemble/answers.ts";
import { decimalsFor, fixed, nameInWords, percent, spanOf } from "../words/figures.ts";
import { type Figure, label, type Mark, mark, px } from "./element.ts";
import { linear, ticks } from "./scale.ts";

const ROW = 24;
const NAME = 120;
const NUMBER = 150;

export function heldChart(answer: ComparisonAnswer, ask: string, width = 640): Figure {
  const up = answer.better === "lower" ? -1 : 1;
  const rows = answer.rows.filter((r) => r.hold !== "free").toSorted((a, b) => up * (b.difference - a.difference));
  const ends = rows.flatMap((r) => [r.low, r.high]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const range = high > low ? ([low, high] as const) : ([-1, 1] as const);
  const across = up > 0 ? ([NAME, width - NUMBER] as const) : ([width - NUMBER, NAME] as const);
  const x = linear(range, across);
  const bottom = rows.length * ROW + 6;
  const at = ticks(range[0], range[1], 4);
  const decimals = Math.max(0, ...at.slice(1).map((v, i) => decimalsFor(v - at[i]!)));
  const grid = at.flatMap((v): Mark[] => [
    mark("line", { x1: px(x(v)), x2: px(x(v)), y1: 0, y2: bottom, stroke: "var(--rule)" }),
    label(px(x(v)), bottom + 14, fixed(v, decimals), {
      fill: "var(--quiet)",
      "text-anchor": "middle",
      "font-size": 11,
    }),
  ]);
  const drawn = rows.flatMap((r, i): Mark[] => {
    const y = i * ROW + 15;
    const own = r.hold === answer.baseline;
    const name = label(NAME - 12, y + 4, nameInWords(r.hold), {
      fill: "var(--ink)",
      "text-anchor": "end",
      "font-size": 13,
    });
    const said = own ? "compared with" : spanOf(r);
    const number = label(width, y + 4, said, { fill: "var(--ink)", "text-anchor": "end", "font-size": 12 });
    const dot = mark("circle", { cx: px(x(r.difference)), cy: y, r: 4, fill: own ? "var(--quiet)" : "var(--c1)" });
    const span = mark("line", {
      x1: px(x(r.low)),
      x2: px(x(r.high)),
      y1: y,
      y2: y,
      stroke: "var(--c1)",
      "stroke-width": 2,
    });
    return [name, ...(own ? [] : [span]), dot, number];
  });
  const zero = px(x(0));
  const [first] = rows;
  return {
    title: ask,
    says: `Each option held throughout: ${answer.measure} less that of ${nameInWords(answer.baseline)}, ${answer.when}, with 95 % intervals.${answer.better ? ` The better end (${answer.better}) lies to the right; first comes ${nameInWords(first?.hold ?? "")}.` : ""}`,
    width,
    height: bottom + 20,
    marks: [...grid, mark("line", { x1: zero, x2: zero, y1: 0, y2: bottom, stroke: "var(--quiet)" }), ...drawn],
    table: {
      columns: ["held", "difference (same luck)", answer.better ? "best in" : "highest in"],
      rows: rows.map((r) => [
        nameInWords(r.hold),
        r.hold === answer.baseline ? "compared with" : spanOf(r),
        percent(r.best),
      ]),
    },
  };
}
