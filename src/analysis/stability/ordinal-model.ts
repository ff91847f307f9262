// What a written ordinal model says, before any state is listed: options and their owners, what cannot be, and each actor's
// preferences as statements, a ranking or comparisons, every part with its place. Readers (.yaml, .json, .gmcr) fill it,
// build-model.ts makes the graph model of it, write-gmcr.ts writes it out.

import type { Place } from "../../base/problem.ts";
import type { Condition } from "./condition.ts";
import type { GraphOption } from "./graph-model.ts";

/** A state is the better for meeting it; earlier statements weigh more than all later ones together. */
export type Statement = {
  /** As the person wrote it. */
  says: string;
  when: Condition;
  /** Meeting it is much better, not only better (two levels of strength: Hamouda, Kilgour & Hipel 2004). */
  much: boolean;
  /** Nobody knows whether the actor likes it or its contrary. */
  unknown: boolean;
  at: Place;
};

/** A place in a ranking: ids of states, tied, or not to be compared with one another. */
export type RankGroup = { states: number[]; unknown: boolean; places: Place[] };

export type Ranking = {
  groups: RankGroup[];
  /** Indices of the groups that are much worse than the one before. */
  muchBefore: number[];
  at: Place;
};

/** One step of `9 > 3 ~ 4`: the better (or tied) state first. */
export type Comparison = { better: number; worse: number; sign: ">" | ">>" | "~"; at: Place };

export type WrittenPreference = {
  /** Which of the three counts. A file may hold more than one, and they may disagree. */
  governs: "statements" | "ranking" | "comparisons";
  statements: Statement[];
  ranking?: Ranking;
  comparisons?: Comparison[];
  at: Place;
};

/** A condition with the words and the place it was written at. */
export type WrittenCondition = { says: string; when: Condition; at: Place };

/** What an actor takes to be true where that differs: its own game (Bennett 1977). */
export type WrittenBelief = {
  /** By actor slot: what it takes others (or itself) to want. */
  preferences: (WrittenPreference | undefined)[];
  /** States that it leaves out of account altogether. */
  infeasible: WrittenCondition[];
  at: Place;
};

export type WrittenActor = {
  id: string;
  name: string;
  preference: WrittenPreference;
  /** States that it does not perceive: no moves into or out of them (GMCR+). */
  unseen: WrittenCondition[];
  believes?: WrittenBelief;
};

export type OrdinalModel = {
  title: string;
  actors: WrittenActor[];
  options: GraphOption[];
  infeasible: WrittenCondition[];
  /** States that meet the same one count as one. */
  coalesce: WrittenCondition[];
  /** Slots of the members of coalitions that the file names. */
  coalitions: number[][];
  /** The status quo, as written: an id, a pattern or options. */
  start?: { says: string; at: Place };
  at: Place;
};
