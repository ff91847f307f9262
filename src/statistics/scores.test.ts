// Scores against numbers worked by hand, and against what makes them proper.

import { describe, expect, test } from "vitest";
import { blockBootstrap } from "./block-bootstrap.ts";
import { drawBinomial, drawNegativeBinomial } from "./count-draws.ts";
import * as density from "./log-densities.ts";
import { logGamma } from "./log-gamma.ts";
import { normalCdf } from "./normal-cdf.ts";
import { normalQuantile } from "./normal-quantile.ts";
import * as scores from "./scores.ts";

describe("by hand", () => {
  test("Brier over all categories, and of an event", () => {
    // (0.5 - 0)^2 + (0.3 - 1)^2 + (0.2 - 0)^2 = 0.25 + 0.49 + 0.04
    expect(scores.brier([0.5, 0.3, 0.2], 1)).toBeCloseTo(0.78, 12);
    expect(scores.brierOf(0.7, true)).toBeCloseTo(0.09, 12);
    expect(scores.brierOf(0.7, false)).toBeCloseTo(0.49, 12);
    expect(scores.brier([0.7, 0.3], 0)).toBeCloseTo(2 * scores.brierOf(0.7, true), 12);
  });

  test("the log score", () => {
    expect(scores.logScore(0.25)).toBeCloseTo(Math.log(4), 12);
    expect(scores.logScore(0)).toBe(Number.POSITIVE_INFINITY);
  });

  test("ranked probability: distribution functions 0.2, 0.5, 1 against a step at 1", () => {
    expect(scores.rankedProbability([0.2, 0.3, 0.5], 1)).toBeCloseTo(0.04 + 0.25, 12);
    // A forecast that is sure and wrong by two loses two
    expect(scores.rankedProbability([1], 2)).toBeCloseTo(2, 12);
  });

  test("CRPS: of a point the distance, of two points by pairs, of a normal in closed form", () => {
    expect(scores.crpsOfSample(Float64Array.of(3), 5)).toBe(2);
    // mean |x - y| = (1 + 3) / 2, half the mean |x - x'| = 4 * 2 / 4 / 2 / 2
    expect(scores.crpsOfSample(Float64Array.of(0, 4), 1)).toBeCloseTo(2 - 1, 12);
    // sigma (2 phi(0) - 1 / sqrt(pi)) at its mean
    expect(scores.crpsOfNormal(0, 1, 0)).toBeCloseTo(2 / Math.sqrt(2 * Math.PI) - 1 / Math.sqrt(Math.PI), 12);
    expect(scores.crpsOfNormal(2, 0, 5)).toBe(3);
  });
});

test("a proper score is least, on average, for what one believes", () => {
  const truth = [0.6, 0.3, 0.1];
  const mean = (p: number[], score: (p: number[], k: number) => number) =>
    truth.reduce((sum, t, k) => sum + t * score(p, k), 0);
  for (const score of [scores.brier, scores.rankedProbability, (p: number[], k: number) => scores.logScore(p[k]!)]) {
    const own = mean(truth, score);
    for (const other of [
      [0.5, 0.3, 0.2],
      [0.7, 0.2, 0.1],
      [0.6, 0.2, 0.2],
    ])
      expect(mean(other, score)).toBeGreaterThan(own);
  }
});

describe("distributions", () => {
  test("the normal distribution function undoes the quantile, and knows its tails", () => {
    for (let p = 0.001; p < 1; p += 0.007) expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 13);
    // Beyond seven standard deviations a short continued fraction serves: eight figures
    expect(normalCdf(-8) / 6.22096057427178e-16).toBeCloseTo(1, 7);
    expect(normalCdf(40)).toBe(1);
    expect(normalCdf(-40)).toBe(0);
  });

  test("log gamma: 100!, the root of pi, 1", () => {
    expect(logGamma(101)).toBeCloseTo(363.7393755555635, 10);
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 12);
    expect(logGamma(2)).toBeCloseTo(0, 13);
    expect(logGamma(-1)).toBeNaN();
  });

  test("probabilities of counts sum to 1, with the right mean", () => {
    const of = [
      (k: number) => density.logPoisson(k, 3.5),
      (k: number) => density.logNegativeBinomial(k, 3.5, 0.8),
      (k: number) => density.logBinomial(k, 10, 0.35),
    ];
    for (const logOf of of) {
      const p = Array.from({ length: 300 }, (_, k) => Math.exp(logOf(k)));
      expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      expect(p.reduce((sum, x, k) => sum + k * x, 0)).toBeCloseTo(3.5, 6);
    }
  });

  test("what cannot be has no probability, and is no NaN", () => {
    const never = Number.NEGATIVE_INFINITY;
    expect(density.logPoisson(1, 0)).toBe(never);
    expect(density.logPoisson(0, 0)).toBe(0);
    expect(density.logPoisson(1, Number.NaN)).toBe(never);
    expect(density.logBinomial(3, 2, 0.5)).toBe(never);
    expect(density.logBinomial(0, 5, 1)).toBe(never);
    expect(density.logNormalDensity(1, Number.NaN, 1)).toBe(never);
    expect(density.logLognormalDensity(-1, 1, 1)).toBe(never);
    expect(density.logChance(true, 0)).toBe(never);
  });

  test("a lognormal density is the normal one of the logarithm, over the value", () => {
    const own = density.logLognormalDensity(3, 2, 0.5);
    expect(own).toBeCloseTo(density.logNormalDensity(Math.log(3), Math.log(2), 0.5) - Math.log(3), 12);
  });

  test("draws of counts are quantiles of their probabilities", () => {
    const below = (logOf: (k: number) => number, k: number) => {
      let sum = 0;
      for (let j = 0; j < k; j++) sum += Math.exp(logOf(j));
      return sum;
    };
    for (const u of [0.01, 0.3, 0.5, 0.9, 0.999]) {
      const k = drawNegativeBinomial(u, 4, 1.5);
      const logOf = (j: number) => density.logNegativeBinomial(j, 4, 1.5);
      expect(below(logOf, k)).toBeLessThanOrEqual(u);
      expect(below(logOf, k + 1)).toBeGreaterThan(u);
      const n = drawBinomial(u, 9, 0.4);
      const logBin = (j: number) => density.logBinomial(j, 9, 0.4);
      expect(below(logBin, n)).toBeLessThanOrEqual(u + 1e-12);
      expect(below(logBin, n + 1)).toBeGreaterThan(u - 1e-12);
    }
    expect(drawNegativeBinomial(0.5, Number.NaN, 1)).toBeNaN();
    expect(drawBinomial(0.5, 4, 1)).toBe(4);
  });
});

test("the block bootstrap: the interval of a mean holds it, and is wider where neighbours hang together", () => {
  const values = Array.from({ length: 200 }, (_, i) => Math.floor(i / 20) % 2);
  const mean = (drawn: Int32Array) => drawn.reduce((sum, i) => sum + values[i]!, 0) / drawn.length;
  const alone = blockBootstrap(200, 1, mean, 1);
  const together = blockBootstrap(200, 20, mean, 1);
  expect(alone.low).toBeLessThan(0.5);
  expect(alone.high).toBeGreaterThan(0.5);
  expect(together.high - together.low).toBeGreaterThan(1.5 * (alone.high - alone.low));
});
