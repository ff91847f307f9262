// Which states are stable, for whom, by which concept: the fast way for actors that rank the states.
// In: model and moves. Out: a byte a state for each concept and actor, and the states stable for all.
// A state is stable when the least deterred of the actor's improvements is deterred enough; how far one is deterred is the
// worst rank that the others can bring about after it (extreme-answers.ts). Linear in states x actors x cells of a group.
// Definitions: README.md of test/oracles/gmcr; Fang, Hipel & Kilgour 1993; Xu, Hipel, Kilgour & Fang 2018.

import { invariant } from "../../base/invariant.ts";
import { type Concept, isCredible, isSymmetric } from "./concepts.ts";
import { extremeAnswers, NO_ANSWER } from "./extreme-answers.ts";
import { type GraphModel, statesWhere } from "./graph-model.ts";
import { betterLanding, freeLanding } from "./landings.ts";
import { type CellMoves, cellReaches, type ListMoves, type Moves } from "./moves.ts";
import { simultaneousStates } from "./simultaneous.ts";

/** By concept, then by actor slot: 1 where the state is stable. */
export type StableStates = Partial<Record<Concept, Uint8Array[]>>;

/** Where the actor has no improvement at all: more deterred than by any rank. */
export const NO_IMPROVEMENT = 0x7fffffff;

/** Stability of every state for every actor. All actors must rank the states; sets.ts does the rest. */
export function stableStates(model: GraphModel, moves: readonly Moves[], concepts: readonly Concept[]): StableStates {
  const stable: StableStates = {};
  for (const concept of concepts) stable[concept] = [];
  model.actors.forEach((_, actor) => {
    const mine = stableForActor(model, moves, actor, concepts);
    for (const concept of concepts) stable[concept]!.push(mine[concept]!);
  });
  return stable;
}

/** The same for one actor: no actor's work needs another's, so workers may share them out. */
export function stableForActor(
  model: GraphModel,
  moves: readonly Moves[],
  actor: number,
  concepts: readonly Concept[],
): Partial<Record<Concept, Uint8Array>> {
  const rank = rankOf(model, actor);
  const mine: Partial<Record<Concept, Uint8Array>> = {};
  for (const concept of concepts) {
    if (concept === "SIM") mine.SIM = simultaneousStates(model, moves, actor);
    else {
      const least = leastDeterred(model, moves, actor, concept);
      const marks = new Uint8Array(rank.length);
      for (let s = 0; s < marks.length; s++) if (least[s]! >= rank[s]!) marks[s] = 1;
      mine[concept] = marks;
    }
  }
  return mine;
}

/** For each state, the rank to which the actor's least deterred improvement can be brought down; NO_IMPROVEMENT where none. */
export function leastDeterred(model: GraphModel, moves: readonly Moves[], actor: number, concept: Concept): Int32Array {
  const rank = rankOf(model, actor);
  const own = moves[actor]!;
  const answers =
    concept === "R" ? new Int32Array(model.states.count).fill(NO_ANSWER) : answersTo(model, moves, actor, concept);
  return own.kind === "cells" ? leastInCells(own, rank, answers) : leastInLists(own, rank, answers);
}

/** After each state, the worst rank of this actor that the others can bring about, by this concept's kind of answer. */
function answersTo(model: GraphModel, moves: readonly Moves[], actor: number, concept: Concept): Int32Array {
  const rank = rankOf(model, actor);
  const landings = moves.flatMap((theirs, k) => {
    if (k === actor) return [];
    return [isCredible(concept) ? betterLanding(theirs, model, k) : freeLanding(theirs)];
  });
  return extremeAnswers(isSymmetric(concept) ? bestWayOut(moves[actor]!, rank) : rank, landings);
}

/** The best rank that the actor has or gets by one more move of its own. */
function bestWayOut(moves: Moves, rank: Int32Array): Int32Array {
  const best = rank.slice();
  if (moves.kind === "list") {
    const { start, to } = moves.to;
    for (let s = 0; s < best.length; s++) {
      for (let k = start[s]!; k < start[s + 1]!; k++) best[s] = Math.min(best[s]!, rank[to[k]!]!);
    }
    return best;
  }
  const { cellStart, order } = moves;
  eachReachableCell(moves, (cell, other) => {
    const head = rank[order[cellStart[other]!]!]!;
    for (let p = cellStart[cell]!; p < cellStart[cell + 1]!; p++) {
      const s = order[p]!;
      if (head < best[s]!) best[s] = head;
    }
  });
  return best;
}

function leastInCells(moves: CellMoves, rank: Int32Array, answers: Int32Array): Int32Array {
  const { cellStart, order } = moves;
  const least = new Int32Array(rank.length).fill(NO_IMPROVEMENT);
  /** Least answer among a cell's members up to and with this place. */
  const upTo = new Int32Array(order.length);
  for (let c = 0; c + 1 < cellStart.length; c++) {
    let lowest = NO_IMPROVEMENT;
    for (let p = cellStart[c]!; p < cellStart[c + 1]!; p++) {
      lowest = Math.min(lowest, answers[order[p]!]!);
      upTo[p] = lowest;
    }
  }
  // Members of both cells stand best first, so one walk down the two finds how many of the other cell are better.
  eachReachableCell(moves, (cell, other) => {
    let q = cellStart[other]!;
    const begin = q;
    const end = cellStart[other + 1]!;
    for (let p = cellStart[cell]!; p < cellStart[cell + 1]!; p++) {
      const s = order[p]!;
      while (q < end && rank[order[q]!]! < rank[s]!) q++;
      if (q > begin && upTo[q - 1]! < least[s]!) least[s] = upTo[q - 1]!;
    }
  });
  return least;
}

function leastInLists(moves: ListMoves, rank: Int32Array, answers: Int32Array): Int32Array {
  const { start, to } = moves.to;
  const least = new Int32Array(rank.length).fill(NO_IMPROVEMENT);
  for (let s = 0; s < rank.length; s++) {
    for (let k = start[s]!; k < start[s + 1]!; k++) {
      const t = to[k]!;
      if (rank[t]! < rank[s]! && answers[t]! < least[s]!) least[s] = answers[t]!;
    }
  }
  return least;
}

/** Calls `visit` for every pair of cells, the second reached from the first; each cell reaches itself. */
function eachReachableCell(moves: CellMoves, visit: (cell: number, other: number) => void): void {
  const { groupStart, cells } = moves;
  for (let g = 0; g + 1 < groupStart.length; g++) {
    for (let a = groupStart[g]!; a < groupStart[g + 1]!; a++) {
      for (let b = groupStart[g]!; b < groupStart[g + 1]!; b++) {
        if (cellReaches(moves, cells[a]!, cells[b]!)) visit(cells[a]!, cells[b]!);
      }
    }
  }
}

/** 1 for each state that is stable for every actor. */
export function stableForAll(stable: readonly Uint8Array[], count: number): Uint8Array {
  const all = new Uint8Array(count).fill(1);
  for (const mine of stable) for (let s = 0; s < count; s++) all[s]! &= mine[s]!;
  return all;
}

/** The ids (slot + 1) of the states that are marked. */
export function idsOf(marks: Uint8Array): number[] {
  return statesWhere(marks.length, (s) => marks[s]).map((s) => s + 1);
}

export function rankOf(model: GraphModel, actor: number): Int32Array {
  const preference = model.preferences[actor]!;
  invariant(preference.kind === "ranked", `actor ${actor} does not rank the states`);
  return preference.rank;
}
