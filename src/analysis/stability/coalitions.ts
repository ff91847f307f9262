// Coalitional stability: could some of the actors do better together? A coalition moves by legal sequences of its members'
// own moves; it improves where ALL its members are better off at the end (not at each step); it is deterred where at least
// one member would be no better off. R GMR SMR SEQ for every coalition H, the members still separate actors.
// Kilgour, Hipel, Fang & Peng 2001, GDN 10:159-175; Inohara & Hipel 2008, Systems Engineering 11:343-359. In SEQ the others
// answer by sequences of coalitional improvements of any coalition outside H, none twice in a row (their class P(N - H)).

import { type BitRows, hasBit, meet, membersOf, newRows, setBit, within } from "./bit-rows.ts";
import type { Arrows, GraphModel } from "./graph-model.ts";
import type { Moves } from "./moves.ts";
import { prefers } from "./prefer.ts";
import { arrowsOf, eachStep, reachRows } from "./reach.ts";

export const COALITION_CONCEPTS = ["R", "GMR", "SMR", "SEQ"] as const;
export type CoalitionConcept = (typeof COALITION_CONCEPTS)[number];

export type CoalitionStability = { members: number[]; stable: Record<CoalitionConcept, Uint8Array> };

/** What the analysis takes, in cells of its tables; more than MOST_CELLS is refused. */
export const MOST_CELLS = 2 ** 31;

export function coalitionCells(model: GraphModel): number {
  return model.states.count ** 2 * 2 ** model.actors.length;
}

/** Stability for the coalitions given by actor slots; for all 2^N - 1 of them if none are. */
export function coalitionStability(
  model: GraphModel,
  moves: readonly Moves[],
  coalitions?: readonly (readonly number[])[],
): CoalitionStability[] {
  const { count } = model.states;
  const everyone = 2 ** model.actors.length - 1;
  const masks = coalitions?.map((members) => members.reduce((mask, k) => mask | (1 << k), 0));
  const single = model.actors.map((_, k) => arrowsOf(count, (s, visit) => eachStep(model, moves, k, s, "any", visit)));
  const reach = cached((mask) =>
    reachRows(
      count,
      membersIn(mask).map((k) => single[k]!),
    ),
  );
  const gains = cached((mask) => gainArrows(model, reach(mask), membersIn(mask)));
  return (masks ?? Array.from({ length: everyone }, (_, k) => k + 1)).map((mask) => {
    const outside = everyone & ~mask;
    const classes = partsOf(outside).map(gains);
    return {
      members: membersIn(mask),
      stable: stableFor(model, membersIn(mask), gains(mask), reach(mask), reach(outside), reachRows(count, classes)),
    };
  });
}

function cached<T>(make: (mask: number) => T): (mask: number) => T {
  const made = new Map<number, T>();
  return (mask) => {
    if (!made.has(mask)) made.set(mask, make(mask));
    return made.get(mask)!;
  };
}

function membersIn(mask: number): number[] {
  return Array.from({ length: 31 }, (_, k) => k).filter((k) => (mask >>> k) & 1);
}

/** Every non-empty coalition inside a set. */
function partsOf(mask: number): number[] {
  const parts: number[] = [];
  for (let part = mask; part > 0; part = (part - 1) & mask) parts.push(part);
  return parts;
}

/** R++_H: reached by H, and better for all of H. */
function gainArrows(model: GraphModel, reach: BitRows, members: number[]): Arrows {
  const { count } = model.states;
  return arrowsOf(count, (s, visit) => {
    for (const t of membersOf(reach, s)) {
      if (t !== s && members.every((i) => prefers(model.preferences[i]!, count, t, s))) visit(t);
    }
  });
}

function stableFor(
  model: GraphModel,
  members: number[],
  gains: Arrows,
  own: BitRows,
  others: BitRows,
  credible: BitRows,
): Record<CoalitionConcept, Uint8Array> {
  const { count } = model.states;
  const mark = () => new Uint8Array(count);
  const stable = { R: mark(), GMR: mark(), SMR: mark(), SEQ: mark() };
  const bad = newRows(count, 1);
  const trap = newRows(count, 1);
  for (let s = 0; s < count; s++) {
    const mine = gains.to.subarray(gains.start[s]!, gains.start[s + 1]!);
    if (mine.length > 0) markBad(model, members, s, own, bad, trap);
    stable.R[s] = mine.length === 0 ? 1 : 0;
    stable.GMR[s] = mine.every((t) => meet(others, t, bad, 0)) ? 1 : 0;
    stable.SMR[s] = mine.every((t) => meet(others, t, trap, 0)) ? 1 : 0;
    stable.SEQ[s] = mine.every((t) => meet(credible, t, bad, 0)) ? 1 : 0;
  }
  return stable;
}

/** States no better than s for some member; and those of them that the coalition can only leave for such. */
function markBad(model: GraphModel, members: number[], s: number, own: BitRows, bad: BitRows, trap: BitRows): void {
  const { count } = model.states;
  bad.words.fill(0);
  trap.words.fill(0);
  for (let t = 0; t < count; t++) {
    if (members.some((i) => !prefers(model.preferences[i]!, count, t, s))) setBit(bad, 0, t);
  }
  for (let t = 0; t < count; t++) if (hasBit(bad, 0, t) && within(own, t, bad, 0)) setBit(trap, 0, t);
}

/** Stable for an actor: for every coalition that it belongs to. With no actor given: for every coalition. */
export function coalitionallyStable(
  results: readonly CoalitionStability[],
  concept: CoalitionConcept,
  count: number,
  actor?: number,
): Uint8Array {
  const all = new Uint8Array(count).fill(1);
  for (const { members, stable } of results) {
    if (actor === undefined || members.includes(actor)) for (let s = 0; s < count; s++) all[s]! &= stable[concept][s]!;
  }
  return all;
}
