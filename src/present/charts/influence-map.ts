// A map of influences: nodes in columns from left to right, what moves what as curves whose width is the size and whose dash and colour
// are the sign; a reason without a size is thin and grey. In: nodes and edges with words. Out: a figure with its table.

import { type Figure, label, type Mark, mark, px } from "./element.ts";
import { colourOf } from "./palette.ts";

export type MapNode = { id: string; name: string; column: number };

/** `size`: signed; 0 for a reason that has none. `says`: the number in words, for the table. */
export type MapEdge = { from: string; to: string; size: number; says: string };

const ROW = 34;
const BOX = 22;
const TOP = 22;
const LETTER = 7;

type Placed = MapNode & { x: number; y: number; width: number };

function placed(nodes: readonly MapNode[], columns: number, width: number, height: number): Map<string, Placed> {
  const all = new Map<string, Placed>();
  const across = width / columns;
  for (let column = 0; column < columns; column++) {
    const own = nodes.filter((n) => n.column === column);
    const step = (height - TOP) / Math.max(1, own.length);
    own.forEach((node, i) => {
      const wide = Math.min(across - 24, node.name.length * LETTER + 16);
      const left = column === columns - 1 ? width - wide : column * across;
      all.set(node.id, { ...node, x: px(left), y: px(TOP + step * (i + 0.5)), width: px(wide) });
    });
  }
  return all;
}

function curve(from: Placed, to: Placed, size: number, most: number): Mark {
  const [x1, x2] = [px(from.x + from.width), to.x];
  const middle = px((x1 + x2) / 2);
  const wide = size === 0 ? 1 : px(1.2 + (5 * Math.abs(size)) / most);
  return mark("path", {
    d: `M${x1} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${x2} ${to.y}`,
    fill: "none",
    stroke: size === 0 ? "var(--base)" : colourOf(size > 0 ? 0 : 1),
    "stroke-width": wide,
    ...(size < 0 && { "stroke-dasharray": "6 3" }),
  });
}

const cut = (name: string, width: number) => {
  const most = Math.floor((width - 14) / LETTER);
  return name.length <= most ? name : `${name.slice(0, Math.max(1, most - 1))}…`;
};

/** `heads`: what each column holds. */
export function influenceMap(
  heads: readonly string[],
  nodes: readonly MapNode[],
  edges: readonly MapEdge[],
  about: { title: string; says: string },
  width = 720,
): Figure {
  const rows = Math.max(1, ...heads.map((_, column) => nodes.filter((n) => n.column === column).length));
  const height = TOP + rows * ROW;
  const places = placed(nodes, heads.length, width, height);
  const most = Math.max(1e-12, ...edges.map((e) => Math.abs(e.size)));
  const drawn = edges.flatMap((e): Mark[] => {
    const [from, to] = [places.get(e.from), places.get(e.to)];
    return from && to ? [curve(from, to, e.size, most)] : [];
  });
  const boxes = [...places.values()].flatMap((n): Mark[] => [
    mark("rect", {
      ...{ x: n.x, y: px(n.y - BOX / 2), width: n.width, height: BOX, rx: 4 },
      fill: "var(--paper)",
      stroke: "var(--quiet)",
    }),
    label(px(n.x + 8), px(n.y + 4), cut(n.name, n.width), { fill: "var(--ink)", "font-size": 12 }),
  ]);
  const used = heads.map((head, k) => (nodes.some((n) => n.column === k) ? head : ""));
  const titles = used.map((head, k) =>
    label(k === heads.length - 1 ? width : (k * width) / heads.length, 12, head, {
      ...{ fill: "var(--quiet)", "font-size": 11 },
      ...(k === heads.length - 1 && { "text-anchor": "end" }),
    }),
  );
  const nameOf = (id: string) => places.get(id)?.name ?? id;
  return {
    ...about,
    width,
    height,
    marks: [...titles, ...drawn, ...boxes],
    table: { columns: ["from", "to", "how much"], rows: edges.map((e) => [nameOf(e.from), nameOf(e.to), e.says]) },
  };
}
