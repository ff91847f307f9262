// The regret of a given mixed profile under the errors of the payoffs: what the player who has most to gain would gain by
// leaving it, at the estimates and over resamples of the blocks of runs (Efron 1979; empirical games: Tuyls et al. 2018).
// Seeded (Philox). Where the form has no samples there is no interval.

import { fnv1a } from "../../base/fnv1a.ts";
import { uniform } from "../../statistics/philox.ts";
import { largestRegret, payoffTables } from "./expected-payoffs.ts";
import { floatPayoffs, type StrategicForm, strategyCounts } from "./strategic-form.ts";

export type MixedRegret = { regret: number; low: number; high: number };

/** Numbers read in all. */
const MOST_WORK = 2e8;

/** At the estimates, and the 5th and 95th percentile over resamples. */
export function mixedRegret(form: StrategicForm, mixes: readonly (readonly number[])[], seed: number): MixedRegret {
  const counts = strategyCounts(form);
  const p = Float64Array.from(mixes.flat());
  const regretOf = (payoffs: Float64Array) => Math.max(0, largestRegret(payoffTables(counts, payoffs), p));
  const regret = regretOf(floatPayoffs(form));
  const samples = form.estimate?.samples;
  if (!samples || samples.blocks < 2) return { regret, low: regret, high: regret };
  const cells = form.payoffs.length;
  const resamples = Math.max(20, Math.min(200, Math.floor(MOST_WORK / (cells * samples.blocks))));
  const stream = fnv1a("game.mixed");
  const found = Float64Array.from({ length: resamples }, (_, r) => {
    const drawn = new Float64Array(cells);
    for (let k = 0; k < samples.blocks; k++) {
      const from = Math.floor(uniform(seed, r, stream, 0, k) * samples.blocks) * cells;
      for (let c = 0; c < cells; c++) drawn[c]! += samples.values[from + c]! / samples.blocks;
    }
    return regretOf(drawn);
  }).sort();
  const at = (share: number) => found[Math.min(resamples - 1, Math.floor(share * resamples))]!;
  return { regret, low: at(0.05), high: at(0.95) };
}
