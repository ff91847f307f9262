// The smallest sets of states that an actor must come to like no better than the wanted one, so that it would stay there.
// Each of its improvements that nothing deters must either fall itself, or meet an answer: a state that the others can bring
// about, which must fall (and, where its own way out counts, all that it could leave that state for). A hitting-set problem:
// solved exactly by branching on the improvement with the fewest remedies, within a bound on the work, greedily beyond it.

import { type Concept, isCredible, isSymmetric } from "./concepts.ts";
import { explain } from "./explain.ts";
import type { GraphModel } from "./graph-model.ts";
import { type Moves, movesFrom } from "./moves.ts";
import { walkFrom } from "./reach.ts";
import { rankOf } from "./stable-states.ts";

export type Demotions = {
  /** Sets of states, all of the least size found, those nearest to the wanted state first. */
  sets: number[][];
  /** Proved that no smaller set does. */
  least: boolean;
};

/** States whose fall deters some of the open improvements (bits of `helps`); `drop` is how many places they fall. */
type Remedy = { states: number[]; helps: bigint; drop: number };

const MOST_SETS = 4;
const MOST_BRANCHES = 50_000;
const MOST_REMEDIES = 400;

export function leastDemotions(
  model: GraphModel,
  moves: readonly Moves[],
  actor: number,
  state: number,
  concept: Concept,
): Demotions {
  const rank = rankOf(model, actor);
  const open = explain(model, moves, actor, state, concept).improvements.filter((one) => !one.answer);
  const all = new Map<string, Remedy>();
  open.forEach(({ to }, k) => {
    for (const states of remediesFor(model, moves, actor, state, to, concept)) {
      const key = states.join(" ");
      const drop = states.reduce((sum, t) => sum + rank[state]! - rank[t]!, 0);
      const remedy = all.get(key) ?? { states, helps: 0n, drop };
      remedy.helps |= 1n << BigInt(k);
      all.set(key, remedy);
    }
  });
  const { kept, exact } = worthwhile([...all.values()]);
  const found = search(kept, (1n << BigInt(open.length)) - 1n);
  return { sets: found.sets, least: exact && found.whole };
}

/** Sets of states, ascending, the fall of any one of which deters the improvement `to`. */
function remediesFor(
  model: GraphModel,
  moves: readonly Moves[],
  actor: number,
  state: number,
  to: number,
  concept: Concept,
): number[][] {
  const all: number[][] = [[to]];
  if (concept === "R") return all;
  const rank = rankOf(model, actor);
  const others = model.actors.map((_, k) => k).filter((k) => k !== actor);
  const walk = walkFrom(model, moves, to, others, isCredible(concept) ? "may-better" : "any");
  for (const end of new Set(Array.from(walk.nodes, (node) => Math.floor(node / walk.actors)))) {
    const out = isSymmetric(concept) ? movesFrom(moves[actor]!, end) : [];
    const better = [end, ...out].filter((t) => rank[t]! < rank[state]!);
    all.push([...new Set(better)].sort((a, b) => a - b));
  }
  return all;
}

/**
 * Without remedies for which a single state does as much: exact while all are single states, since then one can stand for the
 * other. Of those that help alike, the nearest few stay. Larger sets may share states, so they stay up to a number.
 */
function worthwhile(all: Remedy[]): { kept: Remedy[]; exact: boolean } {
  const nearest = all.sort((a, b) => a.states.length - b.states.length || a.drop - b.drop);
  const kept: Remedy[] = [];
  let exact = true;
  let pruned = false;
  for (const remedy of nearest) {
    const single = remedy.states.length === 1;
    const better = kept.filter((one) => one.states.length === 1 && (remedy.helps & ~one.helps) === 0n);
    const alike = better.filter((one) => one.helps === remedy.helps);
    const dominated = better.length > alike.length || alike.length >= (single ? MOST_SETS : 1);
    const contained = kept.some(
      (one) => one.states.length === 1 && remedy.states.includes(one.states[0]!) && better.includes(one),
    );
    pruned ||= dominated && !contained;
    if (dominated || contained) continue;
    if (kept.length < MOST_REMEDIES) kept.push(remedy);
    else exact = false;
  }
  return { kept, exact: exact && !(pruned && kept.some((one) => one.states.length > 1)) };
}

function search(remedies: Remedy[], everything: bigint): { sets: number[][]; whole: boolean } {
  let branches = 0;
  let size = greedy(remedies, everything).states.length;
  let found = new Map<string, Remedy>();
  const branch = (chosen: Remedy): void => {
    if (++branches > MOST_BRANCHES) return;
    const open = everything & ~chosen.helps;
    if (open === 0n) {
      if (chosen.states.length < size) found = new Map();
      size = chosen.states.length;
      found.set(chosen.states.join(" "), chosen);
      return;
    }
    const first = open & -open;
    for (const remedy of remedies) {
      if ((remedy.helps & first) === 0n) continue;
      const more = joined(chosen, remedy);
      if (more.states.length <= size) branch(more);
    }
  };
  branch({ states: [], helps: 0n, drop: 0 });
  if (found.size === 0) found.set("", greedy(remedies, everything));
  const sets = [...found.values()].sort((a, b) => a.drop - b.drop || a.states[0]! - b.states[0]!);
  return { sets: sets.slice(0, MOST_SETS).map((one) => one.states), whole: branches <= MOST_BRANCHES };
}

function joined(a: Remedy, b: Remedy): Remedy {
  const states = [...new Set([...a.states, ...b.states])].sort((x, y) => x - y);
  return { states, helps: a.helps | b.helps, drop: a.drop + b.drop };
}

/** Again and again the remedy that helps the most improvements for each state it takes. */
function greedy(remedies: Remedy[], everything: bigint): Remedy {
  let chosen: Remedy = { states: [], helps: 0n, drop: 0 };
  while (chosen.helps !== everything) {
    const open = everything & ~chosen.helps;
    const worth = (one: Remedy) => bitsIn(one.helps & open) / one.states.length;
    chosen = joined(
      chosen,
      remedies.reduce((best, one) => (worth(one) > worth(best) ? one : best)),
    );
  }
  return chosen;
}

function bitsIn(bits: bigint): number {
  let n = 0;
  for (let left = bits; left !== 0n; left &= left - 1n) n++;
  return n;
}
