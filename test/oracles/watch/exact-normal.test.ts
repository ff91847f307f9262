// Linear and Gaussian: the filter against the Kalman filter (Kalman 1960), state by state and in its evidence, within three errors.
// One record is ordinary, one has readings that few particles expect, so that steps are absorbed in stages.

import { describe, expect, test } from "vitest";
import { acrossFilters, filtered, meanOver, planOf } from "./small-model.ts";

const FILTERS = 10;
const PARTICLES = 2_000;

const MODEL = `
standoff: A walk that is pulled back
clock: { start: 2000, step: year, steps: 12 }
variables:
  x:
    start: normal(0, 1)
    next: 0.9 * x + noise(0.5)
observe:
  y:
    of: x
    sd: 0.4
`;

/** Mean of the state after the next advance, and the evidence so far, after each reading. */
function kalman(readings: readonly number[]): { ahead: number; logEvidence: number }[] {
  let [mean, variance, logEvidence] = [0, 1, 0];
  return readings.map((y) => {
    const whole = variance + 0.16;
    logEvidence += -0.5 * Math.log(2 * Math.PI * whole) - (0.5 * (y - mean) ** 2) / whole;
    const gain = variance / whole;
    mean = 0.9 * (mean + gain * (y - mean));
    variance = 0.81 * variance * (1 - gain) + 0.25;
    return { ahead: mean, logEvidence };
  });
}

describe.each([
  ["an ordinary record", [0.3, 0.9, 0.4, -0.6, -0.2, 0.5, 0.1, 0.6, 1.1, 0.8]],
  ["a record with shocks", [0.3, 1.2, -0.5, -2.5, -2, 0, 0.4, 0.6, 3, 2.5]],
])("%s", (_, readings) => {
  const plan = planOf(
    MODEL,
    readings.map((y, i) => `${2000 + i},y,${y},,a`),
  );
  const exact = kalman(readings);

  test("states and evidence lie within three standard errors of the exact ones", async () => {
    const means = readings.map((): number[] => []);
    const evidences: number[] = [];
    for (let seed = 1; seed <= FILTERS; seed++) {
      const { logEvidence } = await filtered(plan, { seed, particles: PARTICLES }, (particleSet, { step }) => {
        means[step]!.push(meanOver(particleSet, (values, i) => values[i]!));
      });
      evidences.push(logEvidence);
    }
    means.forEach((own, step) => {
      const { mean, error } = acrossFilters(own);
      expect(Math.abs(mean - exact[step]!.ahead) / error, `step ${step}`).toBeLessThan(3);
    });
    const { mean, error } = acrossFilters(evidences);
    expect(Math.abs(mean - exact.at(-1)!.logEvidence) / error).toBeLessThan(3);
  });
});

test("readings that few particles expect are absorbed in stages", async () => {
  const readings = [0.3, 1.2, -0.5, -2.5, -2, 0, 0.4, 0.6, 3, 2.5];
  const rows = readings.map((y, i) => `${2000 + i},y,${y},,a`);
  const { reports } = await filtered(planOf(MODEL, rows), { seed: 1, particles: PARTICLES });
  expect(reports.some((r) => r.stages > 1)).toBe(true);
});

test("houses that are off by an amount of their own: the evidence is that of the joint normal distribution", async () => {
  // x is known to be 0, so readings are shift + error: of one house 0.7, 0.9, of another -0.2
  const plan = planOf(
    `
standoff: Two pollsters
clock: { start: 2000, step: year, steps: 4 }
variables:
  x:
    start: 0
    next: x
observe:
  y:
    of: x
    house: 0.5
`,
    ["2000,y,0.7,0.2,Asan; first", "2000,y,-0.2,0.2,KINU", "2001,y,0.9,0.2,Asan; second"],
  );
  const { logEvidence } = await filtered(plan, { seed: 1, particles: 8 });
  // KINU alone: N(0, 0.25 + 0.04). Asan's two: covariance 0.25 off the diagonal, 0.29 on it
  const one = -0.5 * Math.log(2 * Math.PI * 0.29) - (0.5 * 0.04) / 0.29;
  const determinant = 0.29 * 0.29 - 0.25 * 0.25;
  const square = (0.29 * (0.49 + 0.81) - 2 * 0.25 * 0.63) / determinant;
  const two = -Math.log(2 * Math.PI) - 0.5 * Math.log(determinant) - 0.5 * square;
  expect(logEvidence).toBeCloseTo(one + two, 9);
});
