// All vertices of { x >= 0, A x <= 1 }, bounded, A of non-negative integers: a walk over the feasible bases, exact in integers.
// Pivots follow the lexicographic rule (Dantzig, Orden & Wolfe 1955), which acts as if the right-hand sides were perturbed:
// the perturbed polytope is simple and its graph connected, so the walk meets every vertex, and a degenerate one through
// few bases. Work is bounded: `most` bases, then it stops and says so.
// Doubles only sieve the ratio tests; what they cannot tell apart is compared in integers.

import type { Dictionary } from "./integer-dictionary.ts";
import { cellAt, pivot, roughCells, startDictionary } from "./integer-dictionary.ts";

export type Vertex = {
  /** Numerators of the coordinates over one common denominator (left out: only their proportions are wanted). */
  numerators: bigint[];
  /** The tight constraints as bits, 32 a word: x_i = 0 is bit i, row j of A is bit (columns + j). */
  tight: Uint32Array;
};

export type VertexList = { vertices: Vertex[]; complete: boolean; bases: number };

type Frame = { dictionary: Dictionary | undefined; row: number; column: number; next: number };

/** Dictionaries kept on the way back; older ones are recomputed by undoing a pivot. */
const KEPT = 2048;
/** Doubles within this ratio of each other are compared exactly: far above their rounding, 4 * 2^-53. */
const CLOSE = 1 + 1e-12;

export function polytopeVertices(rows: readonly (readonly bigint[])[], most: number): VertexList {
  const first = startDictionary(rows.map((row) => [...row, 1n]));
  const columns = first.cobasis.length;
  const labels = columns + first.basis.length;
  const seen = new Set<number | string>([baseKey(first.cobasis, labels)]);
  const found = new Map<string | number, Vertex>();
  const path: Frame[] = [{ dictionary: first, row: 0, column: 0, next: 0 }];
  let floats = roughCells(first);
  record(first, labels, found);
  while (path.length > 0) {
    const frame = path[path.length - 1]!;
    const dictionary = frame.dictionary!;
    const step = nextStep(frame, dictionary, floats, seen, labels);
    if (step) {
      if (seen.size > most) return { vertices: [...found.values()], complete: false, bases: seen.size };
      const reached = pivot(dictionary, step.row, step.column);
      record(reached, labels, found);
      path.push({ dictionary: reached, ...step, next: 0 });
      const old = path[path.length - 1 - KEPT];
      if (old) old.dictionary = undefined;
      floats = roughCells(reached);
    } else {
      path.pop();
      const back = path[path.length - 1];
      if (!back) break;
      back.dictionary ??= pivot(dictionary, frame.row, frame.column);
      floats = roughCells(back.dictionary);
    }
  }
  return { vertices: [...found.values()], complete: true, bases: seen.size };
}

/** The next unseen neighbour of a frame's basis, marked as seen. */
function nextStep(
  frame: Frame,
  dictionary: Dictionary,
  floats: Float64Array,
  seen: Set<number | string>,
  labels: number,
) {
  const { basis, cobasis } = dictionary;
  while (frame.next < cobasis.length) {
    const column = frame.next++;
    const row = leavingRow(dictionary, column, floats);
    const swapped = cobasis.slice();
    swapped[column] = basis[row]!;
    const key = baseKey(swapped, labels);
    if (seen.has(key)) continue;
    seen.add(key);
    return { row, column };
  }
  return undefined;
}

/** A set of variables as one number where 52 bits hold it, else as text. */
function baseKey(variables: readonly number[], labels: number): number | string {
  if (labels > 52) return variables.toSorted((a, b) => a - b).join();
  let key = 0;
  for (const variable of variables) key += 2 ** variable;
  return key;
}

/** The row that leaves when a column enters: the least ratio of right-hand side to cell, ties broken lexicographically. */
export function leavingRow(dictionary: Dictionary, column: number, floats = roughCells(dictionary)): number {
  const width = dictionary.cobasis.length + 1;
  const height = dictionary.basis.length;
  let least = Number.POSITIVE_INFINITY;
  let best = -1;
  let close = 0;
  for (let r = 0; r < height; r++) {
    const cell = floats[r * width + column]!;
    if (!(cell > 0)) continue;
    const ratio = floats[r * width + width - 1]! / cell;
    // Too long for a double: nothing is known of it.
    if (!(ratio < Number.POSITIVE_INFINITY) || cell === Number.POSITIVE_INFINITY)
      return exactLeavingRow(dictionary, column);
    if (!(ratio * CLOSE < least)) {
      if (!(least * CLOSE < ratio)) close++;
      continue;
    }
    least = ratio;
    best = r;
    close = 1;
  }
  return close === 1 ? best : exactLeavingRow(dictionary, column);
}

function exactLeavingRow(dictionary: Dictionary, column: number): number {
  let best = -1;
  for (let r = 0; r < dictionary.basis.length; r++) {
    if (cellAt(dictionary, r, column) <= 0n) continue;
    if (best < 0 || lexicographicallyLess(dictionary, column, r, best)) best = r;
  }
  return best;
}

/** Compares rows r and s of (b, inverse of the basis) over their cell in the column. */
function lexicographicallyLess(dictionary: Dictionary, column: number, r: number, s: number): boolean {
  const { cobasis, basis } = dictionary;
  const over = (row: number, at: number, other: number) =>
    cellAt(dictionary, row, at) * cellAt(dictionary, other, column);
  const difference = over(r, cobasis.length, s) - over(s, cobasis.length, r);
  if (difference !== 0n) return difference < 0n;
  for (let slack = cobasis.length; slack < cobasis.length + basis.length; slack++) {
    const c = cobasis.indexOf(slack);
    if (c >= 0) {
      const tie = over(r, c, s) - over(s, c, r);
      if (tie !== 0n) return tie < 0n;
    } else if (basis[r] === slack || basis[s] === slack) return basis[s] === slack;
  }
  return false;
}

function record(dictionary: Dictionary, labels: number, found: Map<string | number, Vertex>): void {
  const { basis, cobasis } = dictionary;
  const tight = new Uint32Array((labels + 31) >>> 5);
  for (const label of cobasis) tight[label >>> 5]! |= 1 << (label & 31);
  const numerators: bigint[] = new Array(cobasis.length).fill(0n);
  for (let r = 0; r < basis.length; r++) {
    const label = basis[r]!;
    const value = cellAt(dictionary, r, cobasis.length);
    if (value === 0n) tight[label >>> 5]! |= 1 << (label & 31);
    else if (label < numerators.length) numerators[label] = value;
  }
  const key = tight.length === 1 ? tight[0]! : tight.join();
  if (!found.has(key)) found.set(key, { numerators, tight });
}
