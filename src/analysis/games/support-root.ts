// One isolated solution of a support's equations: found by Newton's method, then proved. In coordinates: the probabilities
// of each mixing player's strategies but the first.
// Proof (Krawczyk 1969; the functions are multilinear, so the slope matrix changes by at most kappa times the distance):
//   existence   |C F(x)| + rho (|I - C J(x)| + rho kappa) <= rho     a root lies within rho of x
//   uniqueness  |I - C J(x)| + r kappa < 1                           no other one within r of x
// Rounding is covered by a bound on the error of every sum.

import { solveDense } from "./solve-dense.ts";
import { contractFirst, type SupportConditions } from "./support-conditions.ts";

export type Root = {
  /** One list of probabilities a mixing player. */
  mix: Float64Array[];
  /** A true root lies within this (largest coordinate). */
  within: number;
  /** And no other within this. */
  alone: number;
};

/** Rounding of one table's value: every entry passes fewer additions than this many half units. */
export function roundingOf(conditions: SupportConditions): number {
  const additions = conditions.sizes.reduce((sum, size) => sum + size + 2, 4);
  return additions * conditions.scale * 2 ** -52;
}

/** Values of the equations and their slopes at a mix; slopes[row * unknowns + column]. */
export function equationsAt(
  conditions: SupportConditions,
  mix: readonly Float64Array[],
): { f: Float64Array; slopes: Float64Array } {
  const { sizes, equal } = conditions;
  const unknowns = equal.length;
  const f = new Float64Array(unknowns);
  const slopes = new Float64Array(unknowns * unknowns);
  equal.forEach((table, row) => {
    let column = 0;
    for (let j = 0; j < sizes.length; j++) {
      const along = alongAxis(table, sizes, mix, j);
      for (let a = 1; a < sizes[j]!; a++) slopes[row * unknowns + column++] = along[a]! - along[0]!;
      if (j === 0) f[row] = along.reduce((sum, value, a) => sum + value * mix[0]![a]!, 0);
    }
  });
  return { f, slopes };
}

/** The table averaged over all axes but one. */
function alongAxis(
  table: Float64Array,
  sizes: readonly number[],
  mix: readonly Float64Array[],
  axis: number,
): Float64Array {
  let values = table;
  for (let j = 0; j < axis; j++) values = contractFirst(values, mix[j]!);
  for (let j = sizes.length - 1; j > axis; j--) values = contractLast(values, mix[j]!);
  return values;
}

function contractLast(values: Float64Array, weights: Float64Array): Float64Array {
  const size = values.length / weights.length;
  const sums = new Float64Array(size);
  for (let s = 0; s < weights.length; s++) {
    for (let k = 0; k < size; k++) sums[k]! += weights[s]! * values[s * size + k]!;
  }
  return sums;
}

/** The inverse of a square matrix, or undefined. */
export function inverse(matrix: Float64Array, size: number): Float64Array | undefined {
  const sides = Array.from({ length: size }, (_, k) => {
    const side = new Float64Array(size);
    side[k] = 1;
    return side;
  });
  if (solveDense(matrix.slice(), size, ...sides) === 0) return undefined;
  const result = new Float64Array(size * size);
  sides.forEach((side, c) => {
    for (let r = 0; r < size; r++) result[r * size + c] = side[r]!;
  });
  return result.every(Number.isFinite) ? result : undefined;
}

/** Moves a mix by changes of its free probabilities; the first strategy takes the rest. */
export function shifted(mix: readonly Float64Array[], change: Float64Array): Float64Array[] {
  let column = 0;
  return mix.map((list) => {
    const next = list.slice();
    for (let a = 1; a < list.length; a++) next[a]! += change[column++]!;
    let rest = 1;
    for (let a = 1; a < next.length; a++) rest -= next[a]!;
    next[0] = rest;
    return next;
  });
}

/** Newton's method from a mix; undefined where it leaves the simplices for good or does not settle. */
export function newton(conditions: SupportConditions, from: readonly Float64Array[]): Float64Array[] | undefined {
  const unknowns = conditions.equal.length;
  let mix = from.slice();
  let last = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 20; round++) {
    const { f, slopes } = equationsAt(conditions, mix);
    const change = f.map((x) => -x);
    if (solveDense(slopes, unknowns, change) === 0) return undefined;
    mix = shifted(mix, change);
    if (mix.some((list) => list.some((p) => !(p > -1 && p < 2)))) return undefined;
    const length = change.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    if (length < 1e-15 || (length < 1e-12 && length >= last)) return mix;
    // Once under way it at least halves; who comes here from another part's root need not be followed.
    if (round > 2 && length > last / 2) return undefined;
    last = length;
  }
  return mix;
}

/** Proves that a root lies at `mix`, and how far it is the only one; undefined where that cannot be proved. */
export function certify(conditions: SupportConditions, mix: Float64Array[], bend: Float64Array): Root | undefined {
  const size = conditions.equal.length;
  const { f, slopes } = equationsAt(conditions, mix);
  const c = inverse(slopes, size);
  if (!c) return undefined;
  const rounding = roundingOf(conditions);
  let [residual, off, kappa] = [0, 0, 0];
  for (let r = 0; r < size; r++) {
    let [move, row, curve] = [0, 0, 0];
    for (let k = 0; k < size; k++) {
      move += Math.abs(c[r * size + k]!) * (Math.abs(f[k]!) + rounding);
      let product = r === k ? -1 : 0;
      for (let q = 0; q < size; q++) {
        product += c[r * size + q]! * slopes[q * size + k]!;
        curve += Math.abs(c[r * size + q]!) * bend[q * size + k]!;
        row += Math.abs(c[r * size + q]!) * 2 * rounding;
      }
      row += Math.abs(product);
    }
    residual = Math.max(residual, move);
    off = Math.max(off, row);
    kappa = Math.max(kappa, curve);
  }
  const within = 2.5 * residual + 1e-15;
  if (!(off + within * kappa < 0.5)) return undefined;
  return { mix, within, alone: kappa > 0 ? (0.95 - off) / kappa : 2 };
}

/** bend[row * unknowns + column]: by how much a slope can change while all probabilities move by one, within the simplices. */
export function slopeBends(conditions: SupportConditions): Float64Array {
  const { sizes, equal } = conditions;
  const unknowns = equal.length;
  const bend = new Float64Array(unknowns * unknowns);
  equal.forEach((table, row) => {
    let column = 0;
    for (let j = 0; j < sizes.length; j++) {
      for (let a = 1; a < sizes[j]!; a++, column++) {
        for (let l = 0; l < sizes.length; l++) {
          if (l === j) continue;
          for (let b = 1; b < sizes[l]!; b++) bend[row * unknowns + column]! += largestMixed(table, sizes, j, a, l, b);
        }
      }
    }
  });
  return bend;
}

/** The largest |T(a, b) - T(0, b) - T(a, 0) + T(0, 0)| over the other axes. */
function largestMixed(
  table: Float64Array,
  sizes: readonly number[],
  j: number,
  a: number,
  l: number,
  b: number,
): number {
  const step = (axis: number) => sizes.slice(0, axis).reduce((product, size) => product * size, 1);
  const [dj, dl] = [step(j), step(l)];
  let most = 0;
  for (let at = 0; at < table.length; at++) {
    if (Math.floor(at / dj) % sizes[j]! !== 0 || Math.floor(at / dl) % sizes[l]! !== 0) continue;
    const mixed = table[at + a * dj + b * dl]! - table[at + b * dl]! - table[at + a * dj]! + table[at]!;
    most = Math.max(most, Math.abs(mixed));
  }
  return most;
}
