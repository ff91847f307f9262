// Follows a curve F(y) = 0 of n equations in n + 1 unknowns by prediction along the tangent and Newton's correction at right
// angles to it, with a step that grows and shrinks by how well that goes (Allgower & Georg 1990, chapters 3 and 6).
// The sign of the bordered determinant never changes along one branch: where it does, a fork was stepped over, and the step
// is taken again, shorter. A fork that stays so down to the shortest step is told to the caller.

import { solveDense } from "./solve-dense.ts";

export type Curve = {
  /** Number of equations. */
  size: number;
  /** F(y), and its slopes into a matrix of size + 1 columns. */
  linearise: (y: Float64Array, jacobian: Float64Array) => Float64Array;
};

export type CurvePoint = { y: Float64Array; tangent: Float64Array; sign: number };

/** Corrections and steps below these parts of the point's size are rounding. */
const CLOSE = 1e-12;
const SHORTEST = 1e-7;
const LONGEST = 3;
/** The first correction may be this long, and each next one this much of the one before. */
const FIRST_CORRECTION = 0.3;
const CONTRACTION = 0.6;
/** The least cosine between neighbouring tangents. */
const STRAIGHT = 0.95;

export type Stepper = { point: CurvePoint; step: number };

/** The tangent at y, on the side of `along`; undefined where it is not defined. */
export function tangentAt(curve: Curve, y: Float64Array, along: Float64Array): CurvePoint | undefined {
  const width = curve.size + 1;
  const matrix = new Float64Array(width * width);
  curve.linearise(y, matrix);
  matrix.set(along, curve.size * width);
  const tangent = new Float64Array(width);
  tangent[curve.size] = 1;
  const sign = solveDense(matrix, width, tangent);
  const length = Math.sqrt(tangent.reduce((sum, x) => sum + x * x, 0));
  if (sign === 0 || !(length < Number.POSITIVE_INFINITY)) return undefined;
  return { y, tangent: tangent.map((x) => x / length), sign };
}

/** Newton's method in the plane through `from` at right angles to the tangent. */
function correct(
  curve: Curve,
  from: Float64Array,
  tangent: Float64Array,
): { y: Float64Array; rounds: number } | undefined {
  const width = curve.size + 1;
  const y = from.slice();
  const size = sizeOf(from);
  let last = FIRST_CORRECTION * segment(size);
  for (let rounds = 1; rounds <= 12; rounds++) {
    const matrix = new Float64Array(width * width);
    const f = curve.linearise(y, matrix);
    matrix.set(tangent, curve.size * width);
    const change = new Float64Array(width);
    for (let k = 0; k < curve.size; k++) change[k] = -f[k]!;
    if (solveDense(matrix, width, change) === 0) return undefined;
    const length = Math.sqrt(change.reduce((sum, x) => sum + x * x, 0));
    if (!(length < last)) return length < 1e3 * CLOSE * size ? { y, rounds } : undefined;
    for (let k = 0; k < width; k++) y[k]! += change[k]!;
    if (length < CLOSE * size) return { y, rounds };
    last = CONTRACTION * length;
  }
  return undefined;
}

export type Advance = "moved" | "fork" | "stuck";

/** One accepted step along the curve. At a fork nothing has moved and the step is the shortest. */
export function advance(curve: Curve, at: Stepper): Advance {
  const size = sizeOf(at.point.y);
  let turned = false;
  while (at.step >= SHORTEST * size) {
    turned = false;
    const { y, tangent, sign } = at.point;
    const predicted = y.map((x, k) => x + at.step * tangent[k]!);
    const corrected = correct(curve, predicted, tangent);
    const next = corrected && tangentAt(curve, corrected.y, tangent);
    if (next && next.tangent.reduce((sum, x, k) => sum + x * tangent[k]!, 0) > STRAIGHT) {
      if (next.sign === sign) {
        at.point = next;
        if (corrected.rounds <= 3) at.step = Math.min(LONGEST * segment(size), at.step * 1.6);
        return "moved";
      }
      turned = true;
    }
    at.step /= 2;
  }
  return turned ? "fork" : "stuck";
}

/** The largest part of a point; at least 1. */
function sizeOf(y: Float64Array): number {
  return y.reduce((most, x) => (Math.abs(x) > most ? Math.abs(x) : most), 1);
}

/** Far out, where logarithms grow in proportion to lambda, steps may grow as well. */
function segment(size: number): number {
  return Math.max(1, size / 8);
}

/** Steps straight over a fork and goes on along the branch that lies ahead. */
export function stepOver(curve: Curve, at: Stepper): boolean {
  const size = sizeOf(at.point.y);
  for (let step = 1e-4 * size; step < 0.1 * size; step *= 2) {
    const { y, tangent } = at.point;
    const corrected = correct(
      curve,
      y.map((x, k) => x + step * tangent[k]!),
      tangent,
    );
    const next = corrected && tangentAt(curve, corrected.y, tangent);
    if (next && next.tangent.reduce((sum, x, k) => sum + x * tangent[k]!, 0) > STRAIGHT) {
      at.point = next;
      at.step = step;
      return true;
    }
  }
  return false;
}
