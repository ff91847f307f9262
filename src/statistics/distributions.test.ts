import { describe, expect, test } from "vitest";
import {
  drawBernoulli,
  drawBeta,
  drawChoice,
  drawInterval,
  drawLognormal,
  drawNormal,
  drawPoisson,
  drawTriangular,
  drawUniform,
} from "./distributions.ts";
import { uniform } from "./philox.ts";

const RUNS = 20_000;
/** Standard errors that a Monte Carlo mean may be off: about 1 in 16,000 by chance, and the seed is fixed. */
const SIGMAS = 4;

function sample(draw: (u: number) => number, stream: number): Float64Array {
  return Float64Array.from({ length: RUNS }, (_, run) => draw(uniform(11, run, stream, 0, 0)));
}

/** Mean and variance within four standard errors; the error of the variance from the kurtosis of the draws. */
function expectMoments(values: Float64Array, mean: number, variance: number): void {
  const average = values.reduce((a, b) => a + b, 0) / RUNS;
  const second = values.reduce((a, b) => a + (b - mean) ** 2, 0) / RUNS;
  const fourth = values.reduce((a, b) => a + (b - mean) ** 4, 0) / RUNS;
  expect(Math.abs(average - mean)).toBeLessThan(SIGMAS * Math.sqrt(variance / RUNS));
  expect(Math.abs(second - variance)).toBeLessThan(SIGMAS * Math.sqrt((fourth - second ** 2) / RUNS));
}

const close = (value: number, expected: number, relative = 1e-14) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));

const u95 = 0.95;

describe("closed forms", () => {
  test("normal", () => {
    expect(drawNormal(0.5, 3, 2)).toBe(3);
    close(drawNormal(u95, 3, 2), 3 + 2 * 1.6448536269514722);
    expectMoments(
      sample((u) => drawNormal(u, 3, 2), 1),
      3,
      4,
    );
  });
  test("uniform", () => {
    expect(drawUniform(0.25, -2, 6)).toBe(0);
    expectMoments(
      sample((u) => drawUniform(u, -2, 6), 2),
      2,
      64 / 12,
    );
  });
  test("triangular", () => {
    // F(mode) = (mode - lo) / (hi - lo); in each half F is a parabola.
    expect(drawTriangular(0.25, 0, 1, 4)).toBe(1);
    expect(drawTriangular(0.0625, 0, 1, 4)).toBe(0.5);
    close(drawTriangular(0.75, 0, 1, 4), 4 - Math.sqrt(3));
    expect([drawTriangular(0.3, 2, 2, 2), drawTriangular(0.25, 0, 0, 1) > 0]).toEqual([2, true]);
    expectMoments(
      sample((u) => drawTriangular(u, 0, 1, 4), 3),
      5 / 3,
      (0 + 1 + 16 - 0 - 0 - 4) / 18,
    );
  });
  test("lognormal", () => {
    close(drawLognormal(0.5, 1, 0.5), Math.E);
    expectMoments(
      sample((u) => drawLognormal(u, 1, 0.5), 4),
      Math.exp(1.125),
      Math.exp(2.25) * (Math.exp(0.25) - 1),
    );
  });
  test.each([
    [2, 50, 10],
    [-2, 50, 24],
    [0, 8, 4],
    [-8, -1, -4.5],
  ])("%d to %d has its ends at the 5th and 95th percentile and its median at %d", (lo, hi, median) => {
    expect(Math.abs(drawInterval(0.05, lo, hi) - lo)).toBeLessThan(1e-14 * (hi - lo));
    expect(Math.abs(drawInterval(u95, lo, hi) - hi)).toBeLessThan(1e-14 * (hi - lo));
    close(drawInterval(0.5, lo, hi), median);
    const values = sample((u) => drawInterval(u, lo, hi), 5);
    const inside = values.filter((x) => x > lo && x < hi).length / RUNS;
    expect(Math.abs(inside - 0.9)).toBeLessThan(SIGMAS * Math.sqrt(0.09 / RUNS));
  });
  test("bernoulli", () => {
    expect([
      drawBernoulli(0.3, 0.3),
      drawBernoulli(0.29, 0.3),
      drawBernoulli(0.999, 1),
      drawBernoulli(1e-9, 0),
    ]).toEqual([0, 1, 1, 0]);
    expectMoments(
      sample((u) => drawBernoulli(u, 0.3), 6),
      0.3,
      0.21,
    );
  });
  test("choice", () => {
    const weights = [0, 2, 0, 1, 1, 0];
    expect([0.001, 0.499, 0.5, 0.74, 0.75, 1 - 2 ** -53].map((u) => drawChoice(u, weights))).toEqual([
      1, 1, 3, 3, 4, 4,
    ]);
    expect(drawChoice(0.7, [3])).toBe(0);
    const picks = sample((u) => drawChoice(u, weights), 7);
    for (const [place, weight] of weights.entries()) {
      const share = picks.filter((pick) => pick === place).length / RUNS;
      const p = weight / 4;
      expect(Math.abs(share - p)).toBeLessThanOrEqual(SIGMAS * Math.sqrt((p * (1 - p)) / RUNS));
    }
  });
});

