// Weights of particles as logarithms: their sum, how many particles they are worth, and what is drawn from them.
// Systematic resampling (Kitagawa 1996): one uniform, N evenly spaced pointers; the number of copies is within one of its mean.

import { exp, log } from "../../statistics/elementary.ts";

const NEVER = Number.NEGATIVE_INFINITY;

/** log of the sum of exponentials. */
export function logSum(logs: ArrayLike<number>): number {
  let most = NEVER;
  for (let i = 0; i < logs.length; i++) if (logs[i]! > most) most = logs[i]!;
  if (most === NEVER) return NEVER;
  let sum = 0;
  for (let i = 0; i < logs.length; i++) sum += exp(logs[i]! - most);
  return most + log(sum);
}

/** Weights that sum to 1; their logarithms in place of what was given. Returns the log of the sum. */
export function normalise(logs: Float64Array): number {
  const total = logSum(logs);
  if (total === NEVER) return NEVER;
  for (let i = 0; i < logs.length; i++) logs[i] = logs[i]! - total;
  return total;
}

/** 1 / (sum of squared weights) of logs that sum to 1: how many particles of equal weight they are worth (Kong, Liu & Wong 1994). */
export function effectiveSize(logs: Float64Array): number {
  let squares = 0;
  for (const l of logs) {
    const w = exp(l);
    squares += w * w;
  }
  return squares > 0 ? 1 / squares : 0;
}

/** The effective size that logs + power * more would have. */
function sizeAt(logs: Float64Array, more: Float64Array, power: number): number {
  const tempered = logs.map((l, i) => (more[i] === NEVER ? NEVER : l + power * more[i]!));
  return normalise(tempered) === NEVER ? 0 : effectiveSize(tempered);
}

/** The largest power up to `most` at which logs + power * more is still worth `wanted` particles, by halving. */
export function powerFor(logs: Float64Array, more: Float64Array, most: number, wanted: number): number {
  if (sizeAt(logs, more, most) >= wanted) return most;
  let [low, high] = [0, most];
  for (let k = 0; k < 30; k++) {
    const middle = (low + high) / 2;
    if (sizeAt(logs, more, middle) >= wanted) low = middle;
    else high = middle;
  }
  return low;
}

/** Systematic resampling: the ancestor of each of `count` particles, in ascending order. `u` is one uniform. */
export function systematic(logs: Float64Array, count: number, u: number): Int32Array {
  const ancestors = new Int32Array(count);
  let at = 0;
  let sum = exp(logs[0]!);
  for (let k = 0; k < count; k++) {
    const pointer = (k + u) / count;
    while (sum < pointer && at < logs.length - 1) sum += exp(logs[++at]!);
    ancestors[k] = at;
  }
  return ancestors;
}

/** Values of other particles in each place. */
export function gather(values: Float64Array, ancestors: Int32Array): Float64Array {
  const gathered = new Float64Array(ancestors.length);
  // A plain loop: a mapped copy takes four times as long, and there are a hundred rows
  for (let i = 0; i < gathered.length; i++) gathered[i] = values[ancestors[i]!]!;
  return gathered;
}
