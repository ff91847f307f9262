// Evolutionary ranking of profiles (alpha-rank: Omidshafiei et al. 2019, Scientific Reports 9:9937): one population a
// player; a mutant strategy takes over a population with the fixation probability of the Moran process; the share of time
// that the resulting Markov chain spends in a profile is its mass. The stationary distribution is found by the elimination
// of Grassmann, Taksar & Heyman (1985), which subtracts nothing, so that tiny probabilities keep their digits.

import { exp } from "../../statistics/exp-log.ts";
import type { Profile, StrategicForm } from "./strategic-form.ts";
import { floatPayoffs, profileAt, profileCount, strategyCounts, strides } from "./strategic-form.ts";

export type AlphaRank = {
  /** Profiles by falling mass. */
  ranking: { profile: Profile; mass: number }[];
  /** Selection intensity in units of 1 / payoff, and size of each population. */
  alpha: number;
  population: number;
};

const MOST_PROFILES = 1200;
const POPULATION = 50;
/** Selection by default, times the range of payoffs: strong enough that a hundredth of the range decides most fixations. */
const STRONG = 20;

/** Masses of all profiles (Omidshafiei et al. 2019). `alpha` by default 20 over the range of payoffs. */
export function alphaRank(form: StrategicForm, alpha?: number): AlphaRank | { refused: string } {
  const counts = strategyCounts(form);
  const profiles = profileCount(counts);
  if (profiles > MOST_PROFILES) {
    return {
      refused: `alpha-rank of ${profiles} profiles is ${(profiles ** 3 / 1e9).toPrecision(2)} billion steps: at most ${MOST_PROFILES} profiles are ranked`,
    };
  }
  const payoffs = floatPayoffs(form);
  const chosen = alpha ?? STRONG / widestRange(payoffs, counts.length);
  const mass = stationary(chain(payoffs, counts, chosen), profiles);
  const ranking = Array.from(mass, (share, q) => ({ profile: profileAt(counts, q), mass: share }));
  ranking.sort((a, b) => b.mass - a.mass);
  return { ranking, alpha: chosen, population: POPULATION };
}

function widestRange(payoffs: Float64Array, n: number): number {
  let most = 0;
  for (let i = 0; i < n; i++) {
    const mine = payoffs.filter((_, at) => at % n === i);
    most = Math.max(most, mine.reduce((a, b) => Math.max(a, b)) - mine.reduce((a, b) => Math.min(a, b)));
  }
  return most > 0 ? most : 1;
}

/** Fixation less likely than this is taken to be this likely, so that no ratio overflows. */
const LEAST = 1e-100;

/** The chance that a single mutant, better by `gain`, takes over: (1 - e^-ag) / (1 - e^-mag). */
function fixation(gain: number, alpha: number): number {
  const x = alpha * gain;
  if (Math.abs(x) < 1e-9) return 1 / POPULATION;
  if (x > 0) return (1 - exp(-x)) / (1 - exp(-POPULATION * x));
  // The same, multiplied by e^mx above and below, so that nothing overflows.
  const floor = exp((POPULATION - 1) * x);
  return Math.max(LEAST, (floor * (1 - exp(x))) / (1 - exp(POPULATION * x)));
}

function chain(payoffs: Float64Array, counts: readonly number[], alpha: number): Float64Array {
  const n = counts.length;
  const profiles = profileCount(counts);
  const moves = counts.reduce((sum, count) => sum + count - 1, 0);
  const matrix = new Float64Array(profiles * profiles);
  const steps = strides(counts);
  for (let q = 0; q < profiles; q++) {
    for (let i = 0; i < n; i++) {
      const own = Math.floor(q / steps[i]!) % counts[i]!;
      for (let s = 0; s < counts[i]!; s++) {
        if (s === own) continue;
        const to = q + (s - own) * steps[i]!;
        matrix[q * profiles + to] = fixation(payoffs[to * n + i]! - payoffs[q * n + i]!, alpha) / moves;
      }
    }
  }
  return matrix;
}

/** The stationary distribution of a chain given by its moves between different states (Grassmann, Taksar & Heyman 1985). */
function stationary(matrix: Float64Array, size: number): Float64Array {
  for (let k = size - 1; k > 0; k--) {
    let out = 0;
    for (let c = 0; c < k; c++) out += matrix[k * size + c]!;
    for (let r = 0; r < k; r++) {
      const into = matrix[r * size + k]! / out;
      matrix[r * size + k] = into;
      if (into === 0) continue;
      for (let c = 0; c < k; c++) if (c !== r) matrix[r * size + c]! += into * matrix[k * size + c]!;
    }
  }
  const mass = new Float64Array(size);
  mass[0] = 1;
  for (let k = 1; k < size; k++) {
    for (let r = 0; r < k; r++) mass[k]! += mass[r]! * matrix[r * size + k]!;
    const largest = mass[k]!;
    if (largest > 1e100) for (let r = 0; r <= k; r++) mass[r]! /= largest;
  }
  const sum = mass.reduce((a, b) => a + b, 0);
  return mass.map((share) => share / sum);
}
