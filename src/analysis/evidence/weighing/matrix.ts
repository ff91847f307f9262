// The matrix of an analysis of competing hypotheses (Heuer 1999, ch. 8) made from futures: hypotheses are answers of a question, or rival lenses; a mark
// says how likely the claim is to be true where the hypothesis holds. In: chances. Out: marks, scores, and what each claim tells apart. Or a
// person's own marks are scored the same way. The bands are ICD 203's (2015): almost no chance, unlikely, even, likely, almost certain.

import { type AchClaim, achLinchpins, achScores, diagnosticity, type Level, type Mark } from "./ach.ts";

/** A claim against hypotheses: the chance that it is true under each, in their order, or marks that a person gave. */
export type Weighed = {
  id: string;
  says: string;
  credibility: Level;
  relevance?: Level;
  origin?: string;
  /** Chance that it is true, whatever holds. */
  chance?: number;
  chances?: readonly (number | undefined)[];
  /** P(claim | hypothesis) / P(claim): 1 where chance alone could do it. */
  ratios?: readonly (number | undefined)[];
  marks: readonly Mark[];
};

export type Hypothesis = {
  id: string;
  label: string;
  /** What the model itself says of it: its share of the futures, or a lens's answer in words. */
  share?: number;
  se?: number;
  answer?: string;
};

export type Matrix = {
  hypotheses: (Hypothesis & { inconsistency: number; against: string[] })[];
  claims: (Weighed & { diagnosticity: number; linchpin: boolean })[];
  /** Hypotheses with the least against them: more than one where they cannot be told apart. */
  least: string[];
};

const BANDS: readonly [number, Mark][] = [
  [0.05, "II"],
  [0.45, "I"],
  [0.55, "N"],
  [0.95, "C"],
];

/** The mark of a claim that is true with this chance where the hypothesis holds; the bands are half-open. */
export const markOf = (chance: number): Mark => BANDS.find(([below]) => chance < below)?.[1] ?? "CC";

const Z95 = 1.959963984540054;

/**
 * The chance of a claim where each hypothesis holds, from columns of one ensemble. Where it cannot be told from the claim's chance elsewhere (two
 * shares, 95 %), the claim's own chance is taken: luck tells nothing apart.
 */
export function chancesGiven(truth: ArrayLike<number>, holds: readonly ArrayLike<number>[]): (number | undefined)[] {
  const n = truth.length;
  let all = 0;
  for (let i = 0; i < n; i++) all += truth[i]! === 0 ? 0 : 1;
  return holds.map((column) => {
    let [inside, both] = [0, 0];
    for (let i = 0; i < n; i++) {
      if (column[i] === 0) continue;
      inside++;
      if (truth[i] !== 0) both++;
    }
    if (inside === 0) return undefined;
    const [p, rest] = [both / inside, n - inside];
    if (rest === 0) return all / n;
    const q = (all - both) / rest;
    const se = Math.sqrt((p * (1 - p)) / inside + (q * (1 - q)) / rest);
    return Math.abs(p - q) > Z95 * se ? p : all / n;
  });
}

/** How much likelier a claim is under each hypothesis than at all. */
export const ratiosOf = (chance: number, chances: readonly (number | undefined)[]): (number | undefined)[] =>
  chances.map((given) => (given === undefined || chance === 0 ? undefined : given / chance));

const NEAR = 1e-9;

export function matrixOf(hypotheses: readonly Hypothesis[], claims: readonly Weighed[]): Matrix {
  const ids = hypotheses.map((h) => h.id);
  const ach: AchClaim[] = claims.map(({ id, marks, credibility, relevance, origin }) => ({
    id,
    marks,
    credibility,
    ...(relevance && { relevance }),
    ...(origin !== undefined && { origin }),
  }));
  const scores = achScores(ids, ach);
  const linchpins = new Set(achLinchpins(ids, ach));
  const least = scores[0]?.inconsistency ?? 0;
  return {
    hypotheses: hypotheses.map((h) => {
      const { inconsistency, against } = scores.find((s) => s.hypothesis === h.id)!;
      return { ...h, inconsistency, against };
    }),
    claims: claims
      .map((claim, i) => ({ ...claim, diagnosticity: diagnosticity(ach[i]!), linchpin: linchpins.has(claim.id) }))
      .sort((a, b) => b.diagnosticity - a.diagnosticity),
    least: scores.filter((s) => s.inconsistency <= least + NEAR).map((s) => s.hypothesis),
  };
}
