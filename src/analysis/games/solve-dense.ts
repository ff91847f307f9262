// Small dense linear systems in doubles: Gaussian elimination with partial pivoting. Row-major, changed in place.

/** Solves A x = b for each right-hand side. Returns the sign of the determinant; 0 where A is singular (then no answer). */
export function solveDense(a: Float64Array, size: number, ...sides: Float64Array[]): number {
  let sign = 1;
  for (let k = 0; k < size; k++) {
    const row = largestBelow(a, size, k);
    const p = a[row * size + k]!;
    if (p === 0 || Number.isNaN(p)) return 0;
    if (row !== k) {
      swapRows(a, size, k, row, sides);
      sign = -sign;
    }
    if (p < 0) sign = -sign;
    for (let r = k + 1; r < size; r++) {
      const factor = a[r * size + k]! / p;
      if (factor === 0) continue;
      for (let c = k + 1; c < size; c++) a[r * size + c]! -= factor * a[k * size + c]!;
      for (const side of sides) side[r]! -= factor * side[k]!;
    }
  }
  for (const side of sides) {
    for (let k = size - 1; k >= 0; k--) {
      let sum = side[k]!;
      for (let c = k + 1; c < size; c++) sum -= a[k * size + c]! * side[c]!;
      side[k] = sum / a[k * size + k]!;
    }
  }
  return sign;
}

function largestBelow(a: Float64Array, size: number, k: number): number {
  let best = k;
  for (let r = k + 1; r < size; r++) if (Math.abs(a[r * size + k]!) > Math.abs(a[best * size + k]!)) best = r;
  return best;
}

function swapRows(a: Float64Array, size: number, k: number, row: number, sides: Float64Array[]): void {
  for (let c = 0; c < size; c++) {
    const held = a[k * size + c]!;
    a[k * size + c] = a[row * size + c]!;
    a[row * size + c] = held;
  }
  for (const side of sides) [side[k], side[row]] = [side[row]!, side[k]!];
}
