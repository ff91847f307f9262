// Why a state holds, as an SVG tree: from the state to each improvement of each actor, and on along the shortest sequence of
// countermoves that deters it. A branch that nothing deters ends in a mark that says so. In: explanations (explain.ts).

import type { Explanation } from "../../analysis/stability/explain.ts";
import { type GraphModel, labelOf, MUCH_WORSE, TIED } from "../../analysis/stability/graph-model.ts";
import { type Mark, px } from "../charts/element.ts";
import { CHARACTER, cutLabel, moveGraphFile, moveLine, stateBox } from "./move-graph.ts";
import { sayMove } from "./say.ts";

const STEP = 264;
const ROW = 58;
const BOX = { width: 132, height: 34 };

const MOST_END = 40;

type Branch = { states: number[]; actors: number[]; end: string; undeterred: boolean };

/** The tree of one state by one concept, for all actors explained. */
export function drawTree(model: GraphModel, whys: readonly Explanation[]): string {
  const state = whys[0]?.state ?? 0;
  const branches = whys.flatMap((why) => branchesOf(model, why));
  const deepest = branches.reduce((most, branch) => Math.max(most, branch.states.length), 1);
  const middle = 40 + (Math.max(0, branches.length - 1) * ROW) / 2 + BOX.height / 2;
  const body = branches.flatMap((branch, row) =>
    drawBranch(model, state, branch, middle, 40 + row * ROW + BOX.height / 2),
  );
  body.push(box(model, state, 20 + BOX.width / 2, middle, true));
  if (branches.length === 0)
    body.push(cutLabel(40 + BOX.width, middle + 4, "nobody has a move that it likes better", 60));
  const title = `${model.title}: why state ${state + 1} holds, or does not, by ${whys[0]?.concept ?? ""}`;
  const longestEnd = Math.max(16, ...branches.map((branch) => Math.min(MOST_END, branch.end.length)));
  const width = 40 + BOX.width + deepest * STEP + CHARACTER * longestEnd;
  const height = 100 + Math.max(1, branches.length) * ROW;
  const undeterred = branches.filter((branch) => branch.undeterred).length;
  const says = `${branches.length} moves that would improve on it; nothing deters ${undeterred} of them.`;
  const actors = model.actors.map((actor) => actor.name);
  return moveGraphFile({ width, height, title, says, actors, marks: body });
}

function branchesOf(model: GraphModel, why: Explanation): Branch[] {
  return why.improvements.map(({ to, answer, likes }) => {
    const name = model.actors[why.actor]!.name;
    const liking = likes === TIED ? "no better" : likes === MUCH_WORSE ? "much worse" : "worse";
    return {
      states: [to, ...(answer ?? []).map((step) => step.to)],
      actors: [why.actor, ...(answer ?? []).map((step) => step.actor)],
      end: answer ? `${liking} for ${name}` : `${name} leaves: nothing deters`,
      undeterred: !answer,
    };
  });
}

function drawBranch(model: GraphModel, start: number, branch: Branch, fromY: number, y: number): Mark[] {
  const parts: Mark[] = [];
  let at = start;
  branch.states.forEach((state, k) => {
    const x = 20 + BOX.width / 2 + (k + 1) * STEP;
    const actor = branch.actors[k]!;
    const [x1, y1] = [x - STEP + BOX.width / 2, k === 0 ? fromY : y];
    const x2 = x - BOX.width / 2 - 2;
    const bend = px((x1 + x2) / 2);
    parts.push(
      moveLine(`M${px(x1)} ${px(y1)}C${bend} ${px(y1)} ${bend} ${px(y)} ${px(x2)} ${px(y)}`, actor, 2),
      cutLabel(x2 - 4, y - 7, sayMove(model, at, state), 24, { "text-anchor": "end", class: "soft small" }),
      box(model, state, x, y, false),
    );
    at = state;
  });
  const endX = 28 + BOX.width + branch.states.length * STEP;
  parts.push(
    cutLabel(endX, y + 4, branch.end, MOST_END, branch.undeterred ? { "font-weight": 700 } : { class: "soft" }),
  );
  return parts;
}

function box(model: GraphModel, state: number, x: number, y: number, holds: boolean): Mark {
  const title = `state ${state + 1}: ${labelOf(model, state)}`;
  return stateBox(
    { x, y, ...BOX, title, holds },
    cutLabel(x, y - 3, `state ${state + 1}`, 20, { "text-anchor": "middle", "font-weight": 600 }),
    cutLabel(x, y + 11, labelOf(model, state), 20, { "text-anchor": "middle", class: "soft small" }),
  );
}
