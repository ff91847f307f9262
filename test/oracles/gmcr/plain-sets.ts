// The second implementation: the definitions of README.md word by word, with sets, for one state at a time. Slow and
// obvious, and shares nothing with src/analysis/stability but the types: it reads moves and preferences off the patterns anew.

import type { GraphModel } from "../../../src/analysis/stability/graph-model.ts";

export type PlainModel = {
  count: number;
  actors: number;
  /** moves[i][s]: states that i reaches from s in one step. */
  moves: Set<number>[][];
  /** better(i, t, s): i strictly prefers t to s. */
  better: (actor: number, t: number, s: number) => boolean;
};

/** Patterns as strings; every target tried, so that nothing depends on how states are stored or found. */
export function plainOf(model: GraphModel): PlainModel {
  const { count, width, words } = model.states;
  const patterns = Array.from({ length: count }, (_, s) =>
    model.options.map((_option, o) => ((words[s * width + (o >>> 5)]! >>> (o & 31)) & 1 ? "Y" : "N")),
  );
  const moves = model.actors.map((_, i) =>
    patterns.map((from, s) => {
      const reached = new Set<number>();
      const arrows = model.arrows?.[i];
      if (arrows) return new Set(arrows.to.subarray(arrows.start[s]!, arrows.start[s + 1]!));
      patterns.forEach((to, t) => {
        if (s === t || model.unseen?.[i]?.[s] || model.unseen?.[i]?.[t]) return;
        const legal = model.options.every((option, o) => {
          if (from[o] === to[o]) return true;
          if (option.owner !== i) return false;
          if (option.moves === "only-no-to-yes") return to[o] === "Y";
          if (option.moves === "only-yes-to-no") return to[o] === "N";
          return true;
        });
        if (legal) reached.add(t);
      });
      return reached;
    }),
  );
  const better = (i: number, t: number, s: number) => {
    const preference = model.preferences[i]!;
    if (preference.kind !== "ranked") throw new Error("the oracle wants rankings");
    return preference.rank[t]! < preference.rank[s]!;
  };
  return { count, actors: model.actors.length, moves, better };
}

export function improvements(plain: PlainModel, i: number, s: number): Set<number> {
  return new Set([...plain.moves[i]![s]!].filter((t) => plain.better(i, t, s)));
}

/** R_H(s), or R+_H(s): a search over (state, last mover). */
export function reached(plain: PlainModel, members: number[], s: number, onlyImprovements: boolean): Set<number> {
  const seen = new Set<string>();
  const found = new Set<number>();
  const waiting: [number, number][] = [[s, -1]];
  while (waiting.length > 0) {
    const [at, last] = waiting.pop()!;
    for (const j of members) {
      if (j === last) continue;
      for (const t of onlyImprovements ? improvements(plain, j, at) : plain.moves[j]![at]!) {
        if (seen.has(`${t} ${j}`)) continue;
        seen.add(`${t} ${j}`);
        found.add(t);
        waiting.push([t, j]);
      }
    }
  }
  return found;
}

type Answer = { credible: boolean; symmetric: boolean };

const ANSWERS: Record<string, Answer> = {
  GMR: { credible: false, symmetric: false },
  SMR: { credible: false, symmetric: true },
  SEQ: { credible: true, symmetric: false },
  SSEQ: { credible: true, symmetric: true },
};

export function isStable(plain: PlainModel, concept: string, i: number, s: number): boolean {
  const mine = [...improvements(plain, i, s)];
  if (concept === "R") return mine.length === 0;
  const others = Array.from({ length: plain.actors }, (_, k) => k).filter((k) => k !== i);
  const { credible, symmetric } = ANSWERS[concept]!;
  return mine.every((s1) =>
    [...reached(plain, others, s1, credible)].some(
      (s2) =>
        !plain.better(i, s2, s) && (!symmetric || ![...plain.moves[i]![s2]!].some((s3) => plain.better(i, s3, s))),
    ),
  );
}
