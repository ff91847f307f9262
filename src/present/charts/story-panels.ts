// Storylines side by side (small multiples): a panel each, with the same rows on the same scale. A row is a question: the bar is what the
// storyline's futures answer, the tick what all futures do. Above them, where a question is about options, their shares by date.
// In: panels of plain numbers. Out: one figure with its table.

import { type Figure, label, type Mark, mark, px } from "./element.ts";
import { colourOf, dashOf } from "./palette.ts";
import { linear } from "./scale.ts";

/** `value` and `all` lie between 0 and 1; `says` is the number in words. */
export type PanelRow = { name: string; value: number; all: number; says: string };

export type Panel = {
  name: string;
  rows: readonly PanelRow[];
  /** Shares of options by date: byDate[step][option]. */
  byDate: readonly (readonly number[])[];
};

const WIDE = 340;
const GAP = 20;
const HEAD = 22;
const COURSE = 84;
const ROW = 20;
const NAME = 96;
const SAYS = 92;

function courseMarks(panel: Panel, names: readonly string[], x0: number, y0: number): Mark[] {
  const { byDate } = panel;
  if (byDate.length < 2) return [];
  const x = linear([0, byDate.length - 1], [x0, x0 + WIDE - SAYS]);
  const y = linear([0, 1], [y0 + COURSE - 8, y0 + 4]);
  const frame = [0, 1].map((v) =>
    mark("line", { x1: x0, x2: x0 + WIDE - SAYS, y1: px(y(v)), y2: px(y(v)), stroke: "var(--rule)" }),
  );
  const last = byDate.at(-1)!;
  const lines = names.map((_, k) =>
    mark("path", {
      d: byDate.map((row, t) => `${t === 0 ? "M" : "L"}${px(x(t))} ${px(y(row[k]!))}`).join(""),
      ...{ fill: "none", stroke: colourOf(k), "stroke-width": 1.6, "stroke-dasharray": dashOf(k) },
    }),
  );
  // The three largest are named at their ends, moved apart where they would overlap
  const ends = names
    .map((name, k) => ({ name, k, y: y(last[k]!) }))
    .toSorted((a, b) => a.y - b.y)
    .slice(0, 3);
  for (let i = 1; i < ends.length; i++) ends[i]!.y = Math.max(ends[i]!.y, ends[i - 1]!.y + 12);
  let most = y0 + COURSE - 10;
  for (const end of ends.toReversed()) {
    end.y = Math.min(end.y, most);
    most = end.y - 12;
  }
  const named = ends.map((e) =>
    label(x0 + WIDE - SAYS + 5, px(e.y) + 4, e.name, { fill: colourOf(e.k), "font-size": 11 }),
  );
  return [...frame, ...lines, ...named];
}

function rowMarks(row: PanelRow, x0: number, y: number): Mark[] {
  const x = linear([0, 1], [x0 + NAME, x0 + WIDE - SAYS]);
  const at = px(x(row.all));
  return [
    label(x0, y + 11, row.name, { fill: "var(--ink)", "font-size": 11.5 }),
    mark("rect", { x: x(0), y: y + 2, width: px(x(1) - x(0)), height: 11, fill: "var(--rule)" }),
    mark("rect", { x: x(0), y: y + 2, width: px(Math.max(1, x(row.value) - x(0))), height: 11, fill: "var(--c1)" }),
    mark("line", { x1: at, x2: at, y1: y, y2: y + 15, stroke: "var(--ink)", "stroke-width": 1.5 }),
    label(x0 + WIDE - SAYS + 5, y + 11, row.says, { fill: "var(--ink)", "font-size": 11 }),
  ];
}

/** `options`: names of the options whose shares run by date, where there are any. */
export function storyPanels(
  panels: readonly Panel[],
  options: readonly string[],
  about: { title: string; says: string },
): Figure {
  const rows = panels[0]?.rows.length ?? 0;
  const course = options.length > 0 ? COURSE : 0;
  const high = HEAD + course + rows * ROW + GAP;
  const marks = panels.flatMap((panel, i): Mark[] => {
    const [x0, y0] = [(i % 2) * (WIDE + GAP), Math.floor(i / 2) * high];
    return [
      label(x0, y0 + 14, panel.name, { fill: "var(--ink)", "font-size": 13, "font-weight": 600 }),
      ...(course > 0 ? courseMarks(panel, options, x0, y0 + HEAD) : []),
      ...panel.rows.flatMap((row, r) => rowMarks(row, x0, y0 + HEAD + course + r * ROW)),
    ];
  });
  return {
    ...about,
    width: 2 * WIDE + GAP,
    height: Math.ceil(panels.length / 2) * high,
    marks,
    table: {
      columns: ["", ...panels.map((p) => p.name)],
      rows: (panels[0]?.rows ?? []).map((row, r) => [row.name, ...panels.map((p) => p.rows[r]!.says)]),
    },
  };
}
