// Means, variances and covariances of what the runs give, in one pass and without keeping it. In: numbers run by run.
// Out: plain records that can be posted and merged. The rule: which worker computed what may not change a bit of an
// answer. So runs belong to fixed blocks, BLOCK_RUNS from a whole multiple of it; a block is summed in run order (Welford
// 1962) by whoever has it, and blocks are merged in ascending order (Chan, Golub & LeVeque 1979). Adding or merging in
// another order gives the same up to rounding, not to the bit. Non-finite values must be kept out: one would stay for good.

/** Runs n * 256 to n * 256 + 255 are block n. */
export const BLOCK_RUNS = 256;

/** m2 is the sum of squared deviations from the mean. */
export type Moments = { count: number; mean: number; m2: number; min: number; max: number };

export function noMoments(): Moments {
  return { count: 0, mean: 0, m2: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
}

/** Adds one value in place (Welford 1962). */
export function addValue(to: Moments, x: number): void {
  to.count += 1;
  const gap = x - to.mean;
  to.mean += gap / to.count;
  to.m2 += gap * (x - to.mean);
  if (x < to.min) to.min = x;
  if (x > to.max) to.max = x;
}

/** The moments of both together (Chan, Golub & LeVeque 1979): `first` is of the earlier blocks. */
export function mergeMoments(first: Moments, second: Moments): Moments {
  if (first.count === 0) return { ...second };
  if (second.count === 0) return { ...first };
  const count = first.count + second.count;
  const gap = second.mean - first.mean;
  const share = second.count / count;
  return {
    count,
    mean: first.mean + gap * share,
    m2: first.m2 + second.m2 + gap * gap * share * first.count,
    min: second.min < first.min ? second.min : first.min,
    max: second.max > first.max ? second.max : first.max,
  };
}

/** The sample variance, of count - 1. NaN for fewer than two values. */
export function variance(of: Moments): number {
  return of.count < 2 ? Number.NaN : of.m2 / (of.count - 1);
}

/** The standard error of the mean. NaN for fewer than two values. */
export function standardError(of: Moments): number {
  return Math.sqrt(variance(of) / of.count);
}

/** The moments of two quantities of the same runs; `product` is the sum of products of their deviations. */
export type PairedMoments = { x: Moments; y: Moments; product: number };

export function noPairedMoments(): PairedMoments {
  return { x: noMoments(), y: noMoments(), product: 0 };
}

export function addPair(to: PairedMoments, x: number, y: number): void {
  const gap = x - to.x.mean;
  addValue(to.x, x);
  addValue(to.y, y);
  to.product += gap * (y - to.y.mean);
}

/** As `mergeMoments`, with the products of Pébay (2008), "Formulas for robust, one-pass parallel computation". */
export function mergePairedMoments(first: PairedMoments, second: PairedMoments): PairedMoments {
  const count = first.x.count + second.x.count;
  const weight = count === 0 ? 0 : (first.x.count * second.x.count) / count;
  const between = (second.x.mean - first.x.mean) * (second.y.mean - first.y.mean) * weight;
  return {
    x: mergeMoments(first.x, second.x),
    y: mergeMoments(first.y, second.y),
    product: first.product + second.product + between,
  };
}

/** The sample covariance, of count - 1. NaN for fewer than two pairs. */
export function covariance(of: PairedMoments): number {
  return of.x.count < 2 ? Number.NaN : of.product / (of.x.count - 1);
}

/** Pearson's correlation. NaN where one side does not vary. */
export function correlation(of: PairedMoments): number {
  return of.product / Math.sqrt(of.x.m2 * of.y.m2);
}

/** The moments of values[r] over the runs r = 0, 1, ..., by blocks: to the bit what workers and merging give. */
export function momentsOf(values: ArrayLike<number>): Moments {
  let all = noMoments();
  for (let from = 0; from < values.length; from += BLOCK_RUNS) {
    const block = noMoments();
    const to = Math.min(from + BLOCK_RUNS, values.length);
    for (let run = from; run < to; run++) addValue(block, values[run]!);
    all = mergeMoments(all, block);
  }
  return all;
}

/** As `momentsOf`, of the pairs (xs[r], ys[r]). */
export function pairedMomentsOf(xs: ArrayLike<number>, ys: ArrayLike<number>): PairedMoments {
  let all = noPairedMoments();
  for (let from = 0; from < xs.length; from += BLOCK_RUNS) {
    const block = noPairedMoments();
    const to = Math.min(from + BLOCK_RUNS, xs.length);
    for (let run = from; run < to; run++) addPair(block, xs[run]!, ys[run]!);
    all = mergePairedMoments(all, block);
  }
  return all;
}
