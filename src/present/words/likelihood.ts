// Likelihood in words: the seven bands of ICD 203 (2015), each half-open, so that every number has exactly one word.
// Said of likelihood alone. Confidence is another thing and has its own sentence (confidence.ts).

export type Band = { from: number; words: string };

/** ICD 203, Analytic Standards, D.6.e(2)(a): 1-5, 5-20, 20-45, 45-55, 55-80, 80-95, 95-99 per cent; the ends take in 0 and 1. */
export const BANDS: readonly Band[] = [
  { from: 0, words: "almost no chance" },
  { from: 0.05, words: "very unlikely" },
  { from: 0.2, words: "unlikely" },
  { from: 0.45, words: "roughly even chance" },
  { from: 0.55, words: "likely" },
  { from: 0.8, words: "very likely" },
  { from: 0.95, words: "almost certain" },
];

/** The word for a probability; a share of no runs has none. */
export function likelihood(p: number): string {
  if (Number.isNaN(p)) return "unknown";
  return BANDS.findLast((band) => p >= band.from)!.words;
}
