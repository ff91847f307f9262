// Legal sequences, written out: where a set of movers can bring the conflict from a state when nobody moves twice in a row
// and everybody may move again (README of the oracle, R_H and R+_H; Fang, Hipel & Kilgour 1993, ch. 3). A search over
// (state, last mover). Here for single states and for what needs whole sets; extreme-answers.ts needs neither.

import { type BitRows, newRows, setBit } from "./bit-rows.ts";
import type { Arrows, GraphModel } from "./graph-model.ts";
import { mayPrefer } from "./landings.ts";
import { eachMove, type Moves } from "./moves.ts";
import { prefers } from "./prefer.ts";

export type Step = { actor: number; to: number };

/** Which steps count: all, those that surely better the mover, or those that may. */
export type Steps = "any" | "better" | "may-better";

export type Walk = {
  actors: number;
  /** Nodes (state * actors + last mover) in the order found, nearest first. */
  nodes: Int32Array;
  /** Place in `nodes` of the node before; -1 at the start. */
  before: Int32Array;
  /** Number of steps to each node. */
  depth: Int32Array;
};

export function eachStep(
  model: GraphModel,
  moves: readonly Moves[],
  actor: number,
  s: number,
  steps: Steps,
  visit: (t: number) => void,
): void {
  const preference = model.preferences[actor]!;
  const { count } = model.states;
  eachMove(moves[actor]!, s, (t) => {
    if (steps === "any") visit(t);
    else if (steps === "better" ? prefers(preference, count, t, s) : mayPrefer(preference, count, t, s)) visit(t);
  });
}

/** All that `members` reach from `start` by legal sequences, breadth first. Stops early once `enough` says so. */
export function walkFrom(
  model: GraphModel,
  moves: readonly Moves[],
  start: number,
  members: readonly number[],
  steps: Steps,
  enough: (state: number) => boolean = () => false,
): Walk {
  const actors = model.actors.length;
  const seen = new Uint8Array(model.states.count * actors);
  const nodes: number[] = [];
  const before: number[] = [];
  const depth: number[] = [];
  let done = false;
  const resume = (from: number, state: number, last: number, steps_: number) => {
    for (const actor of members) {
      if (actor === last || done) continue;
      eachStep(model, moves, actor, state, steps, (t) => {
        const node = t * actors + actor;
        if (seen[node] || done) return;
        seen[node] = 1;
        nodes.push(node);
        before.push(from);
        depth.push(steps_);
        done = enough(t);
      });
    }
  };
  resume(-1, start, -1, 1);
  for (let k = 0; k < nodes.length && !done; k++) {
    resume(k, Math.floor(nodes[k]! / actors), nodes[k]! % actors, depth[k]! + 1);
  }
  return { actors, nodes: Int32Array.from(nodes), before: Int32Array.from(before), depth: Int32Array.from(depth) };
}

/** The steps that lead to the k-th node of a walk. */
export function pathTo(walk: Walk, k: number): Step[] {
  const path: Step[] = [];
  for (let at = k; at >= 0; at = walk.before[at]!) {
    path.unshift({ actor: walk.nodes[at]! % walk.actors, to: Math.floor(walk.nodes[at]! / walk.actors) });
  }
  return path;
}

/** One mover's steps as arrows. */
export function arrowsOf(count: number, each: (s: number, visit: (t: number) => void) => void): Arrows {
  const start = new Int32Array(count + 1);
  const to: number[] = [];
  for (let s = 0; s < count; s++) {
    each(s, (t) => to.push(t));
    start[s + 1] = to.length;
  }
  return { start, to: Int32Array.from(to) };
}

/** For every state, the set that the movers reach by legal sequences; a mover is an actor, or a coalition with its own arrows. */
export function reachRows(count: number, movers: readonly Arrows[]): BitRows {
  const rows = newRows(count);
  const k = movers.length;
  const stamp = new Int32Array(count * k).fill(-1);
  const queue = new Int32Array(count * k);
  for (let start = 0; start < count; start++) {
    let end = 0;
    const push = (state: number, last: number) => {
      for (let m = 0; m < k; m++) {
        if (m === last) continue;
        const arrows = movers[m]!;
        for (let a = arrows.start[state]!; a < arrows.start[state + 1]!; a++) {
          const node = arrows.to[a]! * k + m;
          if (stamp[node] === start) continue;
          stamp[node] = start;
          queue[end++] = node;
          setBit(rows, start, arrows.to[a]!);
        }
      }
    };
    push(start, -1);
    for (let at = 0; at < end; at++) push(Math.floor(queue[at]! / k), queue[at]! % k);
  }
  return rows;
}
