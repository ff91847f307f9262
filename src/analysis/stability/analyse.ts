// One question for all models: which states are stable, for whom, by which concept. Actors that rank the states go the fast
// way, the others with sets, in the most demanding of the four attitudes to what is unknown ("a": such a state is stable
// whatever the unknown turns out to be). Moves are made once and handed on.

import type { Concept } from "./concepts.ts";
import type { GraphModel } from "./graph-model.ts";
import { type Moves, movesOf } from "./moves.ts";
import { hasUnknown } from "./prefer.ts";
import { combinationsOf } from "./simultaneous.ts";
import { ATTITUDES, type Attitude, stableBySets } from "./stable-by-sets.ts";
import { type StableStates, stableForActor, stableForAll } from "./stable-states.ts";

export type Stability = {
  model: GraphModel;
  moves: Moves[];
  concepts: Concept[];
  stable: StableStates;
  /** By concept: 1 where the state is stable for everybody. */
  equilibria: Partial<Record<Concept, Uint8Array>>;
};

/** Which states are stable, for whom, and by which concept: Nash, GMR, SMR and SEQ (Fang, Hipel & Kilgour 1993), and what the graph model has beside. */
export function analyse(
  model: GraphModel,
  concepts: readonly Concept[],
  attitude: Attitude = ATTITUDES[0]!,
): Stability {
  const moves = movesOf(model);
  const stable: StableStates = {};
  const equilibria: Partial<Record<Concept, Uint8Array>> = {};
  const byActor = model.actors.map((_, actor) => forActor(model, moves, actor, concepts, attitude));
  for (const concept of concepts) {
    stable[concept] = byActor.map((mine) => mine[concept]!);
    equilibria[concept] = stableForAll(stable[concept]!, model.states.count);
  }
  return { model, moves, concepts: [...concepts], stable, equilibria };
}

function forActor(
  model: GraphModel,
  moves: readonly Moves[],
  actor: number,
  concepts: readonly Concept[],
  attitude: Attitude,
): Partial<Record<Concept, Uint8Array>> {
  if (model.preferences[actor]!.kind === "ranked") return stableForActor(model, moves, actor, concepts);
  const mine: Partial<Record<Concept, Uint8Array>> = {};
  for (const concept of concepts) mine[concept] = stableBySets(model, moves, actor, concept, attitude);
  return mine;
}

/** SIM tries every combination of everybody's moves. */
const MOST_COMBINATIONS = 2 ** 31;

/** Why SIM cannot be given for this model, if it cannot. */
export function withoutSimultaneous(model: GraphModel): string | undefined {
  if (model.arrows) return "simultaneous moves are added up option by option, which coalesced states do not have";
  if (model.preferences.some((preference) => preference.kind === "pairs")) return "SIM is defined for rankings alone";
  const tries = combinationsOf(model) * model.states.count;
  if (tries > MOST_COMBINATIONS) return `SIM would try up to ${tries.toLocaleString("en-US")} combinations of moves`;
  return undefined;
}

export function anyUnknown(model: GraphModel): boolean {
  return model.preferences.some(hasUnknown);
}
