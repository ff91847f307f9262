// Who can land on a state: the inner step of the flood (extreme-answers.ts). In: one actor's moves. Out: a function that, told
// that the actor may land on t, writes the states from which it does so, each as often as matters and no more.
// With free moves a state matters twice at most (a first landing, and a second one elsewhere), so a cell is walked once:
// the first landing gives every member but t itself, the second gives that one. With improvements alone the members worse
// than t are the tail of the cell, and a later landing adds only what lies before the tail already given.

import { type GraphModel, type Preference, UNKNOWN } from "./graph-model.ts";
import { type CellMoves, cellReaches, type ListMoves, type Moves } from "./moves.ts";
import { compare, prefers } from "./prefer.ts";

/** Writes the states from which the actor lands on `t` into `into`; says how many. To be called once for each t. */
export type Landing = (t: number, into: Int32Array) => number;

export function freeLanding(moves: Moves): Landing {
  return moves.kind === "cells" ? freeCells(moves) : freeList(moves);
}

/** Landings that better the mover (README, R+). An unknown preference may better it (Li, Hipel, Kilgour & Fang 2004). */
export function betterLanding(moves: Moves, model: GraphModel, actor: number): Landing {
  const preference = model.preferences[actor]!;
  if (moves.kind === "list") return betterList(moves, preference, model.states.count);
  if (preference.kind === "ranked" && moves.worseFrom) return betterCells(moves, moves.worseFrom, preference.rank);
  return betterScan(moves, preference, model.states.count);
}

const NOT_YET = -1;
const ALL_GIVEN = -2;

function freeCells(moves: CellMoves): Landing {
  const { alone, cellOf, groupOf, groupStart, cells, cellStart, order } = moves;
  /** Per cell: nothing given, all but the state named, or all. */
  const given = new Int32Array(groupOf.length).fill(NOT_YET);
  const give = (cell: number, own: number, t: number, into: Int32Array, n: number): number => {
    const left = given[cell]!;
    given[cell] = left === NOT_YET && cell === own ? t : ALL_GIVEN;
    if (left === ALL_GIVEN) return n;
    if (left >= 0) {
      into[n] = left;
      return n + 1;
    }
    let m = n;
    for (let p = cellStart[cell]!; p < cellStart[cell + 1]!; p++) if (order[p] !== t) into[m++] = order[p]!;
    return m;
  };
  return (t, into) => {
    const own = cellOf[t]!;
    if (own < 0) return 0;
    if (alone) return given[own] === ALL_GIVEN ? 0 : give(own, own, t, into, 0);
    let n = 0;
    const group = groupOf[own]!;
    for (let k = groupStart[group]!; k < groupStart[group + 1]!; k++) {
      const cell = cells[k]!;
      if (given[cell] !== ALL_GIVEN && cellReaches(moves, cell, own)) n = give(cell, own, t, into, n);
    }
    return n;
  };
}

function freeList(moves: ListMoves): Landing {
  const { start, to } = moves.back;
  return (t, into) => {
    let n = 0;
    for (let k = start[t]!; k < start[t + 1]!; k++) into[n++] = to[k]!;
    return n;
  };
}

/** The moves must have been made with this ranking: members of a cell stand in its order. */
function betterCells(moves: CellMoves, worseFrom: Int32Array, rank: Int32Array): Landing {
  const { alone, cellOf, groupOf, groupStart, cells, cellStart, order } = moves;
  /** Per cell: the members from here to its end are given. */
  const given = cellStart.slice(1);
  const give = (cell: number, from: number, into: Int32Array, n: number): number => {
    const end = given[cell]!;
    if (from >= end) return n;
    given[cell] = from;
    let m = n;
    for (let p = from; p < end; p++) into[m++] = order[p]!;
    return m;
  };
  return (t, into) => {
    const own = cellOf[t]!;
    if (own < 0) return 0;
    let n = give(own, worseFrom[t]!, into, 0);
    if (alone) return n;
    const group = groupOf[own]!;
    for (let k = groupStart[group]!; k < groupStart[group + 1]!; k++) {
      const cell = cells[k]!;
      if (cell === own || !cellReaches(moves, cell, own)) continue;
      n = give(cell, firstWorse(order, rank, cellStart[cell]!, given[cell]!, rank[t]!), into, n);
    }
    return n;
  };
}

/** First place in order[low … high) whose rank is worse (greater) than `than`; by halving. */
function firstWorse(order: Int32Array, rank: Int32Array, low: number, high: number, than: number): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (rank[order[middle]!]! > than) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The mover's preference is a table: look at every state of the cells from which t can be reached. */
function betterScan(moves: CellMoves, preference: Preference, count: number): Landing {
  const { cellOf, groupOf, groupStart, cells, cellStart, order } = moves;
  return (t, into) => {
    const own = cellOf[t]!;
    if (own < 0) return 0;
    let n = 0;
    const group = groupOf[own]!;
    for (let k = groupStart[group]!; k < groupStart[group + 1]!; k++) {
      const cell = cells[k]!;
      if (!cellReaches(moves, cell, own)) continue;
      for (let p = cellStart[cell]!; p < cellStart[cell + 1]!; p++) {
        if (mayPrefer(preference, count, t, order[p]!)) into[n++] = order[p]!;
      }
    }
    return n;
  };
}

function betterList(moves: ListMoves, preference: Preference, count: number): Landing {
  const { start, to } = moves.back;
  return (t, into) => {
    let n = 0;
    for (let k = start[t]!; k < start[t + 1]!; k++) if (mayPrefer(preference, count, t, to[k]!)) into[n++] = to[k]!;
    return n;
  };
}

/** t betters s for the mover, or may: what an opponent whose preference is unknown could do counts as credible. */
export function mayPrefer(preference: Preference, count: number, t: number, s: number): boolean {
  return prefers(preference, count, t, s) || (s !== t && compare(preference, count, t, s) === UNKNOWN);
}
