// Which claims may come from one report? Two papers that repeat one report are one report. In: claims with the origin a
// person gave them, and their words. Out: pairs that look like one report without being marked so. Likeness: shared runs
// of five words (shingles, Broder 1997) over the shorter of the two.

export type SourcedClaim = { id: string; says: string; source: string; origin?: string };

const RUN = 5;

function shingles(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const out = new Set<string>();
  for (let i = 0; i + RUN <= words.length; i++) out.add(words.slice(i, i + RUN).join(" "));
  return out;
}

export type LikelyCopy = { left: string; right: string; shared: number };

/** Pairs of different sources with at least half of their runs of words in common, and no common origin yet. */
export function likelyCopies(claims: readonly SourcedClaim[], least = 0.5): LikelyCopy[] {
  const runs = claims.map((c) => shingles(c.says));
  const copies: LikelyCopy[] = [];
  for (let i = 0; i < claims.length; i++)
    for (let j = i + 1; j < claims.length; j++) {
      const [a, b] = [claims[i]!, claims[j]!];
      const smaller = Math.min(runs[i]!.size, runs[j]!.size);
      if (a.source === b.source || smaller === 0 || (a.origin !== undefined && a.origin === b.origin)) continue;
      let common = 0;
      for (const run of runs[i]!) if (runs[j]!.has(run)) common++;
      if (common / smaller >= least) copies.push({ left: a.id, right: b.id, shared: common / smaller });
    }
  return copies;
}
