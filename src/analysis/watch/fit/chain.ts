// One chain of particle marginal Metropolis-Hastings: Andrieu, Doucet & Holenstein (2010), "Particle Markov chain Monte Carlo methods".
// The filter's estimate stands in for the likelihood, and the chain still has the exact posterior. Proposals adapt to what the chain has
// seen while it warms up (Haario, Saksman & Tamminen 2001; scale towards an acceptance of 0.234, Andrieu & Thoms 2008), then stay.
// In and out: a state that is plain data, so that a chain can be kept on a disk and goes on with the same bits.

import { fnv1a } from "../../../base/fnv1a.ts";
import { cholesky, timesLower } from "../../../statistics/cholesky.ts";
import { exp, log, normalQuantile } from "../../../statistics/elementary.ts";
import { uniform } from "../../../statistics/philox.ts";
import type { Likelihood } from "./likelihood.ts";

export type ChainState = {
  chain: number;
  /** Proposals made so far. */
  done: number;
  point: number[];
  /** Estimated log likelihood at the point; undefined before the first pass. */
  log?: number | undefined;
  /** Logarithm of the size of proposals. */
  scale: number;
  mean: number[];
  /** Row by row. */
  covariance: number[];
  accepted: number;
  /** Proposals after the warm-up, and how many of them were taken. */
  later: number;
  kept: { point: number[]; log: number }[];
};

export type ChainOptions = { seed: number; warmUp: number; keepEvery: number };

const ACCEPTANCE = 0.234;
const STREAM = 0x506d6d48;
const RIDGE = 1e-6;

export const newChain = (chain: number, point: readonly number[]): ChainState => ({
  chain,
  done: 0,
  point: [...point],
  scale: log(2.38 / Math.sqrt(point.length)),
  mean: [...point],
  covariance: point.flatMap((_, i) => point.map((_z, j) => (i === j ? 0.1 : 0))),
  later: 0,
  accepted: 0,
  kept: [],
});

/** log of the prior's density, up to a constant. */
const logPrior = (point: readonly number[]) => -0.5 * point.reduce((sum, z) => sum + z * z, 0);

function proposed(state: ChainState, seed: number): number[] {
  const size = state.point.length;
  const spread = state.covariance.map((c, at) => (at % (size + 1) === 0 ? c + RIDGE : c));
  const lower = cholesky(spread, size)!;
  const normals = state.point.map((_, k) => normalQuantile(uniform(seed, state.chain, STREAM, state.done, k)));
  const step = timesLower(lower, normals);
  return state.point.map((z, k) => z + exp(state.scale) * step[k]!);
}

/** Mean, covariance and scale after one more point. */
function adapted(state: ChainState, chance: number): Pick<ChainState, "scale" | "mean" | "covariance"> {
  const gain = (state.done + 2) ** -0.6;
  const size = state.point.length;
  const off = state.point.map((z, k) => z - state.mean[k]!);
  return {
    scale: state.scale + gain * (chance - ACCEPTANCE),
    mean: state.mean.map((m, k) => m + gain * off[k]!),
    covariance: state.covariance.map((c, at) => c + gain * (off[Math.floor(at / size)]! * off[at % size]! - c)),
  };
}

/** One proposal more; undefined where it was stopped. */
export async function nextDraw(
  state: ChainState,
  likelihood: Likelihood,
  options: ChainOptions,
): Promise<ChainState | undefined> {
  const { seed, warmUp, keepEvery } = options;
  const filterSeed = (n: number) => fnv1a(`${seed} chain ${state.chain} filter ${n}`);
  const now = state.log ?? (await likelihood(state.point, filterSeed(-1)))?.log;
  if (now === undefined) return undefined;
  const point = proposed(state, seed);
  const passed = await likelihood(point, filterSeed(state.done));
  if (!passed) return undefined;
  const ratio = passed.log - now + logPrior(point) - logPrior(state.point);
  const chance = Number.isFinite(passed.log) ? exp(Math.min(0, ratio)) : 0;
  const isTaken = uniform(seed, state.chain, STREAM, state.done, point.length) < chance;
  const next: ChainState = { ...state, point: isTaken ? point : state.point, log: isTaken ? passed.log : now };
  const isWarm = state.done >= warmUp;
  if (!isWarm) Object.assign(next, adapted(next, chance));
  else Object.assign(next, { later: state.later + 1, accepted: state.accepted + (isTaken ? 1 : 0) });
  if (isWarm && (state.done - warmUp) % keepEvery === 0)
    next.kept = [...state.kept, { point: next.point, log: next.log! }];
  return { ...next, done: state.done + 1 };
}
