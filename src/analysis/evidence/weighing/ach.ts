// Analysis of competing hypotheses (Heuer 1999, "Psychology of Intelligence Analysis", ch. 8): a matrix of claims against
// hypotheses, and for each hypothesis how much speaks against it. The least inconsistent stands, not the best confirmed.
// Weights as in PARC's ACH 2.0 (2006): inconsistent 1, very inconsistent 2, times .707, 1 or 1.414 for low, medium and high
// credibility and relevance. Claims of one origin are one report: of their marks against a hypothesis the heaviest counts, once.

export const MARKS = ["CC", "C", "N", "I", "II"] as const;
/** Very consistent, consistent, neither, inconsistent, very inconsistent. */
export type Mark = (typeof MARKS)[number];
export type Level = "low" | "medium" | "high";

export type AchClaim = { id: string; marks: readonly Mark[]; credibility?: Level; relevance?: Level; origin?: string };

export type AchRow = { hypothesis: string; inconsistency: number; against: string[]; for: string[] };

const WEIGHT: Record<Level, number> = { low: Math.SQRT1_2, medium: 1, high: Math.SQRT2 };
const AGAINST: Record<Mark, number> = { CC: 0, C: 0, N: 0, I: 1, II: 2 };

const weightOf = (claim: AchClaim) => WEIGHT[claim.credibility ?? "medium"] * WEIGHT[claim.relevance ?? "medium"];

/** Hypotheses with their inconsistency, least first; those alike keep the order given. */
export function achScores(hypotheses: readonly string[], claims: readonly AchClaim[]): AchRow[] {
  const rows = hypotheses.map((hypothesis, h) => {
    const byOrigin = new Map<string, number>();
    for (const [i, claim] of claims.entries()) {
      const origin = claim.origin === undefined ? `claim ${i}` : `origin ${claim.origin}`;
      const weight = AGAINST[claim.marks[h] ?? "N"] * weightOf(claim);
      byOrigin.set(origin, Math.max(byOrigin.get(origin) ?? 0, weight));
    }
    const withMark = (...marks: Mark[]) => claims.filter((c) => marks.includes(c.marks[h] ?? "N")).map((c) => c.id);
    let inconsistency = 0;
    for (const weight of byOrigin.values()) inconsistency += weight;
    return { hypothesis, inconsistency, against: withMark("I", "II"), for: withMark("C", "CC") };
  });
  return rows.sort((a, b) => a.inconsistency - b.inconsistency);
}

const STEP: Record<Mark, number> = { CC: 2, C: 1, N: 0, I: -1, II: -2 };

/** How far a claim tells the hypotheses apart: the spread of its marks, 0 (useless, however well it fits) to 4. */
export function diagnosticity(claim: AchClaim): number {
  const steps = claim.marks.map((m) => STEP[m]);
  return steps.length === 0 ? 0 : Math.max(...steps) - Math.min(...steps);
}

/** Claims without which another hypothesis would be the least inconsistent: what the ranking hangs on. */
export function achLinchpins(hypotheses: readonly string[], claims: readonly AchClaim[]): string[] {
  const first = achScores(hypotheses, claims)[0]?.hypothesis;
  return claims
    .filter(
      (claim) =>
        achScores(
          hypotheses,
          claims.filter((c) => c !== claim),
        )[0]?.hypothesis !== first,
    )
    .map((claim) => claim.id);
}
