// One seed → one generated case, played with the interpreter and another engine. Where they differ, fast-check shrinks the case,
// and what comes back says how to see it again: the seed, the model's text, the first differences.

import fc from "fast-check";
import { caseDescription, type Description } from "./describe-model.ts";
import { type MakeEngine, type Played, playCase, type Reading, showCase } from "./play-case.ts";

/** Shrinking stops here with the smallest case so far. */
const LONGEST_SHRINKING_MS = 60_000;

export type Checked = Played & { seed: number; readings: Reading[]; report?: string | undefined };

function reportOf(seed: number, d: Description, differences: readonly string[], shrinks: number): string {
  return [
    `Seed ${seed}: the engines differ (npm run same-meaning -- 1 ${seed} plays this case again).`,
    ...differences.map((says) => `  ${says}`),
    `The model, after ${shrinks} shrinks:`,
    showCase(d),
  ].join("\n");
}

export function checkSeed(seed: number, other: MakeEngine, shrink = true): Checked {
  let first: (Played & { readings: Reading[] }) | undefined;
  const property = fc.property(caseDescription, (d) => {
    const played = playCase(d, other);
    first ??= played;
    return played.differences.length === 0;
  });
  const found = fc.check(property, {
    seed,
    numRuns: 1,
    endOnFailure: !shrink,
    interruptAfterTimeLimit: LONGEST_SHRINKING_MS,
  });
  const [shrunk] = found.counterexample ?? [];
  const report = shrunk && reportOf(seed, shrunk, playCase(shrunk, other).differences, found.numShrinks);
  // An exception in the first play has no result: the report alone tells
  const played = first ?? { runs: 0, failed: 0, differences: [String(found.errorInstance)], readings: [] };
  return { seed, ...played, ...(report !== undefined && { report }) };
}
