// The equations of the logit quantal response equilibrium (McKelvey & Palfrey 1995) in logarithms of probabilities, which
// stay moderate where probabilities do not (Turocy 2005), one unknown a class of alike strategies (game-symmetry.ts):
//   sum of p = 1 a player;  log p(s) - log p(first) = lambda * (u(s) - u(first)).
// y holds the logarithms by class and, last, lambda in units of 1 / (range of payoffs).

import { exp } from "../../statistics/exp-log.ts";
import { expectedPayoffs, payoffSlopes, type Tables } from "./expected-payoffs.ts";
import type { StrategyClasses } from "./game-symmetry.ts";

/** Players whose strategies fall in the same classes: one of them speaks for all. */
type PlayerType = { classes: number[]; times: number[]; places: number[] };

export type LogitSystem = {
  tables: Tables;
  classes: StrategyClasses;
  types: PlayerType[];
  /** Number of logarithms; y has one more. */
  size: number;
  /** A bonus by class, added to payoffs: 0, or a trifle that breaks ties for what is listed first. */
  bonus: Float64Array;
};

export function logitSystem(tables: Tables, classes: StrategyClasses, trifle: number): LogitSystem {
  const types: PlayerType[] = [];
  const bonus = new Float64Array(classes.count);
  const known = new Set<number>();
  tables.counts.forEach((count, i) => {
    const type: PlayerType = { classes: [], times: [], places: [] };
    for (let s = 0; s < count; s++) {
      const place = tables.starts[i]! + s;
      const k = classes.of[place]!;
      const at = type.classes.indexOf(k);
      if (at >= 0) type.times[at]!++;
      else {
        type.classes.push(k);
        type.times.push(1);
        type.places.push(place);
      }
    }
    if (known.has(type.classes[0]!)) return;
    for (const [at, k] of type.classes.entries()) {
      known.add(k);
      bonus[k] = -trifle * at;
    }
    types.push(type);
  });
  return { tables, classes, types, size: classes.count, bonus };
}

/** The centroid, where lambda is 0. */
export function centroid(system: LogitSystem, log: (x: number) => number): Float64Array {
  const y = new Float64Array(system.size + 1);
  for (const type of system.types) {
    const count = type.times.reduce((a, b) => a + b, 0);
    for (const k of type.classes) y[k] = -log(count);
  }
  return y;
}

/** Probabilities of all strategies of all players. */
export function probabilities(system: LogitSystem, y: Float64Array): Float64Array {
  const byClass = Float64Array.from({ length: system.size }, (_, k) => exp(y[k]!));
  return Float64Array.from(system.classes.of, (k) => byClass[k]!);
}

/** How far y is from solving the equations. */
export function residual(system: LogitSystem, y: Float64Array): Float64Array {
  const p = probabilities(system, y);
  return residualOf(system, y, p, expectedPayoffs(system.tables, p));
}

function residualOf(system: LogitSystem, y: Float64Array, p: Float64Array, u: Float64Array): Float64Array {
  const f = new Float64Array(system.size);
  let row = 0;
  for (const { classes, times, places } of system.types) {
    let sum = -1;
    for (let at = 0; at < places.length; at++) sum += times[at]! * p[places[at]!]!;
    f[row++] = sum;
    for (let at = 1; at < places.length; at++) {
      const gain = gainOver(system, u, classes, places, at);
      f[row++] = y[classes[at]!]! - y[classes[0]!]! - y[system.size]! * gain;
    }
  }
  return f;
}

function gainOver(system: LogitSystem, u: Float64Array, classes: number[], places: number[], at: number): number {
  return u[places[at]!]! + system.bonus[classes[at]!]! - u[places[0]!]! - system.bonus[classes[0]!]!;
}

/** The residual, and its slopes in y written row by row into `jacobian`, `width` a row. */
export function linearise(system: LogitSystem, y: Float64Array, jacobian: Float64Array, width: number): Float64Array {
  const { tables, size } = system;
  const p = probabilities(system, y);
  const slopes = new Float64Array(tables.total * tables.total);
  const u = payoffSlopes(tables, p, slopes);
  const lambda = y[size]!;
  jacobian.fill(0, 0, size * width);
  let row = 0;
  for (const { classes, times, places } of system.types) {
    for (let at = 0; at < places.length; at++) jacobian[row * width + classes[at]!] = times[at]! * p[places[at]!]!;
    row++;
    for (let at = 1; at < places.length; at++, row++) {
      const line = row * width;
      for (let b = 0; b < tables.total; b++) {
        const slope = slopes[places[at]! * tables.total + b]! - slopes[places[0]! * tables.total + b]!;
        jacobian[line + system.classes.of[b]!]! -= lambda * slope * p[b]!;
      }
      jacobian[line + classes[at]!]! += 1;
      jacobian[line + classes[0]!]! -= 1;
      if (width > size) jacobian[line + size] = -gainOver(system, u, classes, places, at);
    }
  }
  return residualOf(system, y, p, u);
}
