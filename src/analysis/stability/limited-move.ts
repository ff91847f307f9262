// Limited-move stability with horizon h (L_h) and non-myopic stability (its limit). An actor looks h moves ahead: it leaves a
// state only where the end that it then anticipates is better; after its move one of the others may go on, with h - 1.
// Two actors: Kilgour 1985; Fang, Hipel & Kilgour 1993, ch. 3. More than two, the reading used here (after Fang, Hipel &
// Kilgour 1993, ch. 3, from memory, no copy was at hand): any other actor that would itself move on may be the next, and the
// mover expects the one whose end is worst for it; if none would move on, its own move is the end. Soares et al. 2026 (doi
// 10.1007/s10726-026-09962-3) discuss two such definitions and propose others.
// The end need not be unique where an actor is indifferent (Rêgo et al. 2024): then the lowest state, then the lowest actor.

import type { GraphModel } from "./graph-model.ts";
import { eachMove, type Moves } from "./moves.ts";
import { rankOf } from "./stable-states.ts";

/** By actor: the end that it anticipates from each state when the move is its own. */
type Ends = Int32Array[];

export type LimitedMove = {
  /** By actor: 1 where the state is L_h stable. */
  stable: Uint8Array[];
  /** Where things end when the actor may move first. */
  ends: Int32Array[];
};

/** L_h stability for horizon `h` of every actor; all actors must rank the states. */
export function limitedMove(model: GraphModel, moves: readonly Moves[], h: number): LimitedMove {
  let ends = stay(model);
  for (let k = 0; k < h; k++) ends = oneMore(model, moves, ends);
  return { stable: ends.map(stableIn), ends };
}

export type NonMyopic = {
  /** By actor: 1 where the state is L_h stable for every h from some horizon on. */
  stable: Uint8Array[];
  /** From this horizon on the anticipated ends repeat, with this period (1: they settle). */
  from: number;
  period: number;
};

/** Horizons tried before giving up on seeing the ends repeat. */
const MOST_HORIZONS = 4000;

/** Non-myopic stability; undefined where the ends have not begun to repeat within MOST_HORIZONS. */
export function nonMyopic(model: GraphModel, moves: readonly Moves[]): NonMyopic | undefined {
  // Brent's cycle finding: the ends of horizon h + 1 are a function of those of h.
  let saved = stay(model);
  let savedAt = 0;
  let current = saved;
  for (let h = 1; h <= MOST_HORIZONS; h++) {
    current = oneMore(model, moves, current);
    if (sameEnds(current, saved)) return repeating(model, moves, saved, savedAt, h - savedAt);
    if (h - savedAt > savedAt) {
      saved = current;
      savedAt = h;
    }
  }
  return undefined;
}

function repeating(model: GraphModel, moves: readonly Moves[], first: Ends, from: number, period: number): NonMyopic {
  const stable = first.map(stableIn);
  let ends = first;
  for (let k = 1; k < period; k++) {
    ends = oneMore(model, moves, ends);
    ends.map(stableIn).forEach((marks, actor) => {
      for (let s = 0; s < marks.length; s++) stable[actor]![s]! &= marks[s]!;
    });
  }
  return { stable, from, period };
}

function stay(model: GraphModel): Ends {
  return model.actors.map(() => Int32Array.from({ length: model.states.count }, (_, s) => s));
}

function stableIn(ends: Int32Array): Uint8Array {
  return Uint8Array.from(ends, (end, s) => (end === s ? 1 : 0));
}

function sameEnds(a: Ends, b: Ends): boolean {
  return a.every((ends, actor) => ends.every((end, s) => end === b[actor]![s]));
}

/** The ends with one move more to look ahead. */
function oneMore(model: GraphModel, moves: readonly Moves[], before: Ends): Ends {
  return model.actors.map((_, actor) => {
    const rank = rankOf(model, actor);
    const ends = new Int32Array(model.states.count);
    for (let s = 0; s < ends.length; s++) {
      let best = s;
      let through = -1;
      eachMove(moves[actor]!, s, (t) => {
        const end = afterMove(rank, before, actor, t);
        const gain = rank[best]! - rank[end]!;
        if (gain > 0 || (gain === 0 && through >= 0 && t < through)) {
          best = end;
          through = t;
        }
      });
      ends[s] = best;
    }
    return ends;
  });
}

/** What the actor expects after moving to t: the worst end for it among those of the others that would move on. */
function afterMove(rank: Int32Array, before: Ends, actor: number, t: number): number {
  let worst = -1;
  for (let other = 0; other < before.length; other++) {
    const end = before[other]![t]!;
    if (other !== actor && end !== t && (worst < 0 || rank[end]! > rank[worst]!)) worst = end;
  }
  return worst < 0 ? t : worst;
}
