// Where only credible answers deter (SEQ, SSEQ), a state can be made stable by what OTHERS want: for each improvement that
// nothing deters, the legal sequence of countermoves that takes the fewest moves against the mover's own interest; each such
// mover would have to like where it goes better than where it stands. A search by number of such moves over (state, last
// mover), Dijkstra's with costs of 0 and 1. Whether all changes hold together is checked by make-stable.ts.

import { type Concept, isSymmetric } from "./concepts.ts";
import { explain } from "./explain.ts";
import type { GraphModel } from "./graph-model.ts";
import { eachMove, type Moves } from "./moves.ts";
import { prefers } from "./prefer.ts";
import type { Change } from "./preference-change.ts";
import { rankOf } from "./stable-states.ts";

/** What the others would have to like; undefined where no sequence of theirs deters at all. */
export function credibleChanges(
  model: GraphModel,
  moves: readonly Moves[],
  actor: number,
  state: number,
  concept: Concept,
): Change[] | undefined {
  const rank = rankOf(model, actor);
  const deters = (t: number): boolean => {
    let fine = rank[t]! >= rank[state]!;
    if (fine && isSymmetric(concept)) eachMove(moves[actor]!, t, (out) => (fine &&= rank[out]! >= rank[state]!));
    return fine;
  };
  const changes: Change[] = [];
  for (const { to, answer } of explain(model, moves, actor, state, concept).improvements) {
    if (answer) continue;
    const against = fewestAgainst(model, moves, actor, to, deters);
    if (!against) return undefined;
    for (const change of against) if (!changes.some((one) => sameChange(one, change))) changes.push(change);
  }
  return changes;
}

function sameChange(a: Change, b: Change): boolean {
  return a.actor === b.actor && a.than === b.than && a.states[0] === b.states[0];
}

function fewestAgainst(
  model: GraphModel,
  moves: readonly Moves[],
  actor: number,
  from: number,
  deters: (t: number) => boolean,
): Change[] | undefined {
  const actors = model.actors.length;
  const { count } = model.states;
  const before = new Map<number, { node: number; against?: Change }>();
  let wave: number[] = [from * (actors + 1) + actors];
  const start = wave[0]!;
  while (wave.length > 0) {
    const next: { node: number; came: number; against: Change }[] = [];
    for (let k = 0; k < wave.length; k++) {
      const node = wave[k]!;
      const s = Math.floor(node / (actors + 1));
      if (node !== start && deters(s)) return back(before, node);
      for (let j = 0; j < actors; j++) {
        if (j === actor || j === node % (actors + 1)) continue;
        eachMove(moves[j]!, s, (t) => {
          const to = t * (actors + 1) + j;
          if (before.has(to)) return;
          if (!prefers(model.preferences[j]!, count, t, s)) {
            next.push({ node: to, came: node, against: { actor: j, states: [t], than: s, how: "above" } });
            return;
          }
          before.set(to, { node });
          wave.push(to);
        });
      }
    }
    wave = [];
    for (const { node, came, against } of next) {
      if (before.has(node)) continue;
      before.set(node, { node: came, against });
      wave.push(node);
    }
  }
  return undefined;
}

function back(before: ReadonlyMap<number, { node: number; against?: Change }>, end: number): Change[] {
  const changes: Change[] = [];
  for (let at = before.get(end); at; at = before.get(at.node)) if (at.against) changes.unshift(at.against);
  return changes;
}
