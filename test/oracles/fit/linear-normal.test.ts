// A linear Gaussian state-space model in the language, against the Kalman filter: likelihood, maximum and posterior are known exactly.

import { expect, test } from "vitest";
import { learnNumbers } from "../../../src/analysis/watch/fit/fit.ts";
import { fittedNumbers } from "../../../src/analysis/watch/fit/fitted-numbers.ts";
import { learntFrom } from "../../../src/analysis/watch/fit/learnt.ts";
import { likelihoodOf } from "../../../src/analysis/watch/fit/likelihood.ts";
import { search } from "../../../src/analysis/watch/fit/search.ts";
import { exp, normalQuantile } from "../../../src/statistics/elementary.ts";
import { uniform } from "../../../src/statistics/philox.ts";
import { executor, planOf } from "../watch/small-model.ts";
import { kalmanLog } from "./kalman.ts";

const MODEL = `
standoff: Linear and Gaussian
clock: { start: 2000, step: year, steps: 40 }
parameters:
  pull: normal(0.5, 0.3)
  push: normal(0, 1)
variables:
  x: { start: "normal(0, 1)", next: pull * x + push + noise(0.5) }
observe:
  y: { of: x, sd: 0.5 }
`;

const STEPS = 40;
const READINGS = (() => {
  const luck = (step: number, place: number) => normalQuantile(uniform(5, 0, 9, step, place));
  let x = luck(0, 2);
  return Array.from({ length: STEPS }, (_, step) => {
    const y = x + 0.5 * luck(step, 0);
    x = 0.7 * x + 0.6 + 0.5 * luck(step, 1);
    return y;
  });
})();
const PLAN = planOf(
  MODEL,
  READINGS.map((y, step) => `${2000 + step},y,${y},,a`),
);
const FITTED = fittedNumbers(PLAN.model, undefined);
const exact = (z: readonly number[]) =>
  kalmanLog({ a: 0.5 + 0.3 * z[0]!, b: z[1]!, q: 0.5, r: 0.5, m: 0, p: 1 }, READINGS);

/** Posterior moments and maximum on a grid of the two numbers, on the normal scale. */
const ON_GRID = (() => {
  const cells: { z: [number, number]; log: number; prior: number }[] = [];
  for (let i = -4; i <= 4; i += 0.05)
    for (let j = -4; j <= 4; j += 0.05) cells.push({ z: [i, j], log: exact([i, j]), prior: -0.5 * (i * i + j * j) });
  const best = cells.reduce((a, b) => (b.log > a.log ? b : a));
  let [sum, m0, m1, s0, s1] = [0, 0, 0, 0, 0];
  for (const { z, log, prior } of cells) {
    const w = exp(log + prior - best.log);
    sum += w;
    m0 += w * z[0];
    m1 += w * z[1];
    s0 += w * z[0] * z[0];
    s1 += w * z[1] * z[1];
  }
  const mean = [m0 / sum, m1 / sum];
  return { best, mean, sd: [Math.sqrt(s0 / sum - mean[0]! ** 2), Math.sqrt(s1 / sum - mean[1]! ** 2)] };
})();

test("the likelihood is the Kalman filter's, within its Monte Carlo error", async () => {
  const likelihood = likelihoodOf(PLAN, FITTED, executor(), { particles: 1_000, until: STEPS - 1 });
  for (const z of [
    [0.5, 0.5],
    [0, 1],
  ]) {
    const ratios: number[] = [];
    for (let seed = 1; seed <= 30; seed++) ratios.push(exp((await likelihood(z, seed))!.log - exact(z)));
    const mean = ratios.reduce((a, b) => a + b) / ratios.length;
    const error = Math.sqrt(ratios.reduce((s, r) => s + (r - mean) ** 2, 0) / 29 / 30);
    expect(Math.abs(mean - 1) / error).toBeLessThan(4);
    expect(error).toBeLessThan(0.2);
  }
});

test("the search comes to the likeliest point", async () => {
  const options = { seed: 3, particles: 1_000, passes: 40, until: STEPS - 1 };
  const found = (await search(PLAN, FITTED, executor(), 0, [-1, -1], options))!;

  // Within one unit of log likelihood of the exact maximum: inside its 75 % region
  expect(exact(found.point)).toBeGreaterThan(ON_GRID.best.log - 1);
});

test("a fit that is stopped and goes on comes to the same bits, and reads nothing after --until", async () => {
  const options = { seed: 1, particles: 50, chains: 2, draws: 10, passes: 1, until: 4 };
  const whole = await learnNumbers(PLAN, FITTED, executor(), options);
  let kept = "";
  let left = 7;
  const keep = (done: unknown) => {
    kept = JSON.stringify(done);
  };
  const first = await learnNumbers(PLAN, FITTED, executor(), {
    ...options,
    keep,
    stopped: () => left < 0,
    onProgress: () => left--,
  });
  expect(first.isStopped).toBe(true);
  const again = await learnNumbers(PLAN, FITTED, executor(), { ...options, before: JSON.parse(kept) });
  expect(again).toEqual(whole);
  const planted = READINGS.map((y, step) => `${2000 + step},y,${step > 4 ? y + 5 : y},,a`);
  expect(await learnNumbers(planOf(MODEL, planted), FITTED, executor(), options)).toEqual(whole);
});

test("the posterior is the exact one", async () => {
  const options = { seed: 1, particles: 200, chains: 4, draws: 500, passes: 3, until: STEPS - 1 };
  const done = await learnNumbers(PLAN, FITTED, executor(), options);
  const learnt = learntFrom(FITTED, done, 1);
  const scale = [0.3, 1];
  const middle = [0.5, 0];
  learnt.numbers.forEach((n, k) => {
    const mean = middle[k]! + scale[k]! * ON_GRID.mean[k]!;
    const sd = scale[k]! * ON_GRID.sd[k]!;
    expect(Math.abs(n.posterior.mean - mean)).toBeLessThan((4 * sd) / Math.sqrt(n.ess));
    expect(Math.abs(n.posterior.sd / sd - 1)).toBeLessThan(4 / Math.sqrt(2 * n.ess));
    expect(n.rhat).toBeLessThan(1.2);
  });
});
