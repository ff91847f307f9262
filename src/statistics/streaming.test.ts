import { expect, test } from "vitest";
import { normalQuantile } from "./elementary.ts";
import { uniform } from "./philox.ts";
import {
  addValue,
  BLOCK_RUNS,
  correlation,
  covariance,
  mergeMoments,
  mergePairedMoments,
  momentsOf,
  noMoments,
  noPairedMoments,
  pairedMomentsOf,
  standardError,
  variance,
} from "./streaming.ts";

const draws = (count: number, stream: number) =>
  Float64Array.from({ length: count }, (_, run) => normalQuantile(uniform(2, run, stream, 0, 0)));

const values = draws(10_000, 1).map((z) => 3 + z / 7);

function blockMoments(block: number) {
  const moments = noMoments();
  for (const x of values.subarray(block * BLOCK_RUNS, (block + 1) * BLOCK_RUNS)) addValue(moments, x);
  return moments;
}

test("every split of the blocks over workers gives the same bits", () => {
  const blocks = Math.ceil(values.length / BLOCK_RUNS);
  for (const workers of [1, 2, 3, 7]) {
    const done = new Map<number, ReturnType<typeof noMoments>>();
    for (let worker = workers - 1; worker >= 0; worker--)
      for (let block = worker; block < blocks; block += workers) done.set(block, blockMoments(block));
    let merged = noMoments();
    for (let block = 0; block < blocks; block++) merged = mergeMoments(merged, structuredClone(done.get(block)!));
    expect(merged).toEqual(momentsOf(values));
  }
});

test("the order of merging is part of the rule: the other way round the last bits differ", () => {
  let backwards = noMoments();
  for (let block = Math.ceil(values.length / BLOCK_RUNS) - 1; block >= 0; block--)
    backwards = mergeMoments(backwards, blockMoments(block));
  const forwards = momentsOf(values);
  expect(backwards).not.toEqual(forwards);
  expect(backwards.mean).toBeCloseTo(forwards.mean, 13);
  expect(backwards.m2).toBeCloseTo(forwards.m2, 9);
});

test("means and variances are those of two passes", () => {
  const moments = momentsOf(values);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((a, b) => a + (b - mean) ** 2, 0);
  expect(moments.count).toBe(values.length);
  expect(moments.mean).toBeCloseTo(mean, 13);
  expect(variance(moments)).toBeCloseTo(squares / (values.length - 1), 13);
  expect(standardError(moments)).toBeCloseTo(Math.sqrt(squares / (values.length - 1) / values.length), 13);
  expect([moments.min, moments.max]).toEqual([Math.min(...values), Math.max(...values)]);
});

test("a large mean does not swallow a small variance", () => {
  const shifted = Float64Array.from({ length: 4 * BLOCK_RUNS }, (_, i) => 1e9 + [4, 7, 13, 16][i % 4]!);
  const n = shifted.length;
  // The mean itself is good to one ulp of 1e9, 1.2e-7; a sum of squares less n times the squared mean would be off by thousands.
  expect(variance(momentsOf(shifted))).toBeCloseTo((22.5 * n) / (n - 1), 6);
});

test("the mean lies within four of its standard errors of the truth in nearly all of 200 repeats", () => {
  const far = Array.from({ length: 200 }, (_, i) => {
    const moments = momentsOf(draws(300, 100 + i));
    return Math.abs(moments.mean) / standardError(moments);
  });
  expect(Math.max(...far)).toBeLessThan(4);
  // 95 % within 1.96: 190 of 200 expected, standard deviation 3.1.
  expect(far.filter((t) => t < 1.96).length).toBeGreaterThan(190 - 4 * 3.1);
});

test("nothing, and one value", () => {
  expect(momentsOf([])).toEqual(noMoments());
  expect(variance(momentsOf([5]))).toBeNaN();
  expect(standardError(momentsOf([5]))).toBeNaN();
  expect(mergeMoments(noMoments(), momentsOf([5]))).toEqual(momentsOf([5]));
  expect(mergeMoments(momentsOf([5]), noMoments())).toEqual(momentsOf([5]));
  expect(covariance(pairedMomentsOf([1], [2]))).toBeNaN();
  expect(mergePairedMoments(noPairedMoments(), noPairedMoments())).toEqual(noPairedMoments());
});

test("covariances over blocks are those of two passes", () => {
  const noise = draws(values.length, 2);
  const other = values.map((x, run) => 1e6 - 2 * x + noise[run]! / 5);
  const paired = pairedMomentsOf(values, other);
  const [meanX, meanY] = [momentsOf(values).mean, momentsOf(other).mean];
  const products = values.reduce((sum, x, run) => sum + (x - meanX) * (other[run]! - meanY), 0);
  expect(covariance(paired)).toBeCloseTo(products / (values.length - 1), 9);
  expect([paired.x, paired.y]).toEqual([momentsOf(values), momentsOf(other)]);
  // Var(x - y) = Var x + Var y - 2 Cov(x, y).
  const difference = momentsOf(values.map((x, run) => x - other[run]!));
  expect(variance(difference)).toBeCloseTo(variance(paired.x) + variance(paired.y) - 2 * covariance(paired), 9);
});

test("a straight line has correlation 1 or -1", () => {
  expect(correlation(pairedMomentsOf([1, 2, 3, 4], [2, 4, 6, 8]))).toBeCloseTo(1, 15);
  expect(correlation(pairedMomentsOf([1, 2, 3, 4], [8, 6, 4, 2]))).toBeCloseTo(-1, 15);
  expect(correlation(pairedMomentsOf([1, 2, 3], [5, 5, 5]))).toBeNaN();
});
