// New blood for constants: after resampling, many particles share one draw of the constants, and what was never drawn cannot be learnt.
// Liu & West (2001), "Combined parameter and state estimation in simulation-based filtering": each particle's constants shrink a little
// towards the mean and are spread again, so that mean and covariance stay what they were. Chosen over SMC2 (Chopin, Jacob &
// Papaspiliopoulos 2013), which is exact but plays the whole past again at each move: here that is hours. What it costs: it smooths what
// is not bell-shaped, so two rival clumps drift together; the simulation-based calibration in test/oracles/watch bounds that.
// It moves the luck of draws on the normal scale, not their values: bounds, claims and whatever depends on them follow by themselves.
// The spread of a particle is a combination of others' distances from the mean: it has the set of particles's whole covariance without one matrix.

import { randomKeyOfConstants } from "../../engine/interpreter/redraw.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { ROW_STREAM } from "../../language/draws.ts";
import { normalQuantile } from "../../statistics/elementary.ts";
import { uniform } from "../../statistics/philox.ts";

/** Liu & West's discount: 0.99 smooths by about a tenth of the spread. */
export const DISCOUNT = 0.99;

/** Others whose distances are combined: enough for a near-normal spread. */
const PARTNERS = 4;
const STREAM = 0x57617463;

/** The rows of luck that may be moved a little: not that of a file of draws, whose neighbouring rows have nothing in common. */
export const movableRows = (model: CheckedModel): number[] =>
  randomKeyOfConstants(model).flatMap(({ stream }, row) => (stream === ROW_STREAM ? [] : [row]));

const meanOf = (row: Float64Array) => {
  let sum = 0;
  for (const value of row) sum += value;
  return sum / row.length;
};

/** RandomKey moved, from a particleSet of equal weights. `when` keys the draws: no two calls of one filter may share it. */
export function rejuvenated(luck: readonly Float64Array[], seed: number, when: number): Float64Array[] {
  const runs = luck[0]?.length ?? 0;
  const shrink = (3 * DISCOUNT - 1) / (2 * DISCOUNT);
  const spread = Math.sqrt((1 - shrink * shrink) / PARTNERS);
  const partners = new Int32Array(runs * PARTNERS);
  const sizes = new Float64Array(runs * PARTNERS);
  for (let k = 0; k < partners.length; k++) {
    const run = Math.floor(k / PARTNERS);
    const place = 2 * (k % PARTNERS);
    partners[k] = Math.floor(uniform(seed, run, STREAM, when, place) * runs);
    sizes[k] = spread * normalQuantile(uniform(seed, run, STREAM, when, place + 1));
  }
  return luck.map((row) => {
    const mean = meanOf(row);
    return row.map((value, run) => {
      let moved = mean + shrink * (value - mean);
      for (let k = run * PARTNERS; k < (run + 1) * PARTNERS; k++) moved += sizes[k]! * (row[partners[k]!]! - mean);
      return moved;
    });
  });
}
