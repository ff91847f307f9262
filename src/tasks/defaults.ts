// What a request means where it says nothing: one place for every host.

export const SEED = 1;

/** Futures that a verb plays; for `game` and `stability` of each profile, for `watch` and `fit` particles. */
export const RUNS = {
  ask: 10_000,
  /** For each row of a comparison, and never more than the request's own `runs`. */
  comparison: 1_000,
  explain: 10_000,
  start: 10_000,
  /** Of a decision each option is played: fewer futures for each. */
  decision: 2_000,
  brief: 10_000,
  /** For each rival lens of a brief. */
  briefLens: 2_000,
  play: 1_000,
  compare: 1_000,
  foresight: 1_000,
  storylines: 4_000,
  watch: 4_000,
  rivals: 1_000,
  behaviours: 2_000,
  fit: 1_000,
  forecast: 10_000,
} as const;

/** Total Sobol indices: of how many leading numbers, and futures for each. */
export const TOTAL_INPUTS = 12;
export const TOTAL_RUNS = 2_000;

/** Horizons that `foresight` tries, in steps, and levels of reasoning. */
export const HORIZONS_TRIED: readonly number[] = [0, 3, 6, 12, 24, 60];
export const LEVELS_TRIED: readonly number[] = [1];

/** `check`, deep: futures, those of them in which every score is kept and each number is moved, and those that show how actors decide. */
export const DEEP = { runs: 1024, few: 256, decided: 512 } as const;

/** `watch`: filters that share the particles, steps back and ahead, indicators shown for a question; of a backtest futures and horizons. */
export const WATCH = {
  filters: 4,
  back: 12,
  ahead: 6,
  shown: 5,
  futures: 1_000,
  horizons: [1, 3, 12] as readonly number[],
} as const;

/** `fit`: chains, proposals of each, and passes of the search before it. */
export const FIT = { chains: 4, draws: 2_000, passes: 20 } as const;
