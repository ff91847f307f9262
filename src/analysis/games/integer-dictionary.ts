// A dictionary of linear constraints in integers: det * x_basic = b - A x_cobasic, pivoted without fractions (Edmonds 1967;
// Bareiss 1968; Avis's lrs, 2000). Every entry is a minor of the data, so each division is exact and numbers stay as small
// as they can. One flat array a dictionary, row by row, the right-hand side last; a pivot gives a new array.
// While all entries are below 2^49 they are doubles, and still exact (exact-pivot.ts); beyond, BigInt.

import { pivotDoubles } from "./exact-pivot.ts";

export type Dictionary = {
  /** rows * (columns + 1) integers. */
  cells: Float64Array | bigint[];
  /** Positive: the common denominator. */
  det: bigint;
  /** The variable of each row. */
  basis: number[];
  /** The variable of each column. */
  cobasis: number[];
};

const SMALL = 1n << 49n;

/** As doubles where they all fit. */
function packed(cells: bigint[], det: bigint): Float64Array | bigint[] {
  if (det >= SMALL) return cells;
  for (const cell of cells) if (cell >= SMALL || cell <= -SMALL) return cells;
  return Float64Array.from(cells, Number);
}

/** Slack s = b - A x; variables 0.. are the columns, then the slacks. A's rows are given with b as their last entry. */
export function startDictionary(rows: readonly (readonly bigint[])[]): Dictionary {
  const columns = rows[0]!.length - 1;
  return {
    cells: packed(rows.flat(), 1n),
    det: 1n,
    basis: rows.map((_, r) => columns + r),
    cobasis: Array.from({ length: columns }, (_, c) => c),
  };
}

/** An entry as a BigInt. */
export function cellAt(dictionary: Dictionary, row: number, column: number): bigint {
  return BigInt(dictionary.cells[row * (dictionary.cobasis.length + 1) + column]!);
}

/** Entries as doubles, rounded where they do not fit. */
export function roughCells(dictionary: Dictionary): Float64Array {
  return dictionary.cells instanceof Float64Array ? dictionary.cells : Float64Array.from(dictionary.cells, Number);
}

/** Swaps the variables of a row and a column. The cell between them must not be 0. */
export function pivot(from: Dictionary, row: number, column: number): Dictionary {
  const width = from.cobasis.length + 1;
  const basis = from.basis.slice();
  const cobasis = from.cobasis.slice();
  basis[row] = from.cobasis[column]!;
  cobasis[column] = from.basis[row]!;
  if (from.cells instanceof Float64Array) {
    const next = pivotDoubles(from.cells, Number(from.det), width, row, column);
    if (next) return { ...next, basis, cobasis };
  }
  return { ...pivotIntegers(Array.from(from.cells, BigInt), from.det, width, row, column), basis, cobasis };
}

function pivotIntegers(cells: bigint[], det: bigint, width: number, row: number, column: number) {
  const p = cells[row * width + column]!;
  const sign = p > 0n ? 1n : -1n;
  const next: bigint[] = new Array(cells.length);
  for (let at = 0, from = 0; from < cells.length; from += width) {
    const q = cells[from + column]!;
    const chosen = from === row * width;
    for (let c = 0, across = row * width; c < width; c++, at++, across++) {
      if (chosen) next[at] = sign * (c === column ? det : cells[at]!);
      else if (c === column) next[at] = -sign * q;
      else if (q === 0n) next[at] = cells[at] === 0n ? 0n : (sign * cells[at]! * p) / det;
      else next[at] = (sign * (cells[at]! * p - q * cells[across]!)) / det;
    }
  }
  return { cells: packed(next, sign * p), det: sign * p };
}
