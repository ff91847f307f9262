// The lower triangle L of a symmetric matrix A = L L', row by row. In: A as one row after another. Out: L the same way, or undefined
// where A is not positive definite. Golub & Van Loan (2013), "Matrix computations", algorithm 4.2.1.

export function cholesky(a: ArrayLike<number>, size: number): Float64Array | undefined {
  const l = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * size + k]! * l[j * size + k]!;
      if (i !== j) l[i * size + j] = sum / l[j * size + j]!;
      else if (sum > 0) l[i * size + i] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return l;
}

/** L times a vector. */
export function timesLower(l: Float64Array, x: ArrayLike<number>): Float64Array {
  const size = x.length;
  const out = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let k = 0; k <= i; k++) sum += l[i * size + k]! * x[k]!;
    out[i] = sum;
  }
  return out;
}
