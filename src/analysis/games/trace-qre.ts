// The principal branch of the logit quantal response correspondence: from the centroid at lambda 0, by homotopy
// (McKelvey & Palfrey 1995; Turocy 2005), read off at exact values of lambda where the path first comes by.
// In a game that is symmetric as listed the branch is followed within the symmetric profiles, where it belongs, so that a
// fork cannot lead off it. At any other fork a trifle decides for what is listed first, and the fork is named.
// Bounded: a count of steps and of payoffs read; where it stops early, it says why.

import { log } from "../../statistics/exp-log.ts";
import { largestRegret, payoffTables } from "./expected-payoffs.ts";
import { type StrategyClasses, symmetryAsListed } from "./game-symmetry.ts";
import { centroid, type LogitSystem, linearise, logitSystem, probabilities, residual } from "./logit-system.ts";
import { solveDense } from "./solve-dense.ts";
import type { StrategicForm } from "./strategic-form.ts";
import { floatPayoffs, strategyCounts } from "./strategic-form.ts";
import { advance, type Curve, type CurvePoint, type Stepper, stepOver, tangentAt } from "./trace-path.ts";

export type QrePoint = { lambda: number; profile: number[][] };

export type QrePath = {
  /** The wanted lambdas, as far as they were reached, in rising order. */
  points: QrePoint[];
  /** All points of the path, for drawing. */
  path: QrePoint[];
  /** Where the path forks without the game being symmetric as listed. */
  forks: number[];
  /** The last point, and what the best deviation from it gains: near 0 it is near an equilibrium. */
  last: QrePoint & { regret: number };
  stopped?: "steps" | "stuck" | "too-large";
};

export type QreOptions = {
  lambdas: readonly number[];
  /** Goes on beyond the last lambda until the regret, in parts of the range of payoffs, is below this. */
  untilRegret?: number;
  mostSteps?: number;
};

const MOST_STEPS = 5000;
/** Payoffs read and sums made on the way: some ten seconds. */
const MOST_WORK = 4e9;
/** Of all players together: the equations fill a square matrix. */
const MOST_STRATEGIES = 1000;
/** What decides at a fork, in parts of the range of payoffs. */
const TRIFLE = 1e-7;

/** Traces the principal branch (Turocy 2005, "A dynamic homotopy interpretation of the logistic quantal response equilibrium"). */
export function traceQre(form: StrategicForm, options: QreOptions): QrePath {
  const payoffs = floatPayoffs(form);
  const range = largestRange(payoffs, form.players.length);
  const tables = payoffTables(
    strategyCounts(form),
    payoffs.map((x) => x / range),
  );
  if (tables.total > MOST_STRATEGIES) return notFollowed(form);
  const classes = symmetryAsListed(form);
  const walk = (trifle: number) => follow(logitSystem(tables, classes, trifle), plain(tables, classes), range, options);
  const straight = walk(0);
  if (straight.forks.length === 0) return straight;
  const turned = walk(TRIFLE);
  // Before the fork both are the same branch; the one without the trifle is the exact one.
  return { ...turned, forks: straight.forks };
}

/** Only the beginning, at even odds. */
function notFollowed(form: StrategicForm): QrePath {
  const profile = strategyCounts(form).map((count) => new Array<number>(count).fill(1 / count));
  return { points: [], path: [], forks: [], last: { lambda: 0, profile, regret: Number.NaN }, stopped: "too-large" };
}

function plain(tables: LogitSystem["tables"], classes: StrategyClasses): LogitSystem {
  return logitSystem(tables, classes, 0);
}

/** The widest difference between payoffs of one player; 1 where all are tied. */
function largestRange(payoffs: Float64Array, n: number): number {
  let most = 0;
  for (let i = 0; i < n; i++) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let at = i; at < payoffs.length; at += n) {
      low = Math.min(low, payoffs[at]!);
      high = Math.max(high, payoffs[at]!);
    }
    most = Math.max(most, high - low);
  }
  return most > 0 ? most : 1;
}

/** A lambda as asked for, and on the scale of the path, whose payoffs have a range of 1. */
type Wanted = { lambda: number; at: number };

type Walk = { system: LogitSystem; exact: LogitSystem; range: number; result: QrePath; wanted: Wanted[] };

