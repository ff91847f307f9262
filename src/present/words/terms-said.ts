// Which value terms of a reason are worth a word, and in how many decimals. A utility has no scale of its own: one model counts in
// hundredths, another in thousands, so the largest term sets both.

import { decimalsFor, fixed, isExact } from "./figures.ts";

const LEAST_DECIMALS = 2;

/** The terms that do not round to nought, the largest first. */
export function termsSaid<P extends { difference: number }>(parts: readonly P[]): { said: P[]; decimals: number } {
  const ranked = parts.toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  const most = Math.abs(ranked[0]?.difference ?? 0);
  const decimals = most >= 100 ? 0 : Math.max(LEAST_DECIMALS, decimalsFor(most / 10));
  return { said: ranked.filter((p) => Math.abs(p.difference) >= 0.5 * 10 ** -decimals), decimals };
}

/** `+0.42`. */
export const signedTerm = (x: number, decimals: number) => `${x > 0 ? "+" : ""}${fixed(x, decimals)}`;

/** ` +/- 0.01`, ` +/- under 0.01`; nothing where all futures agree, or only one was seen. */
export function termError(x: number, half: number, decimals: number): string {
  if (!Number.isFinite(half) || isExact(half, x)) return "";
  const unit = 10 ** -decimals;
  return half < unit / 2 ? ` +/- under ${fixed(unit, decimals)}` : ` +/- ${fixed(half, decimals)}`;
}
