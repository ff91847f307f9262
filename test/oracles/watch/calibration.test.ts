// Simulation-based calibration (Talts et al. 2018): draw constants from their prior, make a record with them, watch it, and see where the
// true constant ranks among draws of the posterior. Over many records ranks are uniform if the filter, with its new blood for constants
// (Liu & West 2001), is right. Two constants: a drift, which each reading tells a little about, and a claim, which is true or not.

import { expect, test } from "vitest";
import { playRun } from "../../../src/engine/interpreter/play-run.ts";
import { normalQuantile } from "../../../src/statistics/elementary.ts";
import { uniform } from "../../../src/statistics/philox.ts";
import { filtered, modelOf, planOf } from "./small-model.ts";

const MODEL = `
standoff: A teaching model
clock: { start: 2000, step: year, steps: 12 }
claims:
  helped:
    says: Somebody helps
    credence: 0.4
parameters:
  drift: normal(0.1, 0.2)
variables:
  x:
    start: normal(0, 0.5)
    next: x + drift + 0.3 * helped + noise(0.3)
observe:
  y:
    of: x
    sd: 0.4
`;

const RECORDS = 200;
const PARTICLES = 256;
const BINS = 10;
const STEPS = 10;
/** The 99.9th percentile of chi squared with nine degrees of freedom. */
const MOST = 27.88;

test("the true drift ranks uniformly, and a claim is true as often as it is said to be", async () => {
  const model = modelOf(MODEL);
  const drift = model.constants.findIndex((c) => c.id === "drift");
  const claim = model.constants.findIndex((c) => c.id === "helped");
  const counts = new Float64Array(BINS);
  let [said, was, spread] = [0, 0, 0];
  for (let k = 0; k < RECORDS; k++) {
    const rows: string[] = [];
    const truth = playRun(model, 77, k, {
      see: (p) => {
        if (p.step >= STEPS) return;
        const error = 0.4 * normalQuantile(uniform(78, k, 1, p.step, 0));
        rows.push(`${2000 + p.step},y,${p.cells[0]! + error},,a`);
      },
    });
    const { last } = await filtered(planOf(MODEL, rows), { seed: 1000 + k, particles: PARTICLES });
    // Where constants were moved they follow their luck at the next step, so the luck is what is ranked
    const below = rankOf(last, driftLuck(truth.constants[drift]!));
    counts[Math.min(BINS - 1, Math.floor(below * BINS))]! += 1;
    const p = claimShare(last);
    said += p;
    spread += p * (1 - p);
    was += truth.constants[claim]!;
  }
  const expected = RECORDS / BINS;
  const chi = counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  expect(chi, counts.join(" ")).toBeLessThan(MOST);
  expect(Math.abs(said - was) / Math.sqrt(spread)).toBeLessThan(3);
}, 60_000);

/** The standard normal luck that gave a drift. */
const driftLuck = (value: number) => (value - 0.1) / 0.2;

type ParticleSet = Awaited<ReturnType<typeof filtered>>["last"];

/** Draws among constants in their order: the claim, then the drift. */
const [CLAIM, DRIFT] = [0, 1];

/** The share of the posterior below a luck. */
function rankOf(particleSet: ParticleSet, luck: number): number {
  let sum = 0;
  particleSet.luck[DRIFT]!.forEach((z, i) => {
    if (z < luck) sum += Math.exp(particleSet.logs[i]!);
  });
  return Math.min(1 - 1e-12, sum);
}

/** A claim is true where its uniform lies under its credence, 0.4. */
function claimShare(particleSet: ParticleSet): number {
  const most = normalQuantile(0.4);
  let sum = 0;
  particleSet.luck[CLAIM]!.forEach((z, i) => {
    if (z < most) sum += Math.exp(particleSet.logs[i]!);
  });
  return sum;
}
