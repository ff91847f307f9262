// Random graph models for the property tests: 1 to 4 actors, up to 8 options, irreversible ones both ways, infeasible
// states, ties, states that an actor does not perceive. A model is a function of its seed, which every failure prints.

import { enumerateStates } from "../../../src/analysis/stability/enumerate-states.ts";
import type { GraphModel, GraphOption, OptionMoves } from "../../../src/analysis/stability/graph-model.ts";
import { dense } from "../../../src/analysis/stability/rank-by-list.ts";

/** A linear congruential generator (Numerical Recipes' constants): enough to shuffle models. */
export function luck(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) * 2 ** -24;
  };
}

export function randomModel(seed: number, mostOptions = 7): GraphModel {
  const draw = luck(seed);
  const below = (n: number) => Math.floor(draw() * n);
  const actors = 1 + below(4);
  const moves: OptionMoves[] = ["reversible", "reversible", "reversible", "only-no-to-yes", "only-yes-to-no"];
  const options = Array.from(
    { length: Math.max(actors, 2 + below(mostOptions - 1)) },
    (_, o): GraphOption => ({
      id: `o${o}`,
      label: `o${o}`,
      owner: o < actors ? o : below(actors),
      moves: moves[below(moves.length)]!,
    }),
  );
  const rules = Array.from({ length: below(4) }, () =>
    options.flatMap((_, option) => (draw() < 0.45 ? [{ option, yes: draw() < 0.5 }] : [])),
  ).filter((rule) => rule.length > 1);
  const { states } = enumerateStates(options.length, rules, 100_000);
  const levels = 1 + below(states.count * 2);
  const ranks = Array.from({ length: actors }, () =>
    dense(Int32Array.from({ length: states.count }, () => below(levels))),
  );
  const blind = draw() < 0.15;
  return {
    title: `random ${seed}`,
    actors: ranks.map((_, k) => ({ id: `a${k}`, name: `a${k}` })),
    options,
    states,
    preferences: ranks.map((rank) => ({ kind: "ranked", rank })),
    ...(blind
      ? { unseen: ranks.map(() => Uint8Array.from({ length: states.count }, () => (draw() < 0.2 ? 1 : 0))) }
      : {}),
  };
}

/** The same with moves that are arrows drawn at will: not even two moves of one actor can be put together into one. */
export function randomArrows(seed: number): GraphModel {
  const model = randomModel(seed, 4);
  const draw = luck(seed + 1_000_000);
  const { count } = model.states;
  const arrows = model.actors.map(() => {
    const start = new Int32Array(count + 1);
    const to: number[] = [];
    for (let s = 0; s < count; s++) {
      for (let t = 0; t < count; t++) if (s !== t && draw() < 1.5 / count) to.push(t);
      start[s + 1] = to.length;
    }
    return { start, to: Int32Array.from(to) };
  });
  const { unseen: _, ...seen } = model;
  return { ...seen, arrows };
}
