// The shortest rule that tells one storyline from the rest (scenario discovery: Bryant & Lempert 2010): conditions joined by "and",
// added one at a time while they clearly help, with coverage (share of the storyline inside) and density (share of the inside that is
// the storyline). A greedy search over boxes in the manner of PRIM (Friedman & Fisher 1999), stopped early for shortness.

import type { Feature } from "./medoids.ts";

export type Condition = { feature: number; test: "is" | "is not" | "at most" | "at least"; value: number };

export type Rule = { conditions: Condition[]; coverage: number; density: number };

/** A further condition must raise the balance of coverage and density (their harmonic mean) by this much. */
const WORTH_IT = 0.04;
const LONGEST = 3;

const holds = (f: Feature, c: Condition, i: number): boolean => {
  const v = f.values[i]!;
  if (c.test === "is") return v === c.value;
  if (c.test === "is not") return v !== c.value;
  return c.test === "at most" ? v <= c.value : v >= c.value;
};

function candidates(features: readonly Feature[]): Condition[] {
  return features.flatMap(({ kind, values }, feature): Condition[] => {
    if (kind === "category") {
      const seen = [...new Set(values)].sort((a, b) => a - b);
      return seen.flatMap((value) => [
        { feature, test: "is" as const, value },
        ...(seen.length > 2 ? [{ feature, test: "is not" as const, value }] : []),
      ]);
    }
    const sorted = values.slice().sort();
    const cuts = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((p) => sorted[Math.floor(p * (sorted.length - 1))]!);
    return [...new Set(cuts)].flatMap((value) => [
      { feature, test: "at most" as const, value },
      { feature, test: "at least" as const, value },
    ]);
  });
}

function judge(
  inside: readonly boolean[],
  wanted: readonly boolean[],
): { coverage: number; density: number; score: number } {
  let [both, box, all] = [0, 0, 0];
  for (let i = 0; i < wanted.length; i++) {
    if (inside[i]) box++;
    if (wanted[i]) all++;
    if (inside[i] && wanted[i]) both++;
  }
  const coverage = all > 0 ? both / all : 0;
  const density = box > 0 ? both / box : 0;
  return { coverage, density, score: coverage + density > 0 ? (2 * coverage * density) / (coverage + density) : 0 };
}

/** The rule for the rows that are `wanted`. */
export function shortestRule(features: readonly Feature[], wanted: readonly boolean[]): Rule {
  const all = candidates(features);
  let inside = wanted.map(() => true);
  let best = judge(inside, wanted);
  const conditions: Condition[] = [];
  while (conditions.length < LONGEST) {
    let next: { condition: Condition; inside: boolean[]; judged: typeof best } | undefined;
    for (const condition of all) {
      const f = features[condition.feature]!;
      const tried = inside.map((there, i) => there && holds(f, condition, i));
      const judged = judge(tried, wanted);
      if (judged.score > (next?.judged.score ?? best.score)) next = { condition, inside: tried, judged };
    }
    if (!next || next.judged.score < best.score + (conditions.length === 0 ? 0 : WORTH_IT)) break;
    conditions.push(next.condition);
    inside = next.inside;
    best = next.judged;
  }
  return { conditions, coverage: best.coverage, density: best.density };
}
