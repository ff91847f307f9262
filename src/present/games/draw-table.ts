// A two-player game as SVG: a cell for each profile with both payoffs and their errors, an arrow along a row or a column to the
// better reply where a payoff is not the best, a thick frame where nobody would leave, and dominated strategies struck out.
// The text alone carries the meaning (bold for a best reply), so that it can be read without colour.

import { allBestReplies, pureEquilibria } from "../../analysis/games/pure-equilibria.ts";
import { floatPayoffs, type StrategicForm, strategyCounts } from "../../analysis/games/strategic-form.ts";
import { label, type Mark, mark, svgFile } from "../charts/element.ts";
import { FOLLOWING_STYLE } from "../charts/palette.ts";

/** At the least; longer names make more room. */
const WIDE = 150;
const LEFT = 190;
const HIGH = 46;
const TOP = 82;
const LINE = 18;
/** Of one character, roughly, at this size. */
const CHARACTER = 7.5;

const LEGEND = [
  "bold: best reply; thick frame: equilibrium",
  "↕ ↔: would rather be elsewhere in the column, the row",
  "struck out: dominated",
];
/** More cells make no picture. */
export const MOST_DRAWN = 600;

type TextStyle = { anchor?: "start" | "middle"; bold?: boolean; struck?: boolean };

const text = (x: number, y: number, says: string, { anchor = "middle", bold, struck }: TextStyle = {}): Mark =>
  label(x, y, says, {
    fill: "var(--ink)",
    "text-anchor": anchor,
    ...(bold && { "font-weight": "bold" }),
    ...(struck && { "text-decoration": "line-through", opacity: 0.6 }),
  });

const HOLDS = { "stroke-width": 3 };
const PLAIN = { "stroke-opacity": 0.3 };

/** The frame of one cell; thick where nobody would leave. */
const frame = (x: number, y: number, wide: number, holds: boolean): Mark =>
  mark("rect", {
    x: x + 2,
    y: y + 2,
    width: wide - 4,
    height: HIGH - 4,
    fill: "none",
    stroke: "var(--ink)",
    ...(holds ? HOLDS : PLAIN),
  });

/** For readers who do not see the frames. */
function equilibriaOf(form: StrategicForm): string {
  const found = pureEquilibria(form).map((profile) =>
    profile.map((s, i) => form.players[i]!.strategies[s]!.id).join(", "),
  );
  return found.length === 0 ? "No pure equilibrium." : `Pure equilibria: ${found.join("; ")}.`;
}

/** `survivors`: the strategies that iterated dominance leaves, a list a player. */
export function drawTable(form: StrategicForm, survivors: readonly (readonly number[])[]): string {
  const [rows, columns] = strategyCounts(form) as [number, number];
  const best = allBestReplies(form);
  const payoffs = floatPayoffs(form);
  const errors = form.estimate?.errors;
  const marks: Mark[] = [];
  const longest = (says: readonly string[]) => Math.ceil(CHARACTER * Math.max(...says.map((line) => line.length)));
  const named = (player: number) => longest(form.players[player]!.strategies.map(({ id }) => id));
  const [left, wide] = [Math.max(LEFT, 16 + named(0)), Math.max(WIDE, 12 + named(1))];
  const figure = (at: number) => payoffs[at]!.toFixed(2) + (errors ? ` ±${(1.96 * errors[at]!).toFixed(2)}` : "");
  for (let r = 0; r < rows; r++) {
    const name = form.players[0]!.strategies[r]!.id;
    const struck = !survivors[0]!.includes(r);
    marks.push(text(8, TOP + r * HIGH + HIGH / 2 + 5, name, { anchor: "start", struck }));
    for (let c = 0; c < columns; c++) {
      const at = (r + rows * c) * 2;
      const [x, y] = [left + c * wide, TOP + r * HIGH];
      const holds = best[at] === 1 && best[at + 1] === 1;
      marks.push(frame(x, y, wide, holds));
      marks.push(text(x + wide / 2, y + 19, `${figure(at)}${best[at] ? "" : " ↕"}`, { bold: best[at] === 1 }));
      marks.push(
        text(x + wide / 2, y + 36, `${figure(at + 1)}${best[at + 1] ? "" : " ↔"}`, { bold: best[at + 1] === 1 }),
      );
    }
  }
  for (let c = 0; c < columns; c++) {
    const struck = !survivors[1]!.includes(c);
    marks.push(text(left + c * wide + wide / 2, TOP - 12, form.players[1]!.strategies[c]!.id, { struck }));
  }
  const [one, two] = form.players.map((player) => player.label);
  const title = form.title || "A game";
  const who = `${one}: rows, upper figure; ${two}: columns, lower figure`;
  const bottom = TOP + rows * HIGH + 22;
  const width = Math.max(left + columns * wide + 8, 16 + longest([title, who, ...LEGEND]));
  const height = bottom + LINE * LEGEND.length - 6;
  return svgFile({
    width,
    height,
    title: `${title}. ${who}`,
    says: equilibriaOf(form),
    style: FOLLOWING_STYLE,
    fontSize: 13,
    marks: [
      text(8, 20, title, { anchor: "start", bold: true }),
      text(8, 20 + LINE, who, { anchor: "start" }),
      ...marks,
      ...LEGEND.map((line, k) => text(8, bottom + k * LINE, line, { anchor: "start" })),
    ],
  });
}
