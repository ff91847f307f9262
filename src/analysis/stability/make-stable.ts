// The inverse question by least change: what would an actor have to like differently for a wanted state to be stable?
// Only its comparisons with that state matter to it, and liking fewer states better never harms; so the least change is the
// smallest set of states that it must come to like no better (repair-sets.ts). Beside that: how far the wanted state must
// rise; and, where answers must be credible, what the others would have to like for a threat to be so. Every way is checked
// again by the definitions, for every actor.
// In the spirit of Kinsara, Kilgour & Hipel 2015; counts over rankings are in count-rankings.ts.

import { type Concept, isCredible } from "./concepts.ts";
import { credibleChanges } from "./credible-threats.ts";
import { explain } from "./explain.ts";
import { type GraphModel, statesWhere } from "./graph-model.ts";
import type { Moves } from "./moves.ts";
import { applied, type Change } from "./preference-change.ts";
import { leastDemotions } from "./repair-sets.ts";
import { rankOf } from "./stable-states.ts";

export type WayToStability = {
  /** States fall, the wanted state rises, another actor's threat becomes credible, or one actor after another changes. */
  kind: "lower" | "raise" | "threat" | "together";
  changes: Change[];
  /** Comparisons that turn round. */
  size: number;
  /** No smaller change of this kind does it. */
  least: boolean;
  /** Actors for whom the state is then not stable. */
  unstableFor: number[];
  /** The new rankings, by actor slot. */
  ranks: { actor: number; rank: Int32Array }[];
};

export type MakeStable = {
  state: number;
  concept: Concept;
  /** Actors for whom it is not stable now, each with ways, least first. */
  unstable: { actor: number; ways: WayToStability[] }[];
  /** One way for everybody at once; missing where it is stable already. */
  together?: WayToStability;
};

/** More states than this, and only the rise of the wanted state is tried. */
const MOST_STATES = 20_000;

export function makeStable(model: GraphModel, moves: readonly Moves[], state: number, concept: Concept): MakeStable {
  const unstable = unstableFor(model, moves, state, concept).map((actor) => ({
    actor,
    ways: waysFor(model, moves, actor, state, concept),
  }));
  const together = unstable.length > 0 ? allTogether(model, moves, state, concept) : undefined;
  return { state, concept, unstable, ...(together ? { together } : {}) };
}

function unstableFor(model: GraphModel, moves: readonly Moves[], state: number, concept: Concept): number[] {
  return model.actors.map((_, k) => k).filter((k) => !explain(model, moves, k, state, concept).stable);
}

function waysFor(
  model: GraphModel,
  moves: readonly Moves[],
  actor: number,
  state: number,
  concept: Concept,
): WayToStability[] {
  const make = (kind: WayToStability["kind"], changes: Change[], least: boolean): WayToStability => {
    const changed = changes.reduce(applied, model);
    return {
      kind,
      changes,
      size: changes.reduce((sum, change) => sum + change.states.length, 0),
      least,
      unstableFor: unstableFor(changed, moves, state, concept),
      ranks: [...new Set(changes.map((change) => change.actor))].map((k) => ({ actor: k, rank: rankOf(changed, k) })),
    };
  };
  const ways: WayToStability[] = [];
  if (model.states.count <= MOST_STATES) {
    const { sets, least } = leastDemotions(model, moves, actor, state, concept);
    ways.push(...sets.map((states) => make("lower", [{ actor, states, than: state, how: "fall" }], least)));
    if (isCredible(concept)) {
      const changes = credibleChanges(model, moves, actor, state, concept);
      if (changes) ways.push(make("threat", changes, false));
    }
  }
  const rise = leastRise(model, moves, actor, state, concept);
  const known = ways.some((way) => way.kind === "lower" && way.changes[0]!.states.join() === rise.states.join());
  if (!known) ways.push(make("raise", [rise], true));
  return ways
    .filter((way) => !way.unstableFor.includes(actor))
    .sort((a, b) => a.size - b.size || a.unstableFor.length - b.unstableFor.length);
}

/** How far the wanted state must rise in the actor's ranking: by halving, since a higher place never harms. */
function leastRise(model: GraphModel, moves: readonly Moves[], actor: number, state: number, concept: Concept): Change {
  const rank = rankOf(model, actor);
  const toPlace = (place: number): Change => {
    const states = statesWhere(rank.length, (t) => rank[t]! >= place && rank[t]! < rank[state]!);
    return { actor, states, than: state, how: "rise" };
  };
  let low = 0;
  let high = rank[state]!;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    const trial = applied(model, toPlace(middle));
    if (explain(trial, moves, actor, state, concept).stable) low = middle;
    else high = middle - 1;
  }
  return toPlace(low);
}

/** Least ways of one actor after another, until nobody leaves; the wanted state at everybody's top is stable in the end. */
function allTogether(model: GraphModel, moves: readonly Moves[], state: number, concept: Concept): WayToStability {
  let changed = model;
  const changes: Change[] = [];
  let left = unstableFor(changed, moves, state, concept);
  for (let round = 0; left.length > 0 && round < 2 * model.actors.length; round++) {
    const actor = left[0]!;
    const own = waysFor(changed, moves, actor, state, concept).filter((way) => way.kind !== "threat");
    const way = own[0]!;
    for (const change of way.changes) {
      changed = applied(changed, change);
      changes.push(change);
    }
    left = unstableFor(changed, moves, state, concept);
  }
  const actors = [...new Set(changes.map((change) => change.actor))];
  return {
    kind: "together",
    changes,
    size: changes.reduce((sum, change) => sum + change.states.length, 0),
    least: false,
    unstableFor: left,
    ranks: actors.map((actor) => ({ actor, rank: rankOf(changed, actor) })),
  };
}