describe("beta", () => {
  // mpmath 1.3.0 at 40 digits: the root of betainc(a, b, 0, x, regularized=True) - u.
  test.each([
    [0.5, 2, 3, 0.38572756813238956],
    [0.025, 10, 20, 0.17938364923511185],
    [0.975, 10, 20, 0.50832335380999],
    [0.1, 0.5, 0.5, 0.024471741852423217],
    [0.9, 0.3, 4, 0.2143738140841478],
    [0.05, 0.05, 0.2, 6.257284833657745e-25],
    [1e-12, 2, 5, 2.581989786361007e-7],
    [1 - 2 ** -40, 2, 5, 0.9972689623396545],
    [0.5, 1000, 3, 0.9973321745805726],
    [0.7, 1, 1e6, 1.20397207955097e-6],
    // scipy 1.17.1's betaincinv, where mpmath's series does not converge.
    [0.001, 5e4, 2e4, 0.7089919458053995],
    [0.3, 1e6, 1e6, 0.499814596403901],
  ])("the %d quantile of beta(%d, %d) is %d", (u, a, b, expected) => close(drawBeta(u, a, b), expected, 1e-13));

  test("a small shape magnifies the rounding of u", () =>
    close(drawBeta(0.25, 0.01, 0.01), 7.761744926531532e-31, 1e-12));

  test.each([
    [0.3, 7],
    [0.9, 0.3],
    [0.2, 1e5],
  ])("the %d quantile of beta(a, 1) and beta(1, a) has its closed form for a = %d", (u, shape) => {
    // I_x(a, 1) = x^a, and beta(1, a) is its mirror image.
    close(drawBeta(u, shape, 1), u ** (1 / shape), 1e-13);
    expect(Math.abs(drawBeta(1 - u, 1, shape) - (1 - u ** (1 / shape)))).toBeLessThan(1e-15);
  });

  test("has its moments, flat and U-shaped alike", () => {
    for (const [stream, [a, b]] of [
      [2, 3],
      [0.3, 0.2],
      [40, 1],
    ].entries()) {
      const [p, n] = [a! / (a! + b!), a! + b!];
      expectMoments(
        sample((u) => drawBeta(u, a!, b!), 20 + stream),
        p,
        (p * (1 - p)) / (n + 1),
      );
    }
  });

  test("stays within [0, 1], rises with u and comes back at once for any shapes", () => {
    for (let run = 0; run < 3000; run++) {
      const [a, b, u] = [0, 1, 2].map((k) => uniform(3, run, 9, 0, k)) as [number, number, number];
      const shapes = [10 ** (14 * a - 7), 10 ** (14 * b - 7)] as const;
      const x = drawBeta(u, ...shapes);
      const higher = drawBeta(u + (1 - u) / 1000, ...shapes);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(1);
      expect(higher).toBeGreaterThanOrEqual(x * (1 - 1e-12));
    }
  });

  test("a shape below 2^-1022 is not a number at once, and not after a second", () => {
    for (let i = 0; i < 500; i++) expect(drawBeta(0.5, 5e-324, 3 + i)).toBeNaN();
  });
});

