// A map of the moves as SVG: states on a grid whose rows are what some of the actors do and whose columns what the others do,
// so that every move goes along a row or a column; an arrow is a move that its maker likes better. States that hold by a
// concept have a thick frame and say by which. Layout follows from the model alone, so it stays the same between runs.

import type { Stability } from "../../analysis/stability/analyse.ts";
import { USUAL } from "../../analysis/stability/concepts.ts";
import { type GraphModel, labelOf, maskOf, patternOf } from "../../analysis/stability/graph-model.ts";
import { groupStates } from "../../analysis/stability/group-states.ts";
import { eachStep } from "../../analysis/stability/reach.ts";
import { type Mark, px } from "../charts/element.ts";
import { cutLabel, moveGraphFile, moveLine, stateBox } from "./move-graph.ts";

/** More states than this make no picture. */
export const MOST_ON_MAP = 150;

const WIDE = 190;
const HIGH = 104;
const BOX = { width: 138, height: 48 };
/** At the sides, for the arrows that pass boxes. */
const MARGIN = 32;

export function drawMap(stability: Stability): string {
  const { model, moves } = stability;
  const { x, y, width, height } = placesOf(model);
  const arrows: Mark[] = [];
  for (let s = 0; s < model.states.count; s++) {
    model.actors.forEach((_, actor) => {
      eachStep(model, moves, actor, s, "better", (t) => arrows.push(arrow(x[s]!, y[s]!, x[t]!, y[t]!, actor)));
    });
  }
  const boxes = Array.from({ length: model.states.count }, (_, s) => box(stability, s, x[s]!, y[s]!));
  const title = `${model.title}: moves that improve on the state for whoever makes them`;
  const holding = boxes.filter((_, s) => USUAL.some((concept) => stability.equilibria[concept]?.[s])).length;
  const says = `${model.states.count} states; ${holding} hold by some concept.`;
  const actors = model.actors.map((actor) => actor.name);
  return moveGraphFile({ width, height, title, says, actors, marks: [...arrows, ...boxes] });
}

/** Rows by the options of the first actors, columns by those of the rest, split so that the grid is as square as can be. */
function placesOf(model: GraphModel): { x: number[]; y: number[]; width: number; height: number } {
  const n = model.actors.length;
  const grids = Array.from({ length: Math.max(1, n - 1) }, (_, k) => ({
    rows: groupStates(
      model.states,
      maskOf(model, (option) => option.owner > k),
    ),
    columns: groupStates(
      model.states,
      maskOf(model, (option) => option.owner <= k),
    ),
  }));
  const grid = grids.reduce((best, one) => (shape(one) < shape(best) ? one : best));
  // Two states may share a place where neither side's options tell them apart only if they are equal, so none do.
  return {
    x: Array.from(grid.columns.of, (column) => MARGIN + BOX.width / 2 + column * WIDE),
    y: Array.from(grid.rows.of, (row) => 30 + BOX.height / 2 + row * HIGH),
    width: 2 * MARGIN + BOX.width + (grid.columns.count - 1) * WIDE,
    height: 90 + BOX.height + (grid.rows.count - 1) * HIGH,
  };
}

function shape(grid: { rows: { count: number }; columns: { count: number } }): number {
  return Math.max(grid.rows.count, grid.columns.count);
}

/**
 * How far an arrow bends to one side: by its length and actor, so that arrows along one row do not hide each other; past the boxes that
 * stand between its ends, where it goes along a row or column and there are some.
 */
function bendOf(dx: number, dy: number, actor: number): number {
  const length = Math.hypot(dx, dy);
  const isDown = Math.abs(dx) < 1;
  const passed = isDown || Math.abs(dy) < 1 ? Math.round(length / (isDown ? HIGH : WIDE)) - 1 : 0;
  if (passed < 1) return 14 + 6 * actor + length / 9;
  const [across, along] = isDown ? [BOX.width, BOX.height] : [BOX.height, BOX.width];
  const middle = across / 2 + Math.min(MARGIN - 6, 14 + 4 * (passed - 1 + actor));
  // A curve's middle lies half way between its control point and its ends, which are where it leaves the boxes
  return (2 * middle) / (1 + (along + 6) / length);
}

function arrow(x1: number, y1: number, x2: number, y2: number, actor: number): Mark {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = Math.max(1, Math.sqrt(dx * dx + dy * dy));
  const bend = bendOf(dx, dy, actor);
  const [mx, my] = [(x1 + x2) / 2 - (dy / length) * bend, (y1 + y2) / 2 + (dx / length) * bend];
  const [ax, ay] = edge(x1, y1, mx, my);
  const [bx, by] = edge(x2, y2, mx, my);
  return moveLine(`M${ax} ${ay}Q${px(mx)} ${px(my)} ${bx} ${by}`, actor, 1.5);
}

/** Where the line from a box's middle towards a point leaves the box. */
function edge(x: number, y: number, toX: number, toY: number): [number, number] {
  const [dx, dy] = [toX - x, toY - y];
  const scale = Math.min(
    1,
    (BOX.width / 2 + 3) / Math.max(1e-9, Math.abs(dx)),
    (BOX.height / 2 + 3) / Math.max(1e-9, Math.abs(dy)),
  );
  return [px(x + dx * scale), px(y + dy * scale)];
}

function box(stability: Stability, s: number, x: number, y: number): Mark {
  const { model, equilibria } = stability;
  const by = USUAL.filter((concept) => equilibria[concept]?.[s]);
  const start = model.start === s ? " · now" : "";
  const title = `state ${s + 1}: ${labelOf(model, s)}`;
  const middle = { "text-anchor": "middle" };
  return stateBox(
    { x, y, ...BOX, title, holds: by.length > 0 },
    cutLabel(x, y - 8, `${s + 1} ${patternOf(model, s)}${start}`, 17, { ...middle, "font-weight": 600 }),
    cutLabel(x, y + 6, labelOf(model, s), 21, { ...middle, class: "soft" }),
    cutLabel(x, y + 19, by.join(" "), 24, { ...middle, class: "small" }),
  );
}
