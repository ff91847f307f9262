// What the reader found in a text: the gold format `standoff-evidence-gold/1` (test/oracles/texts/README.md), offsets in code
// points of the untouched text, half-open. Plain data: it survives JSON and a worker. The text itself is not part of it.

import type { Boilerplate } from "./boilerplate/find-boilerplate.ts";
import type { Claim } from "./claims/claim.ts";
import type { Cue } from "./cues/find-cues.ts";
import type { TextDamage } from "./damage/damage.ts";
import type { FoundDate } from "./dates/find-dates.ts";
import type { Mention } from "./mentions/mention.ts";
import type { Span } from "./text/source-text.ts";

export const READING_FORMAT = "standoff-evidence-gold/1";

export type Reading = {
  format: typeof READING_FORMAT;
  offsets: "unicode-code-points";
  sha256: string;
  length: number;
  /** The date of publication that relative dates were read by; absent where the text tells none and nobody gave one. */
  published?: string;
  sentences: Span[];
  junk: Boilerplate[];
  splices: TextDamage[];
  mentions: Mention[];
  dates: FoundDate[];
  cues: Cue[];
  claims: Claim[];
};
