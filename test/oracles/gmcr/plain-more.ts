// Plain definitions of what goes beyond R GMR SMR SEQ SSEQ: coalitions, horizons, unknown and strong preferences. As plain-sets.ts:
// one state at a time, sets and recursion, nothing shared with src/analysis/stability but the types.

import { improvements, type PlainModel, reached } from "./plain-sets.ts";

const actorsOf = (plain: PlainModel) => Array.from({ length: plain.actors }, (_, k) => k);

/** R++_H(s) of Inohara & Hipel 2008: reached by H together, and better for every member. */
export function gains(plain: PlainModel, members: number[], s: number): number[] {
  return [...reached(plain, members, s, false)].filter((t) => t !== s && members.every((i) => plain.better(i, t, s)));
}

/** What the actors outside H bring about by gains of any coalition among them, none twice in a row. */
export function classReached(plain: PlainModel, outside: number[], s: number): Set<number> {
  const parts = Array.from({ length: 2 ** outside.length - 1 }, (_, set) =>
    outside.filter((_k, b) => ((set + 1) >> b) & 1),
  );
  const seen = new Set<string>();
  const found = new Set<number>();
  const waiting: [number, number][] = [[s, -1]];
  while (waiting.length > 0) {
    const [at, last] = waiting.pop()!;
    parts.forEach((part, p) => {
      if (p === last) return;
      for (const t of gains(plain, part, at)) {
        if (seen.has(`${t} ${p}`)) continue;
        seen.add(`${t} ${p}`);
        found.add(t);
        waiting.push([t, p]);
      }
    });
  }
  return found;
}

export function coalitionStable(plain: PlainModel, concept: string, members: number[], s: number): boolean {
  const outside = actorsOf(plain).filter((k) => !members.includes(k));
  const noBetterForSome = (t: number) => members.some((i) => !plain.better(i, t, s));
  return gains(plain, members, s).every((t) => {
    if (concept === "R") return false;
    const answers = concept === "SEQ" ? classReached(plain, outside, t) : reached(plain, outside, t, false);
    return [...answers].some((u) => {
      if (!noBetterForSome(u)) return false;
      return concept !== "SMR" || [...reached(plain, members, u, false)].every(noBetterForSome);
    });
  });
}

/** G_h(i, s) by recursion, as limited-move.ts describes it: where things end if i may move first from s. */
export function end(plain: PlainModel, h: number, i: number, s: number): number {
  if (h === 0) return s;
  let best = s;
  for (const t of [...plain.moves[i]![s]!].sort((a, b) => a - b)) {
    const onward = actorsOf(plain)
      .filter((j) => j !== i)
      .map((j) => end(plain, h - 1, j, t))
      .filter((u) => u !== t);
    const expected = onward.length === 0 ? t : onward.reduce((worst, u) => (plain.better(i, worst, u) ? u : worst));
    if (plain.better(i, expected, best)) best = expected;
  }
  return best;
}

/** like(i, t, s): "better", "no-better" or "unknown". */
export type Like = (i: number, t: number, s: number) => "better" | "no-better" | "unknown";

/** Li, Hipel, Kilgour & Fang 2004, extensions a to d. */
export function stableUnknown(
  plain: PlainModel,
  like: Like,
  form: string,
  concept: string,
  i: number,
  s: number,
): boolean {
  const bold = form === "a" || form === "c";
  const shy = form === "c" || form === "d";
  const may = (k: number, t: number, from: number) => like(k, t, from) !== "no-better" && t !== from;
  const mine = [...plain.moves[i]![s]!].filter(
    (t) => like(i, t, s) === "better" || (bold && like(i, t, s) === "unknown"),
  );
  if (concept === "R") return mine.length === 0;
  const deters = (t: number) => like(i, t, s) === "no-better" || (shy && like(i, t, s) === "unknown");
  const loose: PlainModel = { ...plain, better: may };
  const others = actorsOf(plain).filter((k) => k !== i);
  const credible = concept === "SEQ" || concept === "SSEQ";
  const symmetric = concept === "SMR" || concept === "SSEQ";
  return mine.every((s1) =>
    [...reached(loose, others, s1, credible)].some(
      (s2) => deters(s2) && (!symmetric || [...plain.moves[i]![s2]!].every(deters)),
    ),
  );
}

/** The smallest number of states that i must like no better than s for s to be stable, by trying all sets. */
export function fewestDemotions(
  plain: PlainModel,
  stable: (plain: PlainModel, concept: string, i: number, s: number) => boolean,
  concept: string,
  i: number,
  s: number,
): number {
  const better = Array.from({ length: plain.count }, (_, t) => t).filter((t) => plain.better(i, t, s));
  let fewest = better.length;
  for (let set = 0; set < 2 ** better.length; set++) {
    const fallen = better.filter((_, k) => (set >> k) & 1);
    if (fallen.length >= fewest) continue;
    const changed: PlainModel = {
      ...plain,
      better: (k, t, from) => plain.better(k, t, from) && !(k === i && from === s && fallen.includes(t)),
    };
    if (stable(changed, concept, i, s)) fewest = fallen.length;
  }
  return fewest;
}

/** Hamouda, Kilgour & Hipel 2006: stable, with every deterrent much worse. */
export function stronglyStable(
  plain: PlainModel,
  muchWorse: (i: number, t: number, s: number) => boolean,
  concept: string,
  i: number,
  s: number,
): boolean {
  const others = actorsOf(plain).filter((k) => k !== i);
  const credible = concept === "SEQ" || concept === "SSEQ";
  const symmetric = concept === "SMR" || concept === "SSEQ";
  return [...improvements(plain, i, s)].every((s1) =>
    [...reached(plain, others, s1, credible)].some(
      (s2) => muchWorse(i, s2, s) && (!symmetric || [...plain.moves[i]![s2]!].every((s3) => muchWorse(i, s3, s))),
    ),
  );
}
