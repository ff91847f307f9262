// How the present becomes something else: from the status quo, which states can be reached by legal sequences, in how many
// moves, by whom; once by any moves and once by improvements of the mover alone. Shortest paths, the lowest actor first.
// Li, Kilgour & Hipel 2005, Status quo analysis in the graph model for conflict resolution, JORS 56:699-707.

import type { GraphModel } from "./graph-model.ts";
import type { Moves } from "./moves.ts";
import { pathTo, type Step, type Steps, walkFrom } from "./reach.ts";

type Way = { state: number; path: Step[] };

export type FromStatusQuo = {
  start: number;
  steps: Steps;
  /** Number of states reached, the start not counted. */
  reached: number;
  /** A shortest way to each wanted state that can be reached at all; the start itself with an empty path. */
  ways: Way[];
  /** Wanted states that cannot be reached. */
  never: number[];
};

/** Shortest ways from `start` to each of `wanted`, by anybody's legal moves. */
export function fromStatusQuo(
  model: GraphModel,
  moves: readonly Moves[],
  start: number,
  wanted: readonly number[],
  steps: Steps,
): FromStatusQuo {
  const members = model.actors.map((_, k) => k);
  const walk = walkFrom(model, moves, start, members, steps);
  const first = new Map<number, number>();
  for (let k = 0; k < walk.nodes.length; k++) {
    const state = Math.floor(walk.nodes[k]! / walk.actors);
    if (!first.has(state)) first.set(state, k);
  }
  first.delete(start);
  const ways = wanted.flatMap((state): Way[] => {
    if (state === start) return [{ state, path: [] }];
    const k = first.get(state);
    return k === undefined ? [] : [{ state, path: pathTo(walk, k) }];
  });
  ways.sort((a, b) => a.path.length - b.path.length || a.state - b.state);
  const never = wanted.filter((state) => state !== start && !first.has(state));
  return { start, steps, reached: first.size, ways, never };
}
