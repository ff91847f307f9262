// The inverse question by counting: of all orders of each actor's most preferred groups, the rest as given, how many make a
// state an equilibrium? What an actor ranks moves R, GMR and SMR only for that actor, so those counts are products; for SEQ
// and SSEQ the others' improvements matter too, and every combination is tried.
// Kinsara, Kilgour & Hipel 2015, Inverse approach to the graph model for conflict resolution, IEEE SMC.

import { type Concept, isCredible } from "./concepts.ts";
import type { GraphModel, Preference } from "./graph-model.ts";
import { type Moves, movesOf } from "./moves.ts";
import { rankOf, stableForActor } from "./stable-states.ts";

export type RankingCounts = {
  /** Groups varied for each actor. */
  varied: number[];
  rankings: number;
  /** By concept: for each state, in how many rankings it is an equilibrium. */
  counts: Partial<Record<Concept, Float64Array>>;
};

/** Bounds combinations x states for SEQ and SSEQ. */
const MOST_WORK = 200_000_000;

/** Rankings that would have to be tried; for the caller to refuse with. */
export function rankingsOf(model: GraphModel, vary: number): number {
  return model.actors.reduce((product, _, k) => product * factorial(Math.min(vary, placesOf(rankOf(model, k)))), 1);
}

export function tooManyRankings(model: GraphModel, vary: number, concepts: readonly Concept[]): boolean {
  const all = concepts.some(isCredible) ? rankingsOf(model, vary) * model.actors.length : 0;
  const alone = model.actors.reduce((sum, _, k) => sum + factorial(Math.min(vary, placesOf(rankOf(model, k)))), 0);
  return (all + alone) * model.states.count > MOST_WORK;
}

export function countRankings(model: GraphModel, vary: number, concepts: readonly Concept[]): RankingCounts {
  const orders = model.actors.map((_, actor) =>
    variants(rankOf(model, actor), vary).map((rank) => variant(model, actor, rank)),
  );
  const counts: Partial<Record<Concept, Float64Array>> = {};
  for (const concept of concepts) {
    counts[concept] = isCredible(concept) ? overAll(model, orders, concept) : byProducts(model, orders, concept);
  }
  return {
    varied: model.actors.map((_, k) => Math.min(vary, placesOf(rankOf(model, k)))),
    rankings: orders.reduce((product, own) => product * own.length, 1),
    counts,
  };
}

type Variant = { preference: Preference; moves: Moves };

function variant(model: GraphModel, actor: number, rank: Int32Array): Variant {
  const preference: Preference = { kind: "ranked", rank };
  return { preference, moves: movesOf(withPreference(model, actor, preference))[actor]! };
}

function withPreference(model: GraphModel, actor: number, preference: Preference): GraphModel {
  return { ...model, preferences: model.preferences.map((old, k) => (k === actor ? preference : old)) };
}

function byProducts(model: GraphModel, orders: Variant[][], concept: Concept): Float64Array {
  const product = new Float64Array(model.states.count).fill(1);
  orders.forEach((own, actor) => {
    const times = new Float64Array(product.length);
    for (const { preference, moves } of own) {
      const all = orders.map((other, k) => (k === actor ? moves : other[0]!.moves));
      const marks = stableForActor(withPreference(model, actor, preference), all, actor, [concept])[concept]!;
      for (let s = 0; s < marks.length; s++) times[s]! += marks[s]!;
    }
    for (let s = 0; s < times.length; s++) product[s]! *= times[s]!;
  });
  return product;
}

function overAll(model: GraphModel, orders: Variant[][], concept: Concept): Float64Array {
  const times = new Float64Array(model.states.count);
  const at = orders.map(() => 0);
  for (;;) {
    const chosen = orders.map((own, k) => own[at[k]!]!);
    const trial = { ...model, preferences: chosen.map((one) => one.preference) };
    const moves = chosen.map((one) => one.moves);
    const all = new Uint8Array(times.length).fill(1);
    for (let k = 0; k < orders.length; k++) {
      const marks = stableForActor(trial, moves, k, [concept])[concept]!;
      for (let s = 0; s < marks.length; s++) all[s]! &= marks[s]!;
    }
    for (let s = 0; s < all.length; s++) times[s]! += all[s]!;
    let k = 0;
    while (k < at.length && ++at[k]! === orders[k]!.length) at[k++] = 0;
    if (k === at.length) return times;
  }
}

/** Every order of the best `vary` groups. */
function variants(rank: Int32Array, vary: number): Int32Array[] {
  const n = Math.min(vary, placesOf(rank));
  return permutations(n).map((order) => rank.map((place) => (place < n ? order[place]! : place)));
}

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((shorter) =>
    Array.from({ length: n }, (_, at) => [...shorter.slice(0, at), n - 1, ...shorter.slice(at)]),
  );
}

function placesOf(rank: Int32Array): number {
  return rank.reduce((most, place) => Math.max(most, place + 1), 0);
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
