// A claim: a clause or sentence that says one thing, its attribution included. Drafted for a person to accept or correct.

import type { Span } from "../text/source-text.ts";

export const STANCES = ["asserted", "reported", "denied", "opinion", "forecast", "question"] as const;
export type Stance = (typeof STANCES)[number];

export type Claim = Span & {
  stance: Stance;
  /** author, an actor's id, or words of the text for anyone else. */
  speaker: string;
  deniedBy?: string[];
  negated?: true;
  causal?: true;
  /** Damage lies within it: to be read with the source in hand. */
  garbled?: true;
};
