// A written ranking of state ids to preferences. Every feasible state belongs in it exactly once; what is missing, double or
// no state is said with its place. Groups tie, or cannot be compared; `much` between two groups makes a tier.

import type { Place, Problem } from "../../base/problem.ts";
import { type Preference, statesWhere, UNKNOWN } from "./graph-model.ts";
import type { Ranking } from "./ordinal-model.ts";
import { MOST_FOR_PAIRS, type Ranked } from "./rank-by-statements.ts";

export function rankByList(ranking: Ranking, count: number): Ranked {
  const rank = new Int32Array(count).fill(-1);
  const problems: Problem[] = [];
  const firstAt = new Map<number, Place>();
  ranking.groups.forEach((group, place) => {
    group.states.forEach((id, k) => {
      const at = group.places[k]!;
      const before = firstAt.get(id);
      if (!Number.isInteger(id) || id < 1 || id > count) problems.push(noSuchState(id, count, at));
      else if (before) problems.push(rankedTwice(id, at, before));
      else {
        rank[id - 1] = place;
        firstAt.set(id, at);
      }
    });
  });
  const missing = statesWhere(count, (s) => rank[s]! < 0).map((s) => s + 1);
  if (missing.length > 0) problems.push(notRanked(missing, ranking.at));
  if (problems.length > 0) return { problems };
  return { preference: withGroups(ranking, dense(rank)), problems };
}

function noSuchState(id: number, count: number, at: Place): Problem {
  return {
    code: "no-such-state",
    severity: "error",
    at,
    says: `there is no state ${id}`,
    mend: `states are numbered 1 to ${count}`,
  };
}

function rankedTwice(id: number, at: Place, before: Place): Problem {
  const also = [{ at: before, says: "the first place" }];
  return {
    code: "ranked-twice",
    severity: "error",
    at,
    says: `state ${id} stands twice in the ranking`,
    mend: "keep one",
    also,
  };
}

function notRanked(missing: number[], at: Place): Problem {
  const some = missing.slice(0, 10).join(", ") + (missing.length > 10 ? `, … (${missing.length} in all)` : "");
  const says =
    missing.length === 1 ? `state ${some} is missing from the ranking` : `states ${some} are missing from the ranking`;
  return {
    code: "not-ranked",
    severity: "error",
    at,
    says,
    mend: "name every feasible state once; equal ones as a group: [5, 6]",
  };
}

/** The same order with no place empty (groups whose states all stand elsewhere leave none). */
export function dense(rank: Int32Array): Int32Array {
  const places = [...new Set(rank)].sort((a, b) => a - b);
  const place = new Map(places.map((old, k) => [old, k]));
  return rank.map((old) => place.get(old)!);
}

function withGroups(ranking: Ranking, rank: Int32Array): Preference {
  const groups = ranking.groups.filter((group) => group.states.length > 0);
  const breaks = ranking.muchBefore.map((g) => groups.indexOf(ranking.groups[g]!));
  const tierOf = (place: number) => breaks.filter((b) => b <= place).length;
  const tier = ranking.muchBefore.length > 0 ? rank.map(tierOf) : undefined;
  const ranked: Preference = { kind: "ranked", rank, ...(tier ? { tier } : {}) };
  const open = new Set(groups.flatMap((group, place) => (group.unknown && group.states.length > 1 ? [place] : [])));
  return open.size > 0 && rank.length <= MOST_FOR_PAIRS ? openPairs(ranked, open) : ranked;
}

function openPairs(ranked: Preference & { kind: "ranked" }, open: ReadonlySet<number>): Preference {
  const { rank, tier } = ranked;
  const count = rank.length;
  const of = new Int8Array(count * count);
  for (let s = 0; s < count; s++) {
    for (let t = 0; t < count; t++) {
      const step = Math.sign(rank[t]! - rank[s]!) * (tier && tier[s] !== tier[t] ? 2 : 1);
      of[s * count + t] = s !== t && step === 0 && open.has(rank[s]!) ? UNKNOWN : step;
    }
  }
  return { kind: "pairs", of };
}
