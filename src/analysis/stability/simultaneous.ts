// Simultaneous stability (SIM): each improvement of the actor must meet some combination in which every opponent stays or
// makes one improvement of its own from the same state, all changes added up; the result exists and is no better for the
// actor. The option-form reading of GMCR+ of Fraser & Hipel 1984; the books of 1993 and 2018 leave it out.
// Every combination is tried afresh for every improvement. Needs option patterns: merged states have none.

import { findPattern, type GraphModel, maskOf } from "./graph-model.ts";
import { mayPrefer } from "./landings.ts";
import { eachMove, type Moves } from "./moves.ts";
import { compare, prefers } from "./prefer.ts";

/** 1 where the state is SIM stable for the actor. */
export function simultaneousStates(model: GraphModel, moves: readonly Moves[], actor: number): Uint8Array {
  const { count } = model.states;
  const stable = new Uint8Array(count);
  const opponents = model.actors.map((_, k) => k).filter((k) => k !== actor);
  const masks = model.actors.map((_, k) => maskOf(model, (option) => option.owner === k));
  for (let s = 0; s < count; s++) {
    const preference = model.preferences[actor]!;
    const mine: number[] = [];
    eachMove(moves[actor]!, s, (t) => prefers(preference, count, t, s) && mine.push(t));
    const theirs = opponents.map((k) => {
      const stayOrImprove = [s];
      eachMove(moves[k]!, s, (t) => mayPrefer(model.preferences[k]!, count, t, s) && stayOrImprove.push(t));
      return { mask: masks[k]!, states: stayOrImprove };
    });
    stable[s] = mine.every((t) => metByOthers(model, actor, s, t, theirs)) ? 1 : 0;
  }
  return stable;
}

/** How many combinations `simultaneousStates` would try at the most for one state. */
export function combinationsOf(model: GraphModel): number {
  const own = model.actors.map((_, k) => model.options.filter((option) => option.owner === k).length);
  return own.reduce((product, n) => product * 2 ** n, 1);
}

type Replies = { mask: Uint32Array; states: number[] }[];

function metByOthers(model: GraphModel, actor: number, s: number, t: number, theirs: Replies): boolean {
  const { width, words, count } = model.states;
  const result = words.slice(t * width, (t + 1) * width);
  const meets = (k: number): boolean => {
    if (k === theirs.length) {
      const end = findPattern(model.states, result);
      return end >= 0 && compare(model.preferences[actor]!, count, end, s) <= 0;
    }
    const { mask, states } = theirs[k]!;
    const before = result.slice();
    for (const reply of states) {
      for (let w = 0; w < width; w++) result[w] = (before[w]! & ~mask[w]!) | (words[reply * width + w]! & mask[w]!);
      if (meets(k + 1)) return true;
    }
    result.set(before);
    return false;
  };
  return meets(0);
}
