// How far what the players really do is from what the game says: the mix they play, what each would gain by its best reply to
// the others' mixes, the nearest equilibrium (total variation of the player that is farthest off), and the logit precision
// under which that mix is likeliest (McKelvey & Palfrey 1995, section 6: fitting a quantal response equilibrium to play).
// In: a form and one mix a player, in doubles. The path is read where it was computed; no further search.

import { log } from "../../statistics/exp-log.ts";
import { expectedPayoffs, payoffTables } from "./expected-payoffs.ts";
import { floatPayoffs, type StrategicForm, strategyCounts } from "./strategic-form.ts";
import type { QrePoint } from "./trace-qre.ts";

export type DistanceFromPlay = {
  players: {
    /** What the mix brings, against the others' mixes. */
    payoff: number;
    bestReply: number;
    gain: number;
  }[];
  /** Place of the nearest equilibrium in the list given, and how far it is (0 the same, 1 nothing in common). */
  nearest?: { at: number; distance: number };
  /** The logit precision that fits the mix best, and the distance that is left. */
  logit?: { lambda: number; distance: number; profile: number[][] };
};

export function distanceFromPlay(
  form: StrategicForm,
  mixes: readonly (readonly number[])[],
  equilibria: readonly (readonly (readonly number[])[])[],
  path: readonly QrePoint[],
): DistanceFromPlay {
  const counts = strategyCounts(form);
  const u = expectedPayoffs(payoffTables(counts, floatPayoffs(form)), Float64Array.from(mixes.flat()));
  let from = 0;
  const players = mixes.map((mix) => {
    const mine = u.subarray(from, from + mix.length);
    from += mix.length;
    const payoff = mix.reduce((sum, p, s) => sum + p * mine[s]!, 0);
    let bestReply = 0;
    for (let s = 1; s < mine.length; s++) if (mine[s]! > mine[bestReply]!) bestReply = s;
    return { payoff, bestReply, gain: mine[bestReply]! - payoff };
  });
  const far = equilibria.map((one) => variation(mixes, one));
  const at = far.indexOf(Math.min(...far));
  const fit = likeliest(mixes, path);
  return {
    players,
    ...(at >= 0 ? { nearest: { at, distance: far[at]! } } : {}),
    ...(fit ? { logit: { ...fit, distance: variation(mixes, fit.profile) } } : {}),
  };
}

/** The largest total variation between two mixes of one player. */
function variation(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  return Math.max(...a.map((mix, i) => mix.reduce((sum, p, s) => sum + Math.abs(p - b[i]![s]!), 0) / 2));
}

function likeliest(mixes: readonly (readonly number[])[], path: readonly QrePoint[]): QrePoint | undefined {
  let best: QrePoint | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const point of path) {
    let fit = 0;
    mixes.forEach((mix, i) => {
      mix.forEach((p, s) => {
        if (p > 0) fit += p * log(Math.max(point.profile[i]![s]!, 1e-300));
      });
    });
    if (fit > most) {
      most = fit;
      best = point;
    }
  }
  return best;
}
