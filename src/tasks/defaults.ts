// What a request means where it says nothing: one place for every host.

export const SEED = 1;

/** Futures that a verb plays; for `game` and `stability` of each profile, for `watch` and `fit` particles. */
export const RUNS = {
  ask: 10_000,
  /** For each row of a comparison, and never more than the request's own `runs`. */
  comparison: 1_000,
} as const;
