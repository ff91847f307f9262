// The total Sobol index by design: samples A, and A with one input drawn anew; Jansen's estimator (1999), as Saltelli et al.
// (2010) recommend it. In: the answers of both samples. Out: the index with its standard error. The design itself is
// made where runs are played: here are its sums alone.

import type { Index } from "./given-data.ts";

function meanAndError(parts: Float64Array): Index {
  const n = parts.length;
  let mean = 0;
  for (const p of parts) mean += p;
  mean /= n;
  let squares = 0;
  for (const p of parts) squares += (p - mean) ** 2;
  return { value: mean, se: Math.sqrt(squares / (n - 1) / n) };
}

/** Variance of both samples together. */
function variance(a: Float64Array, b: Float64Array): number {
  const all = [...a, ...b];
  const mean = all.reduce((s, v) => s + v, 0) / all.length;
  return all.reduce((s, v) => s + (v - mean) ** 2, 0) / (all.length - 1);
}

/**
 * Total index of one input (Jansen 1999): answers of the same runs with that input as it was, and drawn anew. Undefined where the
 * answer never varies.
 */
export function totalOrder(a: Float64Array, swapped: Float64Array): Index | undefined {
  const v = variance(a, swapped);
  return v > 0 ? meanAndError(a.map((ya, i) => (ya - swapped[i]!) ** 2 / (2 * v))) : undefined;
}
