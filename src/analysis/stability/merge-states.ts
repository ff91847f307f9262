// States that nobody tells apart, counted as one (coalescing; the four "abandon" states of Elmira). In: a model and the sets
// of states to join. Out: the model with single states first, in their order, then the joined ones in the order of their
// first member (so Elmira gets the numbers 1 to 9 of the literature); moves as arrows, since no pattern tells them any more.
// The members must be liked alike by every actor: what an actor ranks apart is not indistinguishable.

import type { Place, Problem } from "../../base/problem.ts";
import { type Arrows, type GraphModel, type Preference, statesWhere } from "./graph-model.ts";
import { eachMove, movesOf } from "./moves.ts";
import { compare } from "./prefer.ts";

export type Joined = { marks: Uint8Array; says: string; at: Place };

/** `slotOf` says where each old state went. */
export type Merged = { model: GraphModel; slotOf: Int32Array; problems: Problem[] };

const MOST_STATES = 200_000;

export function mergeStates(model: GraphModel, joined: readonly Joined[]): Merged {
  const { count } = model.states;
  const same = Int32Array.from({ length: count }, (_, s) => s);
  if (joined.length === 0) return { model, slotOf: same, problems: [] };
  if (count > MOST_STATES) return { model, slotOf: same, problems: [tooMany(count, joined[0]!.at)] };
  const groups = groupsOf(count, joined);
  const problems = joined.flatMap((one) => toldApart(model, one));
  const members = [...groups.filter((g) => g.length === 1), ...groups.filter((g) => g.length > 1)];
  const slotOf = new Int32Array(count);
  members.forEach((group, slot) => {
    for (const s of group) slotOf[s] = slot;
  });
  return { model: mergedModel(model, members, slotOf), slotOf, problems };
}

function tooMany(count: number, at: Place): Problem {
  return {
    code: "too-many-to-coalesce",
    severity: "error",
    at,
    says: `${count} states are too many to coalesce; ${MOST_STATES} can be`,
  };
}

/** Members of each new state, by first member. Sets that overlap are one. */
function groupsOf(count: number, joined: readonly Joined[]): number[][] {
  const head = Int32Array.from({ length: count }, (_, s) => s);
  const find = (s: number): number => {
    while (head[s] !== s) s = head[s]!;
    return s;
  };
  for (const { marks } of joined) {
    let first = -1;
    for (let s = 0; s < count; s++) {
      if (!marks[s]) continue;
      if (first < 0) first = s;
      const [a, b] = [find(first), find(s)];
      head[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const groups = new Map<number, number[]>();
  for (let s = 0; s < count; s++) {
    const group = groups.get(find(s));
    if (group) group.push(s);
    else groups.set(find(s), [s]);
  }
  return [...groups.values()];
}

function toldApart(model: GraphModel, { marks, says, at }: Joined): Problem[] {
  const { count } = model.states;
  const members = statesWhere(marks.length, (s) => marks[s]);
  if (members.length < 2) {
    const what = members.length === 0 ? "no state meets" : "only one state meets";
    return [
      {
        code: "nothing-to-coalesce",
        severity: "warning",
        at,
        says: `${what} \`${says}\`: there is nothing to coalesce`,
      },
    ];
  }
  return model.actors.flatMap((actor, i): Problem[] => {
    const preference = model.preferences[i]!;
    const first = members[0]!;
    const apart = members.find((s) => compare(preference, count, s, first) !== 0);
    if (apart === undefined) return [];
    const what = `states ${first + 1} and ${apart + 1} are to count as one, but ${actor.name} does not like them alike`;
    return [
      { code: "told-apart", severity: "error", at, says: what, mend: "tie them in every ranking, or keep them apart" },
    ];
  });
}

function mergedModel(model: GraphModel, members: number[][], slotOf: Int32Array): GraphModel {
  const { width, words } = model.states;
  const count = members.length;
  const merged = new Uint32Array(count * width);
  const open = new Uint32Array(count * width);
  members.forEach((group, slot) => {
    for (let w = 0; w < width; w++) {
      const first = words[group[0]! * width + w]!;
      merged[slot * width + w] = first;
      for (const s of group) open[slot * width + w]! |= first ^ words[s * width + w]!;
    }
  });
  const moves = movesOf(model);
  return {
    ...model,
    states: { count, width, words: merged },
    open,
    preferences: model.preferences.map((preference) => pick(preference, model.states.count, members)),
    ...(model.unseen
      ? {
          unseen: model.unseen.map(
            (marks) => marks && Uint8Array.from(members, (g) => (g.every((s) => marks[s]) ? 1 : 0)),
          ),
        }
      : {}),
    arrows: moves.map((theirs) => arrowsBetween(members, slotOf, (s, visit) => eachMove(theirs, s, visit))),
    ...(model.start === undefined ? {} : { start: slotOf[model.start]! }),
  };
}

function arrowsBetween(
  members: number[][],
  slotOf: Int32Array,
  each: (s: number, visit: (t: number) => void) => void,
): Arrows {
  const start = new Int32Array(members.length + 1);
  const to: number[] = [];
  members.forEach((group, slot) => {
    const targets = new Set<number>();
    for (const s of group) each(s, (t) => slotOf[t] !== slot && targets.add(slotOf[t]!));
    to.push(...[...targets].sort((a, b) => a - b));
    start[slot + 1] = to.length;
  });
  return { start, to: Int32Array.from(to) };
}

/** Preferences over new states, read off the first of their old ones. */
function pick(preference: Preference, count: number, members: readonly (readonly number[])[]): Preference {
  const first = members.map((group) => group[0]!);
  if (preference.kind === "ranked") {
    const places = new Int32Array(count + 1);
    for (const s of first) places[preference.rank[s]!] = 1;
    let place = 0;
    for (let p = 0; p < places.length; p++) places[p] = places[p] ? place++ : -1;
    const rank = Int32Array.from(first, (s) => places[preference.rank[s]!]!);
    return {
      kind: "ranked",
      rank,
      ...(preference.tier ? { tier: Int32Array.from(first, (s) => preference.tier![s]!) } : {}),
    };
  }
  const of = new Int8Array(first.length ** 2);
  first.forEach((s, a) => {
    first.forEach((t, b) => {
      of[a * first.length + b] = preference.of[s * count + t]!;
    });
  });
  return { kind: "pairs", of };
}

/** The model with the marked states alone; `fullOf` says which old state each new one was. */
export function restrict(model: GraphModel, keep: Uint8Array): { model: GraphModel; fullOf: Int32Array } {
  const fullOf = Int32Array.from(statesWhere(keep.length, (s) => keep[s]));
  const { width, words, count } = model.states;
  const kept = new Uint32Array(fullOf.length * width);
  fullOf.forEach((s, k) => {
    kept.set(words.subarray(s * width, (s + 1) * width), k * width);
  });
  const start = model.start === undefined ? -1 : fullOf.indexOf(model.start);
  const { start: _, ...rest } = model;
  const members = Array.from(fullOf, (s) => [s]);
  return {
    model: {
      ...rest,
      states: { count: fullOf.length, width, words: kept },
      preferences: model.preferences.map((preference) => pick(preference, count, members)),
      ...(model.unseen
        ? { unseen: model.unseen.map((marks) => marks && Uint8Array.from(fullOf, (s) => marks[s]!)) }
        : {}),
      ...(start < 0 ? {} : { start }),
    },
    fullOf,
  };
}
