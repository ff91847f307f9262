// What is drawn from one file, whatever its format.

import type { Problem } from "../../base/problem.ts";

/** What one format gives back. */
export type Drawn = { text?: string; title?: string; published?: string; problems: Problem[] };