describe("poisson", () => {
  const chances = [1e-9, 0.01, 0.3, 0.5, 0.77, 0.99, 1 - 2 ** -30];
  // scipy 1.17.1: poisson.ppf(chances, rate).
  test.each([
    [0.02, [0, 0, 0, 0, 0, 1, 4]],
    [0.7, [0, 0, 0, 1, 1, 3, 10]],
    [4, [0, 0, 3, 4, 5, 9, 21]],
    [17.5, [0, 9, 15, 17, 21, 28, 48]],
    [123, [63, 98, 117, 123, 131, 150, 195]],
    [4096, [3718, 3948, 4062, 4096, 4143, 4246, 4486]],
    [99999.5, [98109, 99265, 99834, 99999, 100233, 100736, 101906]],
    [1e6, [994008, 997674, 999475, 1000000, 1000739, 1002327, 1006015]],
    [1e6 + 1e-6, [994008, 997674, 999475, 1000000, 1000739, 1002327, 1006015]],
  ])("quantiles at the rate %d", (rate, expected) =>
    expect(chances.map((u) => drawPoisson(u, rate))).toEqual(expected),
  );

  test("is the plain sum of chances where that is safe", () => {
    for (let run = 0; run < 5000; run++) {
      const u = uniform(5, run, 1, 0, 0);
      const rate = 10 ** (uniform(5, run, 2, 0, 0) * 5 - 3);
      let [k, p] = [0, Math.exp(-rate)];
      for (let sum = p; sum < u; sum += p) p *= rate / ++k;
      expect(drawPoisson(u, rate)).toBe(k);
    }
  });

  test("has its moments", () => {
    for (const [stream, rate] of [0.2, 3, 50, 5000, 2e6].entries())
      expectMoments(
        sample((u) => drawPoisson(u, rate), 40 + stream),
        rate,
        rate,
      );
  });

  test("the ends of u and of the rate", () => {
    expect(drawPoisson(1 - 2 ** -53, 1e-300)).toBe(0);
    expect(drawPoisson(0.4, 0)).toBe(0);
    expect(drawPoisson(2 ** -53, 1e6)).toBeGreaterThan(1e6 - 8500);
    expect(drawPoisson(1 - 2 ** -53, 1e6)).toBeLessThan(1e6 + 8500);
    expect(drawPoisson(0.5, 1e15)).toBe(1e15);
  });
});

test("what is no distribution is NaN", () => {
  const nan = Number.NaN;
  const inf = Number.POSITIVE_INFINITY;
  const answers = [
    drawNormal(0.3, 0, -1),
    drawNormal(0.3, nan, 1),
    drawUniform(0.3, 2, 1),
    drawTriangular(0.3, 0, 5, 4),
    drawTriangular(0.3, 0, nan, 4),
    drawLognormal(0.3, 0, -0.1),
    drawInterval(0.3, 5, 2),
    drawInterval(0.3, nan, 2),
    drawBeta(0.3, 0, 1),
    drawBeta(0.3, 1, -1),
    drawBeta(0.3, inf, 1),
    drawBeta(0.3, nan, 1),
    drawBernoulli(0.3, 1.01),
    drawBernoulli(0.3, -0.01),
    drawPoisson(0.3, -1),
    drawPoisson(0.3, inf),
    drawPoisson(0.3, nan),
    drawChoice(0.3, []),
    drawChoice(0.3, [0, 0]),
    drawChoice(0.3, [1, -1]),
    drawChoice(0.3, [1, nan]),
    drawChoice(0.3, [1, inf]),
  ];
  expect(answers).toEqual(answers.map(() => nan));
});
