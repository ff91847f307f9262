// What `standoff claims` is told, and the luck with which it plays.

import type { OutputSettings } from "../../output.ts";
import type { Settings } from "../../settings.ts";

export type ClaimsSettings = Settings &
  OutputSettings & {
    effects: boolean;
    assumptions: boolean;
    matrix: boolean;
    overLenses: boolean;
    marks?: string;
    all: boolean;
    text: [string, string][];
  };

export const RUNS = 10_000;

export const luckOf = (s: Pick<ClaimsSettings, "seed" | "runs" | "workers" | "quiet">) => ({
  seed: s.seed,
  runs: s.runs ?? RUNS,
  workers: s.workers,
  quiet: s.quiet,
});
