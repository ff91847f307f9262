// Why a state is stable for an actor, or is not: each of its improvements, and the shortest legal sequence of countermoves
// that deters it, if there is one. Plain data; say.ts puts it into words, draw-tree.ts into a picture.

import { type Concept, isCredible, isSymmetric } from "./concepts.ts";
import type { GraphModel } from "./graph-model.ts";
import { eachMove, type Moves } from "./moves.ts";
import { compare, prefers } from "./prefer.ts";
import { pathTo, type Step, walkFrom } from "./reach.ts";

export type Improvement = {
  to: number;
  /** The others' countermoves, to a state that the actor likes no better than now; none where nothing deters. */
  answer?: Step[];
  /** How the actor likes the end of the answer, against now: one of graph-model's constants. */
  likes?: number;
};

export type Explanation = {
  actor: number;
  state: number;
  concept: Concept;
  stable: boolean;
  /** Moves that the actor has at all. */
  moves: number;
  improvements: Improvement[];
};

/** For every concept but SIM, which has no sequences. */
export function explain(
  model: GraphModel,
  moves: readonly Moves[],
  actor: number,
  state: number,
  concept: Concept,
): Explanation {
  const preference = model.preferences[actor]!;
  const { count } = model.states;
  let all = 0;
  const better: number[] = [];
  eachMove(moves[actor]!, state, (t) => {
    all++;
    if (prefers(preference, count, t, state)) better.push(t);
  });
  better.sort((a, b) => compare(preference, count, b, a) || a - b);
  const improvements = better.map((to) => answerTo(model, moves, actor, state, to, concept));
  return { actor, state, concept, stable: improvements.every((one) => one.answer), moves: all, improvements };
}

function answerTo(
  model: GraphModel,
  moves: readonly Moves[],
  actor: number,
  state: number,
  to: number,
  concept: Concept,
): Improvement {
  if (concept === "R" || concept === "SIM") return { to };
  const preference = model.preferences[actor]!;
  const { count } = model.states;
  const noBetter = (t: number) => compare(preference, count, t, state) <= 0;
  const deters = (t: number): boolean => {
    if (!noBetter(t)) return false;
    let trapped = true;
    if (isSymmetric(concept)) eachMove(moves[actor]!, t, (out) => (trapped &&= noBetter(out)));
    return trapped;
  };
  const others = model.actors.map((_, k) => k).filter((k) => k !== actor);
  const walk = walkFrom(model, moves, to, others, isCredible(concept) ? "may-better" : "any", deters);
  const last = walk.nodes.length - 1;
  const end = last < 0 ? -1 : Math.floor(walk.nodes[last]! / walk.actors);
  if (end < 0 || !deters(end)) return { to };
  return { to, answer: pathTo(walk, last), likes: compare(preference, count, end, state) };
}
