// Signed parts as bars to the left and right of nought: the value terms that make one option better than another, or what carries an
// answer. In: parts with a name and a number, perhaps an interval. Out: a figure with its table.

import { type Figure, label, type Mark, mark, px } from "./element.ts";
import { linear } from "./scale.ts";

export type Part = { name: string; value: number; low?: number | undefined; high?: number | undefined };

const ROW = 24;
const NAME = 190;
const NUMBER = 60;

export function partsChart(
  parts: readonly Part[],
  about: { title: string; says: string; unit: string; format: (x: number) => string },
  width = 640,
): Figure {
  const most = Math.max(1e-9, ...parts.map((p) => Math.max(Math.abs(p.low ?? p.value), Math.abs(p.high ?? p.value))));
  const x = linear([-most, most], [NAME, width - NUMBER]);
  const zero = px(x(0));
  const height = parts.length * ROW + 8;
  const rows = parts.flatMap((part, i): Mark[] => {
    const y = i * ROW + 4;
    const end = px(x(part.value));
    const fill = part.value < 0 ? "var(--c2)" : "var(--c1)";
    const span =
      part.low === undefined || part.high === undefined
        ? []
        : [
            mark("line", {
              x1: px(x(part.low)),
              x2: px(x(part.high)),
              y1: y + 8,
              y2: y + 8,
              stroke: "var(--ink)",
              "stroke-width": 1.5,
            }),
          ];
    return [
      label(NAME - 12, y + 12, part.name, { fill: "var(--ink)", "text-anchor": "end", "font-size": 12.5 }),
      mark("rect", {
        x: Math.min(zero, end),
        y: y + 1,
        width: Math.max(1, px(Math.abs(end - zero))),
        height: 14,
        fill,
        rx: 1.5,
      }),
      ...span,
      label(width, y + 12, about.format(part.value), { fill: "var(--ink)", "text-anchor": "end", "font-size": 12.5 }),
    ];
  });
  return {
    title: about.title,
    says: about.says,
    width,
    height,
    marks: [mark("line", { x1: zero, x2: zero, y1: 0, y2: height, stroke: "var(--quiet)" }), ...rows],
    table: { columns: ["", about.unit], rows: parts.map((p) => [p.name, about.format(p.value)]) },
  };
}
