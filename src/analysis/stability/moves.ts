// One actor's moves. In: the graph model. Out: typed arrays from which any move can be read, none stored.
// A move changes any non-empty set of the actor's own options at once: the target must exist and no change may go against an
// irreversible option. So states that agree on all else form a GROUP; those that agree on the actor's irreversible options
// too form a CELL, inside which every state reaches every other; and cell c reaches cell d of its group where no
// irreversible option is against it. Members of a cell stand best first, so what improves on a state is a head of the cell.
// Where patterns do not tell the moves (merged states), they are lists.

import { type Arrows, type GraphModel, maskOf, type StateSet } from "./graph-model.ts";
import { groupStates, layOut, startsOf } from "./group-states.ts";

export type CellMoves = {
  kind: "cells";
  states: StateSet;
  /** Cell of each state, -1 where the actor does not perceive it. */
  cellOf: Int32Array;
  /** Members of cell c: `order[cellStart[c]]` … `order[cellStart[c + 1] - 1]`. */
  order: Int32Array;
  cellStart: Int32Array;
  /** Where in `order` the members of its own cell that are worse than a state begin; for an actor that ranks the states. */
  worseFrom?: Int32Array;
  /** Nothing of the actor's is irreversible: every group is one cell. */
  alone: boolean;
  /** Group of each cell; a group's cells: `cells[groupStart[g]]` … */
  groupOf: Int32Array;
  groupStart: Int32Array;
  cells: Int32Array;
  /** Own options that can only be taken, and those that can only be dropped; both empty: one cell a group. */
  stays: Uint32Array;
  goes: Uint32Array;
};

export type ListMoves = { kind: "list"; to: Arrows; back: Arrows };

export type Moves = CellMoves | ListMoves;

/** The moves of every actor, in slot order. */
export function movesOf(model: GraphModel): Moves[] {
  return model.actors.map((_, actor) => {
    const arrows = model.arrows?.[actor];
    return arrows ? { kind: "list", to: arrows, back: turned(arrows) } : cellMoves(model, actor);
  });
}

function cellMoves(model: GraphModel, actor: number): CellMoves {
  const { states } = model;
  const unseen = model.unseen?.[actor];
  const fixed = maskOf(model, (option) => option.owner !== actor || option.moves !== "reversible");
  const cell = groupStates(states, fixed, unseen);
  const cellStart = startsOf(cell.of, cell.count);
  const order = layOut(cell.of, cellStart, bestFirst(model, actor));
  const worseFrom = tailsOf(model, actor, cellStart, order);
  const alone = model.options.every((option) => option.owner !== actor || option.moves === "reversible");
  const group = alone
    ? undefined
    : groupStates(
        states,
        maskOf(model, (option) => option.owner !== actor),
        unseen,
      );
  const groupOf = new Int32Array(cell.count);
  for (let c = 0; c < cell.count; c++) groupOf[c] = group ? group.of[order[cellStart[c]!]!]! : c;
  const groupStart = startsOf(groupOf, group?.count ?? cell.count);
  return {
    kind: "cells",
    states,
    cellOf: cell.of,
    order,
    cellStart,
    ...(worseFrom ? { worseFrom } : {}),
    alone,
    groupOf,
    groupStart,
    cells: layOut(groupOf, groupStart),
    stays: maskOf(model, (option) => option.owner === actor && option.moves === "only-no-to-yes"),
    goes: maskOf(model, (option) => option.owner === actor && option.moves === "only-yes-to-no"),
  };
}

function tailsOf(model: GraphModel, actor: number, cellStart: Int32Array, order: Int32Array): Int32Array | undefined {
  const preference = model.preferences[actor]!;
  if (preference.kind !== "ranked") return undefined;
  const { rank } = preference;
  const tails = new Int32Array(rank.length);
  for (let c = 0; c + 1 < cellStart.length; c++) {
    let tail = cellStart[c + 1]!;
    let place = -1;
    for (let p = tail - 1; p >= cellStart[c]!; p--) {
      const s = order[p]!;
      if (rank[s] !== place) tail = p + 1;
      place = rank[s]!;
      tails[s] = tail;
    }
  }
  return tails;
}

/** All states, the actor's most preferred first; in slot order where it does not rank them. */
function bestFirst(model: GraphModel, actor: number): Int32Array | undefined {
  const preference = model.preferences[actor]!;
  if (preference.kind !== "ranked") return undefined;
  return inOrderOf(preference.rank);
}

/** Slots by ascending key, equal keys in slot order (counting sort; keys are 0 to length - 1). */
export function inOrderOf(key: Int32Array): Int32Array {
  let top = 0;
  for (let s = 0; s < key.length; s++) if (key[s]! > top) top = key[s]!;
  return layOut(key, startsOf(key, top + 1));
}

/** The actor can go from cell c to cell d (of one group): nothing irreversible is undone. */
export function cellReaches(moves: CellMoves, c: number, d: number): boolean {
  if (c === d) return true;
  const { words, width } = moves.states;
  const from = moves.order[moves.cellStart[c]!]! * width;
  const to = moves.order[moves.cellStart[d]!]! * width;
  for (let w = 0; w < width; w++) {
    const a = words[from + w]!;
    const b = words[to + w]!;
    if (((a & ~b & moves.stays[w]!) | (~a & b & moves.goes[w]!)) !== 0) return false;
  }
  return true;
}

/** Calls `visit` with every state that the actor reaches from s in one move. */
export function eachMove(moves: Moves, s: number, visit: (t: number) => void): void {
  if (moves.kind === "list") {
    for (let k = moves.to.start[s]!; k < moves.to.start[s + 1]!; k++) visit(moves.to.to[k]!);
    return;
  }
  const own = moves.cellOf[s]!;
  if (own < 0) return;
  const group = moves.groupOf[own]!;
  for (let k = moves.groupStart[group]!; k < moves.groupStart[group + 1]!; k++) {
    const cell = moves.cells[k]!;
    if (!cellReaches(moves, own, cell)) continue;
    for (let p = moves.cellStart[cell]!; p < moves.cellStart[cell + 1]!; p++) {
      const t = moves.order[p]!;
      if (t !== s) visit(t);
    }
  }
}

/** The one-step moves from s, ascending. */
export function movesFrom(moves: Moves, s: number): number[] {
  const found: number[] = [];
  eachMove(moves, s, (t) => found.push(t));
  return found.sort((a, b) => a - b);
}

/** The same arrows seen from their heads. */
function turned(arrows: Arrows): Arrows {
  const count = arrows.start.length - 1;
  const start = startsOf(arrows.to, count);
  const next = start.slice(0, -1);
  const to = new Int32Array(arrows.to.length);
  for (let s = 0; s < count; s++) {
    for (let k = arrows.start[s]!; k < arrows.start[s + 1]!; k++) to[next[arrows.to[k]!]!++] = s;
  }
  return { start, to };
}
