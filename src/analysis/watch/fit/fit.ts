// What a record says of a model's uncertain numbers: search, chains, and what they come to (docs/fit.md). In: a plan, which numbers, who
// plays, how much. Out: prior and posterior of each number, their draws, correlations, and whether to trust them. Whatever is done is
// handed to `keep` as plain data, from which the same fit goes on with the same bits.

import type { Continuer } from "../../../ensemble/jobs.ts";
import type { RecordRow } from "../../../language/record/read-record.ts";
import { normalQuantile } from "../../../statistics/elementary.ts";
import { uniform } from "../../../statistics/philox.ts";
import type { WatchPlan } from "../plan.ts";
import { type ChainState, newChain, nextDraw } from "./chain.ts";
import type { FittedNumbers } from "./fitted-numbers.ts";
import { type Likelihood, likelihoodOf } from "./likelihood.ts";
import { type Search, search } from "./search.ts";

export type FitOptions = {
  seed: number;
  particles: number;
  chains: number;
  /** Proposals of each chain, the first half of which is warm-up. */
  draws: number;
  /** Passes of the search that gives each chain its start; 0: chains start at draws of the prior. */
  passes: number;
  /** The last step that is read. */
  until: number;
  stopped?: (() => boolean) | undefined;
  onProgress?: ((done: number, wanted: number) => void) | undefined;
  /** Called with all that is done, now and then. */
  keep?: ((done: FitDone) => void) | undefined;
  /** What was kept of the same fit before. */
  before?: FitDone | undefined;
};

/** All that a fit has done: plain data. */
export type FitDone = { searches: (Search | null)[]; chains: (ChainState | null)[] };

export type Best = { point: number[]; logs: number[]; setAside: RecordRow[] };

export type Fitted = FitDone & {
  /** The likeliest point that was found, and what several filters say of it. */
  best: Best;
  isStopped: boolean;
};

const STREAM = 0x46697453;
/** Filters at the likeliest point: their spread is the error of its likelihood. */
const FILTERS = 8;
const KEPT = 1_000;
const KEEP_EVERY = 20;

/** Where a chain starts: the first at the prior's middle, the others at draws of it. */
export const startOf = ({ draws }: FittedNumbers, seed: number, chain: number): number[] =>
  draws.map((_, k) => (chain === 0 ? 0 : normalQuantile(uniform(seed, chain, STREAM, 0, k))));

/** How many of a chain's later draws pass between two that are kept. */
export const keepEveryOf = ({ draws }: Pick<FitOptions, "draws">) => Math.max(1, Math.ceil(draws / 2 / KEPT));

type Work = {
  plan: WatchPlan;
  fitted: FittedNumbers;
  executor: Continuer;
  likelihood: Likelihood;
  options: FitOptions;
  done: FitDone;
  step: () => void;
};

async function searchFor({ plan, fitted, executor, options, done, step }: Work, chain: number): Promise<boolean> {
  if (done.searches[chain] || options.passes === 0) return true;
  const from = startOf(fitted, options.seed, chain);
  const found = await search(plan, fitted, executor, chain, from, options, step);
  done.searches[chain] = found ?? null;
  if (found) options.keep?.(done);
  return found !== undefined;
}

async function runChain(w: Work, chain: number): Promise<void> {
  const { options, fitted, done } = w;
  if (!(await searchFor(w, chain))) return;
  const start = done.searches[chain]?.point ?? startOf(fitted, options.seed, chain);
  let state = done.chains[chain] ?? newChain(chain, start);
  const chainOptions = {
    seed: options.seed,
    warmUp: Math.floor(options.draws / 2),
    keepEvery: keepEveryOf(options),
  };
  while (state.done < options.draws) {
    const next = await nextDraw(state, w.likelihood, chainOptions);
    if (!next) return;
    state = next;
    done.chains[chain] = state;
    w.step();
    if (state.done % KEEP_EVERY === 0) options.keep?.(done);
  }
}

/** The likeliest point that a chain or a search has come to; the start of the first chain where there is none. */
function likeliest({ done, fitted, options }: Work): number[] {
  const ends = done.searches.flatMap((s) => (s ? [{ point: s.point, log: s.trace.at(-1)!.log }] : []));
  const drawn = done.chains.flatMap((c) => (c ? [...c.kept, { point: c.point, log: c.log! }] : []));
  const all = [...ends, ...drawn];
  if (all.length === 0) return startOf(fitted, options.seed, 0);
  return all.reduce((a, b) => (b.log > a.log ? b : a)).point;
}

/** Several filters at one point, even after a stop: they are the answer's error. */
async function judged(w: Work, point: number[]): Promise<Best> {
  const { until, particles, seed } = w.options;
  const likelihood = likelihoodOf(w.plan, w.fitted, w.executor, { particles, until });
  const logs: number[] = [];
  let setAside: RecordRow[] = [];
  for (let k = 0; k < FILTERS; k++) {
    const passed = (await likelihood(point, seed + 7_919 * (k + 1)))!;
    logs.push(passed.log);
    if (passed.setAside.length > setAside.length) setAside = passed.setAside;
  }
  return { point, logs, setAside };
}

/** Learns numbers from a record. */
export async function learnNumbers(
  plan: WatchPlan,
  fitted: FittedNumbers,
  executor: Continuer,
  options: FitOptions,
): Promise<Fitted> {
  const chains = Array.from({ length: options.chains }, (_, chain) => chain);
  const done: FitDone = {
    searches: chains.map((k) => options.before?.searches[k] ?? null),
    chains: chains.map((k) => options.before?.chains[k] ?? null),
  };
  const wanted = options.chains * (options.passes + options.draws);
  let played = 0;
  const step = () => options.onProgress?.(++played, wanted);
  const likelihood = likelihoodOf(plan, fitted, executor, options);
  const w: Work = { plan, fitted, executor, likelihood, options, done, step };
  await Promise.all(chains.map((chain) => runChain(w, chain)));
  options.keep?.(done);
  const best = await judged(w, likeliest(w));
  return { ...done, best, isStopped: done.chains.some((c) => (c?.done ?? 0) < options.draws) };
}
