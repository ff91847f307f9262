// The likeliest point by iterated filtering, IF2: Ionides, Nguyen, Atchadé, Stoev & King (2015), "Inference for dynamic and latent
// variable models via iterated, perturbed Bayes maps", PNAS 112(3). Particles carry the numbers that are learnt; these are shaken a
// little as the record is read, so that resampling moves the swarm towards likely points; the shaking shrinks from pass to pass.
// In: a start, how many passes. Out: the swarm's mean at the end, and the trace. On the normal scale bounds hold by themselves.

import type { Continuer } from "../../../ensemble/jobs.ts";
import { normalQuantile } from "../../../statistics/elementary.ts";
import { uniform } from "../../../statistics/philox.ts";
import { watchSteps } from "../filter.ts";
import { resampled } from "../particles.ts";
import type { WatchPlan } from "../plan.ts";
import { LEAST } from "../weigh-row.ts";
import { systematic } from "../weights.ts";
import type { FittedNumbers } from "./fitted-numbers.ts";
import type { FilterSettings } from "./likelihood.ts";

export type Trace = { log: number; point: number[] };

export type Search = { start: number; point: number[]; trace: Trace[] };

/** Shaking at the first pass and at the last, in standard deviations of the prior. */
const WIDEST = 0.25;
const NARROWEST = 0.01;
/** Shakes in a pass: each works out all constants anew. */
const SHAKES = 25;
/** A flat likelihood pushes to no end: points stay within these. */
const FARTHEST = 4;
const STREAM = 0x49463253;

const meanOf = (row: Float64Array) => row.reduce((sum, v) => sum + v, 0) / row.length;

/** The steps at which the numbers are shaken: before those with evidence, at most so many of them, evenly spread. */
function shaken(plan: WatchPlan, until: number): Set<number> {
  const all = plan.leaning.flatMap((rows, step) =>
    step <= until && rows.length + plan.weighing[step]!.length > 0 ? [step] : [],
  );
  const every = Math.max(1, Math.ceil(all.length / SHAKES));
  return new Set([0, ...all.filter((_, k) => k % every === 0)]);
}

export type SearchOptions = FilterSettings & { seed: number; passes: number };

/** One start of the search; undefined where it was stopped. */
export async function search(
  plan: WatchPlan,
  fitted: FittedNumbers,
  executor: Continuer,
  start: number,
  from: readonly number[],
  options: SearchOptions,
  onPass: () => void = () => undefined,
): Promise<Search | undefined> {
  const { seed, particles, passes, until } = options;
  const steps = shaken(plan, until);
  let swarm: Float64Array[] = from.map((z) => new Float64Array(particles).fill(z));
  const trace: Trace[] = [];
  for (let pass = 0; pass < passes; pass++) {
    const size = WIDEST * (NARROWEST / WIDEST) ** (passes > 1 ? pass / (passes - 1) : 1);
    const move = (luck: Float64Array[], step: number) => {
      if (!steps.has(step)) return undefined;
      const moved = [...luck];
      fitted.draws.forEach((row, k) => {
        const own = step === 0 ? swarm[k]! : luck[row]!;
        moved[row] = own.map((z, i) => {
          const e = normalQuantile(uniform(seed, i, STREAM + start, pass * 65_536 + step, k));
          return Math.min(FARTHEST, Math.max(-FARTHEST, z + size * e));
        });
      });
      return moved;
    };
    let log = 0;
    let read = 0;
    const settings = { ...options, seed: seed + pass, rejuvenate: false, move };
    for await (const { particleSet, report } of watchSteps(plan, executor, settings)) {
      read++;
      log += report.logEvidence + LEAST * report.setAside.length;
      if (report.step < until) continue;
      const u = uniform(seed, start, STREAM, pass, 0);
      const { luck } = resampled(
        plan.model,
        { ...particleSet, states: undefined },
        systematic(particleSet.logs, particles, u),
      );
      swarm = fitted.draws.map((row) => luck[row]!);
    }
    if (read <= until) return undefined;
    trace.push({ log, point: swarm.map(meanOf) });
    onPass();
  }
  return { start, point: swarm.map(meanOf), trace };
}
