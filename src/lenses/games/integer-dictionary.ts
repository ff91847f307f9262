// A dictionary of linear constraints in integers: det * x_basic = b - A x_cobasic, pivoted without fractions (Edmonds 1967;
// Bareiss 1968; Avis's lrs, 2000). Every entry is a minor of the data, so each division is exact and numbers stay as small
// as they can. One flat array a dictionary, row by row, the right-hand side last; a pivot gives a new array.

export type Dictionary = {
  /** rows * (columns + 1) integers. */
  cells: bigint[];
  /** Positive: the common denominator. */
  det: bigint;
  /** The variable of each row. */
  basis: number[];
  /** The variable of each column. */
  cobasis: number[];
};

/** Slack s = b - A x; variables 0.. are the columns, then the slacks. A's rows are given with b as their last entry. */
export function startDictionary(rows: readonly (readonly bigint[])[]): Dictionary {
  const columns = rows[0]!.length - 1;
  return {
    cells: rows.flat(),
    det: 1n,
    basis: rows.map((_, r) => columns + r),
    cobasis: Array.from({ length: columns }, (_, c) => c),
  };
}

/** Swaps the variables of a row and a column. The cell between them must not be 0. */
export function pivot(from: Dictionary, row: number, column: number): Dictionary {
  const { cells, det } = from;
  const width = from.cobasis.length + 1;
  const p = cells[row * width + column]!;
  const next: bigint[] = new Array(cells.length);
  for (let r = 0, at = 0; r < from.basis.length; r++) {
    if (r === row) {
      for (let c = 0; c < width; c++, at++) next[at] = c === column ? det : cells[at]!;
      continue;
    }
    const q = cells[at + column]!;
    for (let c = 0, across = row * width; c < width; c++, at++, across++) {
      if (c === column) next[at] = -q;
      else if (q === 0n) next[at] = cells[at] === 0n ? 0n : (cells[at]! * p) / det;
      else next[at] = (cells[at]! * p - q * cells[across]!) / det;
    }
  }
  const basis = from.basis.slice();
  const cobasis = from.cobasis.slice();
  basis[row] = from.cobasis[column]!;
  cobasis[column] = from.basis[row]!;
  if (p > 0n) return { cells: next, det: p, basis, cobasis };
  return { cells: next.map((cell) => -cell), det: -p, basis, cobasis };
}
