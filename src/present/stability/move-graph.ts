// What the drawings of moves share: an actor's colour and dash, arrow heads, boxes of states, a legend, and the file.
// In: marks. Out: SVG that follows its reader's light or dark page.

import { type Mark, mark, px, svgFile } from "../charts/element.ts";
import { colourOf, dashOf, FOLLOWING_STYLE } from "../charts/palette.ts";

const STYLE = `${FOLLOWING_STYLE}text{fill:var(--ink)}.soft{fill:var(--quiet)}.small{font-size:10px}.node{fill:var(--paper);stroke:var(--ink)}.holds{stroke-width:3}`;

/** A text cut to a number of characters, the whole of it on hovering. */
export function cutLabel(x: number, y: number, text: string, most: number, at: Mark["at"] = {}): Mark {
  const short = text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text;
  return mark("text", { x: px(x), y: px(y), ...at }, mark("title", {}, text), short);
}

/** A line along `d` that a move of the actor takes. */
export const moveLine = (d: string, actor: number, width: number): Mark =>
  mark("path", {
    d,
    fill: "none",
    stroke: colourOf(actor),
    "stroke-width": width,
    "stroke-dasharray": dashOf(actor),
    "marker-end": `url(#head${actor})`,
  });

export type StateBox = { x: number; y: number; width: number; height: number; title: string; holds: boolean };

/** A state's box round a middle, with what is written in it. */
export const stateBox = ({ x, y, width, height, title, holds }: StateBox, ...inside: Mark[]): Mark =>
  mark(
    "g",
    {},
    mark("title", {}, title),
    mark("rect", {
      class: holds ? "node holds" : "node",
      x: px(x - width / 2),
      y: px(y - height / 2),
      width,
      height,
      rx: 6,
    }),
    ...inside,
  );

const headOf = (actor: number): Mark =>
  mark(
    "marker",
    {
      id: `head${actor}`,
      viewBox: "0 0 10 10",
      refX: 9,
      refY: 5,
      markerWidth: 7,
      markerHeight: 7,
      orient: "auto-start-reverse",
    },
    mark("path", { d: "M0 0 10 5 0 10z", fill: colourOf(actor) }),
  );

/** Of one character, roughly, at this size. */
export const CHARACTER = 7;
const MOST_NAME = 24;
const LEGEND_LEFT = 20;

/** What one actor takes of the legend: its line, and its name as it is cut. */
const legendStep = (name: string) => 60 + Math.min(name.length, MOST_NAME) * CHARACTER;

function legend(actors: readonly string[], y: number): Mark[] {
  let at = LEGEND_LEFT;
  return actors.flatMap((name, k) => {
    const from = at;
    at += legendStep(name);
    return [moveLine(`M${from} ${px(y - 4)}h34`, k, 2), cutLabel(from + 42, y, name, MOST_NAME)];
  });
}

export type MoveGraph = {
  width: number;
  height: number;
  title: string;
  says: string;
  actors: readonly string[];
  marks: readonly Mark[];
};

/** The whole drawing as a file, wide enough for its legend. */
export function moveGraphFile({ width, height, title, says, actors, marks }: MoveGraph): string {
  const heads = mark("defs", {}, ...actors.map((_, k) => headOf(k)));
  const all = [heads, ...marks, ...legend(actors, height - 14)];
  const wide = Math.max(width, LEGEND_LEFT + actors.reduce((sum, name) => sum + legendStep(name), 0));
  return svgFile({ width: px(wide), height: px(height), title, says, marks: all, style: STYLE });
}
