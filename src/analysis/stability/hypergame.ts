// Misperception: each actor plays the game that it believes in (a first-level hypergame: Bennett 1977; Wang, Hipel & Fraser
// 1988). In: the true model, and for each actor its own where it has one. A state is stable for an actor if it is so in the
// actor's own game; a state that the actor leaves out of account it cannot hold to. Out: what holds by misperception alone,
// and what would hold if all saw the truth.

import { analyse, type Stability } from "./analyse.ts";
import type { View } from "./build-model.ts";
import type { Concept } from "./concepts.ts";
import { type StableStates, stableForAll } from "./stable-states.ts";

export type Hypergame = {
  /** In each actor's own game; 0 for a state that it leaves out of account. */
  stable: StableStates;
  equilibria: Partial<Record<Concept, Uint8Array>>;
  /** By actor: 1 for a true state that its own game does not have. */
  absent: (Uint8Array | undefined)[];
  /** Equilibria that would be none if all saw the truth, and those that are missed. */
  onlyByMisperception: Partial<Record<Concept, Uint8Array>>;
  missed: Partial<Record<Concept, Uint8Array>>;
};

export function hypergame(truth: Stability, views: readonly (View | undefined)[]): Hypergame {
  const { count } = truth.model.states;
  const games = views.map((view) => (view ? analyse(view.model, truth.concepts) : truth));
  const result: Hypergame = { stable: {}, equilibria: {}, absent: [], onlyByMisperception: {}, missed: {} };
  result.absent = views.map((view) => view && absentIn(view, count));
  for (const concept of truth.concepts) {
    const stable = views.map((view, actor) => inTruth(games[actor]!.stable[concept]![actor]!, view, count));
    const equilibria = stableForAll(stable, count);
    const real = truth.equilibria[concept]!;
    result.stable[concept] = stable;
    result.equilibria[concept] = equilibria;
    result.onlyByMisperception[concept] = equilibria.map((mark, s) => mark & (1 - real[s]!));
    result.missed[concept] = real.map((mark, s) => mark & (1 - equilibria[s]!));
  }
  return result;
}

function inTruth(marks: Uint8Array, view: View | undefined, count: number): Uint8Array {
  if (!view) return marks;
  const all = new Uint8Array(count);
  view.trueOf.forEach((s, own) => {
    if (s >= 0) all[s] = marks[own]!;
  });
  return all;
}

function absentIn(view: View, count: number): Uint8Array {
  const absent = new Uint8Array(count).fill(1);
  for (const s of view.trueOf) if (s >= 0) absent[s] = 0;
  return absent;
}
