// The fast way (README.md of the oracle; docs/meaning.md "Stability"). Whether a move is deterred depends, for a ranked actor, on
// one number a state: the worst that the others can bring about from there, by legal sequences. Nobody moves twice in a
// row, so the number belongs to a pair (state, last mover); but two facts a state are enough: who brought it first, and
// whether somebody else can too. (That matters only where moves are arrows: option moves can be put together into one.)
// One reverse flood, worst value first: a state is landed on, and whoever could have moved there can bring that value about.
// Each landing (state, mover) happens once, so the cost is linear in states x movers x moves into a state at the most.

import type { Landing } from "./landings.ts";
import { inOrderOf } from "./moves.ts";

/** No opponent can move at all. */
export const NO_ANSWER = -1;

/**
 * For each state, the largest `badness` among the states that the opponents reach from it by legal sequences of their
 * moves (R_H of Fang, Hipel & Kilgour 1993), NO_ANSWER where they reach none.
 */
export function extremeAnswers(badness: Int32Array, opponents: readonly Landing[]): Int32Array {
  const count = badness.length;
  const worst = new Int32Array(count).fill(NO_ANSWER);
  /** The opponent that brings it about, and whether another one can as well. */
  const first = new Int16Array(count).fill(-1);
  const another = new Uint8Array(count);
  /** How far landings on the state are done: none, all but by `first`, all. */
  const landed = new Uint8Array(count);
  const pending = new Int32Array(2 * count);
  const from = new Int32Array(count);
  const order = inOrderOf(badness);
  let top = 0;

  const bring = (s: number, k: number, value: number) => {
    if (first[s] === -1) {
      first[s] = k;
      worst[s] = value;
      if (landed[s] === 0) pending[top++] = 2 * s;
    } else if (first[s] !== k && another[s] === 0) {
      another[s] = 1;
      if (landed[s] === 1) pending[top++] = 2 * s + 1;
    }
  };
  const land = (t: number, k: number, value: number) => {
    const n = opponents[k]!(t, from);
    for (let j = 0; j < n; j++) bring(from[j]!, k, value);
  };

  for (let p = count - 1; p >= 0; p--) {
    const target = order[p]!;
    const value = badness[target]!;
    if (landed[target] === 2) continue;
    const before = landed[target];
    landed[target] = 2;
    for (let k = 0; k < opponents.length; k++) {
      if (before === 0 || k === first[target]) land(target, k, value);
    }
    while (top > 0) {
      const code = pending[--top]!;
      const t = code >>> 1;
      const last = (code & 1) === 1;
      const whole = !last && another[t] === 1;
      landed[t] = last || whole ? 2 : 1;
      for (let k = 0; k < opponents.length; k++) if (whole || (k === first[t]) === last) land(t, k, value);
    }
  }
  return worst;
}
