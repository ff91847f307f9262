// A filter over tastes and called reviews against a likelihood that is computed: every choice and every call enumerated, the taste (an
// AR(1) difference of two normals) integrated on a grid. The fully adapted proposal (Pitt & Shephard 1999) must stay unbiased.

import { expect, test } from "vitest";
import { acrossFilters, filtered, planOf } from "./small-model.ts";

const [PRECISION, GAIN, COST, SD, HALF_LIFE, SHOCK, DOUBT] = [3, 0.3, 0.2, 0.8, 4, 0.3, 0.1];
const EVERY = 3;
const CODES = [0, 0, 1, 1, 1, 0, 0, 0];

const model = (halfLife: number | "never") => `
standoff: A taste that is watched
clock: { start: 2000, step: year, steps: ${CODES.length} }
actors: { A: { precision: ${PRECISION} } }
events: { shock: { chance: ${SHOCK}, repeats: true } }
policies:
  A.do:
    options: [be, go]
    start: be
    switching: ${COST}
    taste: { sd: ${SD}, half_life: ${halfLife} }
    review: { every: ${EVERY}, on: [shock] }
values: { A: { v: { weight: 1, is: if A.do is go then ${GAIN} else 0 } } }
`;

const rows = CODES.map((code, t) => `${2000 + t},A.do,${code === 1 ? "go" : "be"},${DOUBT},coder`);

const GRID = 241;
const WIDTH = 7;
const SPREAD = Math.SQRT2;
const points = Array.from({ length: GRID }, (_, i) => SPREAD * (-WIDTH + (2 * WIDTH * i) / (GRID - 1)));
const gap = points[1]! - points[0]!;
const density = (x: number, mean: number, sd: number) =>
  (gap * Math.exp(-(((x - mean) / sd) ** 2) / 2)) / (sd * Math.sqrt(2 * Math.PI));

/** The weights on the grid after the difference of tastes moved by some steps. */
function movedBy(weights: readonly number[], steps: number, halfLife: number): number[] {
  if (steps === 0 || halfLife === Number.POSITIVE_INFINITY) return [...weights];
  const r = 2 ** (-steps / halfLife);
  const sd = SPREAD * Math.sqrt(1 - r * r);
  return points.map((to) => weights.reduce((sum, w, i) => sum + w * density(to, r * points[i]!, sd), 0));
}

/** Who stands where: the option in place, whether it is called, the step of the last review; and the weight of each taste. */
type Branch = { option: number; called: boolean; reviewed: number; weights: number[] };

const goes = (option: number, difference: number) =>
  1 / (1 + Math.exp(-PRECISION * (GAIN + SD * difference + (option === 0 ? -COST : COST))));

function decided(b: Branch, t: number, halfLife: number): Branch[] {
  if (!b.called && t % EVERY !== 0) return [b];
  const weights = movedBy(b.weights, t - b.reviewed, halfLife);
  return [0, 1].map((option) => ({
    option,
    called: false,
    reviewed: t,
    weights: weights.map((w, i) => w * (option === 1 ? goes(b.option, points[i]!) : 1 - goes(b.option, points[i]!))),
  }));
}

const counts = (t: number) => t % EVERY === 0 || CODES[t] !== CODES[t - 1];

function logLikelihood(halfLife: number): number {
  let branches: Branch[] = [
    { option: 0, called: false, reviewed: 0, weights: points.map((x) => density(x, 0, SPREAD)) },
  ];
  CODES.forEach((code, t) => {
    const chosen = branches.flatMap((b) => decided(b, t, halfLife));
    const seen = (option: number) => (counts(t) ? (option === code ? 1 - DOUBT : DOUBT) : 1);
    branches = chosen.flatMap((b) =>
      [true, false].map((called) => {
        const chance = seen(b.option) * (called ? SHOCK : 1 - SHOCK);
        return { ...b, called, weights: b.weights.map((w) => w * chance) };
      }),
    );
  });
  return Math.log(branches.reduce((sum, { weights }) => sum + weights.reduce((a, b) => a + b, 0), 0));
}

test.each([
  ["with a half-life", HALF_LIFE],
  ["that stays", Number.POSITIVE_INFINITY],
] as const)("a taste %s: the filter's likelihood is the one enumerated", async (_, halfLife) => {
  const plan = planOf(model(Number.isFinite(halfLife) ? halfLife : "never"), rows);
  const exact = logLikelihood(halfLife);
  const ratios: number[] = [];
  for (let seed = 1; seed <= 24; seed++) {
    const { logEvidence } = await filtered(plan, { seed, particles: 800 });
    ratios.push(Math.exp(logEvidence - exact));
  }
  const { mean, error } = acrossFilters(ratios);
  expect(error).toBeLessThan(0.02);
  expect(Math.abs(mean - 1)).toBeLessThan(3.5 * error);
});
