// What is drawn from one file, whatever its format.

import type { Problem } from "../../base/problem.ts";

/** What one format gives back. */
export type Drawn = { text?: string; title?: string; published?: string; problems: Problem[] };

/** Larger files are refused before they are looked into. */
export const MOST_BYTES = 64_000_000;
