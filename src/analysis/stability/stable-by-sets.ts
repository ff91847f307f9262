// Stability for an actor whose preferences are no ranking (unknown pairs, strength that no tiers say): with sets, so it is
// quadratic in the states. Unknown preferences: Li, Hipel, Kilgour & Fang 2004, IEEE SMC-A 34(4), four attitudes to what the
// actor does not know, R GMR SMR SEQ each in four forms; SSEQ is ours by the same rule. Opponents' improvements count moves
// that may better them. Strength: Hamouda, Kilgour & Hipel 2004, 2006: a deterrent is strong where it is MUCH worse.

import { type BitRows, meet, newRows, setBit, within } from "./bit-rows.ts";
import { type Concept, isCredible, isSymmetric } from "./concepts.ts";
import { BETTER, type GraphModel, MUCH_WORSE, UNKNOWN } from "./graph-model.ts";
import { eachMove, type Moves } from "./moves.ts";
import { compare } from "./prefer.ts";
import { arrowsOf, eachStep, reachRows } from "./reach.ts";

/** What an actor does about a state that it cannot compare with the present one. */
export type Attitude = {
  id: "a" | "b" | "c" | "d";
  /** It would move there. */
  moves: boolean;
  /** It is deterred by it. */
  deterred: boolean;
  says: string;
};

export const ATTITUDES: readonly Attitude[] = [
  { id: "a", moves: true, deterred: false, says: "would move to an unknown state, and is not deterred by one" },
  { id: "b", moves: false, deterred: false, says: "would not move to an unknown state, and is not deterred by one" },
  { id: "c", moves: true, deterred: true, says: "would move to an unknown state, and is deterred by one" },
  { id: "d", moves: false, deterred: true, says: "would not move to an unknown state, and is deterred by one" },
];

/** 1 where the state is stable for the actor. `strong`: each deterrent must be much worse. */
export function stableBySets(
  model: GraphModel,
  moves: readonly Moves[],
  actor: number,
  concept: Concept,
  attitude: Attitude = ATTITUDES[0]!,
  strong = false,
): Uint8Array {
  const { count } = model.states;
  const stable = new Uint8Array(count);
  const answers = concept === "R" ? newRows(count) : answerRows(model, moves, actor, isCredible(concept));
  const own = rowsOf(count, (s, visit) => eachMove(moves[actor]!, s, visit));
  const bad = newRows(count, 1);
  const deterrents = newRows(count, 1);
  for (let s = 0; s < count; s++) {
    const mine = improvements(model, moves, actor, s, attitude);
    if (mine.length > 0 && concept !== "R") {
      markBad(model, actor, s, attitude, strong, bad);
      markDeterrents(bad, own, isSymmetric(concept), deterrents);
    }
    stable[s] = mine.every((t) => concept !== "R" && meet(answers, t, deterrents, 0)) ? 1 : 0;
  }
  return stable;
}

function improvements(
  model: GraphModel,
  moves: readonly Moves[],
  actor: number,
  s: number,
  attitude: Attitude,
): number[] {
  const found: number[] = [];
  eachStep(model, moves, actor, s, attitude.moves ? "may-better" : "better", (t) => found.push(t));
  return found;
}

function answerRows(model: GraphModel, moves: readonly Moves[], actor: number, credible: boolean): BitRows {
  const others = model.actors.map((_, k) => k).filter((k) => k !== actor);
  const steps = credible ? "may-better" : "any";
  const { count } = model.states;
  return reachRows(
    count,
    others.map((k) => arrowsOf(count, (s, visit) => eachStep(model, moves, k, s, steps, visit))),
  );
}

function rowsOf(count: number, each: (s: number, visit: (t: number) => void) => void): BitRows {
  const rows = newRows(count);
  for (let s = 0; s < count; s++) each(s, (t) => setBit(rows, s, t));
  return rows;
}

/** States that deter the actor from leaving s, by themselves. */
function markBad(model: GraphModel, actor: number, s: number, attitude: Attitude, strong: boolean, bad: BitRows): void {
  const { count } = model.states;
  bad.words.fill(0);
  for (let t = 0; t < count; t++) {
    const like = compare(model.preferences[actor]!, count, t, s);
    const deters = like === UNKNOWN ? attitude.deterred : strong ? like === MUCH_WORSE : like < BETTER;
    if (deters) setBit(bad, 0, t);
  }
}

/** Those of them that the actor cannot leave for one that does not deter, where that counts. */
function markDeterrents(bad: BitRows, own: BitRows, symmetric: boolean, into: BitRows): void {
  into.words.set(bad.words);
  if (!symmetric) return;
  for (let t = 0; t < bad.count; t++) {
    if (!within(own, t, bad, 0)) into.words[t >>> 5]! &= ~(1 << (t & 31));
  }
}
