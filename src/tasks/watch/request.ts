// What `watch` is asked: which of its five questions, and what each needs.

import type { Continuer, Executor } from "../../ensemble/jobs.ts";
import type { OfModel } from "../source.ts";

/** Runs of a filter are stopped, copied and played on. */
export type Filtering = Executor & Continuer;

export type WatchRequest = OfModel & {
  what?: "answers" | "backtest" | "behaviours" | "rivals" | "indicators" | undefined;
  /** All where none is named. */
  questions?: readonly string[] | undefined;
  /** Read the record until this date. */
  asOf?: string | undefined;
  seed?: number | undefined;
  /** Particles; of behaviours, futures. */
  runs?: number | undefined;
  /** Filters that share the particles, or for each rival. */
  repeats?: number | undefined;
  /** Steps back in which it is said what moved the answers. */
  back?: number | undefined;
  /** Steps ahead in which indicators are looked for. */
  ahead?: number | undefined;
  /** Policies that are held to the record while behaviours are judged; "all" for every one of it. */
  pin?: readonly string[] | undefined;
  /** Scenarios held against the record; all lenses where none is named. */
  rivals?: readonly string[] | undefined;
  /** Of a backtest: steps ahead, futures from each step, and the date that parts its scores. */
  horizons?: readonly number[] | undefined;
  futures?: number | undefined;
  split?: string | undefined;
};