function follow(system: LogitSystem, exact: LogitSystem, range: number, options: QreOptions): QrePath {
  const { size } = system;
  const curve: Curve = { size, linearise: (y, jacobian) => linearise(system, y, jacobian, size + 1) };
  const along = new Float64Array(size + 1);
  along[size] = 1;
  const start = tangentAt(curve, centroid(system, log), along)!;
  const wanted = [...options.lambdas].sort((a, b) => a - b).map((lambda) => ({ lambda, at: lambda * range }));
  const zero = qrePoint(system, start.y, range);
  const result: QrePath = { points: [], path: [zero], forks: [], last: { ...zero, regret: 0 } };
  const walk: Walk = { system, exact, range, result, wanted };
  while (wanted[0] && wanted[0].at <= 0) result.points.push({ ...zero, lambda: wanted.shift()!.lambda });
  const at: Stepper = { point: start, step: 0.05 };
  const steps = options.mostSteps ?? MOST_STEPS;
  const each = system.tables.payoffs.length * system.tables.counts.length * 12 + 6 * (size + 1) ** 3;
  for (let k = 0; !isDone(walk, at, options); k++) {
    if (k >= steps || k * each > MOST_WORK) {
      result.stopped = k >= steps ? "steps" : "too-large";
      break;
    }
    if (!oneStep(walk, curve, at)) break;
  }
  const p = probabilities(system, at.point.y);
  result.last = { ...qrePoint(system, at.point.y, range), regret: largestRegret(system.tables, p) * range };
  return result;
}

function isDone(walk: Walk, at: Stepper, options: QreOptions): boolean {
  if (walk.wanted.length > 0) return false;
  if (options.untilRegret === undefined) return true;
  return largestRegret(walk.system.tables, probabilities(walk.system, at.point.y)) < options.untilRegret;
}

/** One step, and the wanted lambdas that it passes. False where the path cannot be followed further. */
function oneStep(walk: Walk, curve: Curve, at: Stepper): boolean {
  const before = at.point;
  const step = at.step;
  const outcome = advance(curve, at);
  if (outcome !== "moved") {
    walk.result.forks.push(before.y[curve.size]! / walk.range);
    if (stepOver(curve, at)) return true;
    walk.result.stopped = "stuck";
    return false;
  }
  const passed = readOff(walk, before, at.point);
  if (!passed) {
    // The point between could not be told for sure: the step is taken again, shorter.
    at.point = before;
    at.step = Math.min(step, at.step) / 3;
    return at.step > 1e-6;
  }
  walk.result.points.push(...passed);
  walk.wanted.splice(0, passed.length);
  walk.result.path.push(qrePoint(walk.system, at.point.y, walk.range));
  return true;
}

/** The points of the wanted lambdas between two points of the path; undefined where one is not found nearby. */
function readOff(walk: Walk, a: CurvePoint, b: CurvePoint): QrePoint[] | undefined {
  const { size } = walk.system;
  const points: QrePoint[] = [];
  const far = Math.sqrt(a.y.reduce((sum, x, k) => sum + (x - b.y[k]!) ** 2, 0));
  for (const { lambda, at } of walk.wanted) {
    if (at > b.y[size]!) break;
    const share = (at - a.y[size]!) / (b.y[size]! - a.y[size]!);
    const guess = a.y.map((x, k) => x + share * (b.y[k]! - x));
    guess[size] = at;
    const y = atLambda(walk.exact, guess, 0.5 * far);
    if (!y) return undefined;
    points.push({ ...qrePoint(walk.exact, y, walk.range), lambda });
  }
  return points;
}

/** Newton's method at a fixed lambda, within `near` of the guess. */
function atLambda(system: LogitSystem, guess: Float64Array, near: number): Float64Array | undefined {
  const { size } = system;
  const y = guess.slice();
  const matrix = new Float64Array(size * size);
  for (let round = 0; round < 20; round++) {
    const change = linearise(system, y, matrix, size).map((x) => -x);
    if (solveDense(matrix, size, change) === 0) return undefined;
    for (let k = 0; k < size; k++) y[k]! += change[k]!;
    const moved = Math.sqrt(y.reduce((sum, x, k) => sum + (x - guess[k]!) ** 2, 0));
    if (!(moved <= near + 1e-3)) return undefined;
    if (change.every((x) => Math.abs(x) < 1e-12)) break;
  }
  return residual(system, y).every((x) => Math.abs(x) < 1e-9) ? y : undefined;
}

function qrePoint(system: LogitSystem, y: Float64Array, range: number): QrePoint {
  const p = probabilities(system, y);
  const { counts, starts } = system.tables;
  const profile = counts.map((count, i) => {
    const mine = Array.from(p.subarray(starts[i]!, starts[i]! + count));
    const sum = mine.reduce((a, b) => a + b, 0);
    return mine.map((x) => x / sum);
  });
  return { lambda: y[system.size]! / range, profile };
}
