// A basis that is probably optimal for a linear program, found by the simplex method in doubles. Only a hint: whoever
// takes it goes on in exact numbers, so nothing here has to be right. Bounded by a count of pivots.

const TINY = 1e-9;

export function floatBasis(program: {
  objective: readonly bigint[];
  rows: readonly (readonly bigint[])[];
  bounds: readonly bigint[];
}): Set<number> {
  const height = program.rows.length;
  const columns = program.objective.length;
  const rows = [
    ...program.rows.map((row, r) => [...row, program.bounds[r]!]),
    [...program.objective.map((c) => -c), 0n],
  ];
  const cells = rows.map((row) => scaled(row.map(Number)));
  // A touch of slack in every bound, different in each row, keeps the walk from standing still.
  for (let r = 0; r < height; r++) cells[r]![columns]! += 1e-7 * (1 + r / height);
  const basis = Array.from({ length: height }, (_, r) => columns + r);
  const cobasis = Array.from({ length: columns }, (_, c) => c);
  for (let pivots = 0; pivots < 20 * (height + columns); pivots++) {
    const column = mostNegative(cells[height]!, columns);
    const row = column < 0 ? -1 : leastRatio(cells, column, height, columns);
    if (row < 0) break;
    pivotFloats(cells, row, column);
    [basis[row], cobasis[column]] = [cobasis[column]!, basis[row]!];
  }
  return new Set(basis);
}

function scaled(row: number[]): Float64Array {
  const largest = row.reduce((most, cell) => (Math.abs(cell) > most ? Math.abs(cell) : most), 0);
  return Float64Array.from(row, (cell) => (largest > 0 ? cell / largest : 0));
}

function mostNegative(objective: Float64Array, columns: number): number {
  let best = -1;
  let least = -TINY;
  for (let c = 0; c < columns; c++) {
    if (objective[c]! < least) {
      least = objective[c]!;
      best = c;
    }
  }
  return best;
}

function leastRatio(cells: Float64Array[], column: number, height: number, bound: number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let r = 0; r < height; r++) {
    const cell = cells[r]![column]!;
    if (cell <= TINY) continue;
    const ratio = cells[r]![bound]! / cell;
    if (ratio < least) {
      least = ratio;
      best = r;
    }
  }
  return best;
}

function pivotFloats(cells: Float64Array[], row: number, column: number): void {
  const chosen = cells[row]!;
  const p = chosen[column]!;
  for (let c = 0; c < chosen.length; c++) chosen[c]! /= p;
  chosen[column] = 1 / p;
  cells.forEach((line, r) => {
    const q = line[column]!;
    if (r === row || q === 0) return;
    for (let c = 0; c < line.length; c++) if (c !== column) line[c]! -= q * chosen[c]!;
    line[column] = -q / p;
  });
}
