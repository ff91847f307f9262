// A game in extensive form as plain data: nodes in prefix order, information sets, outcomes whose payoffs add up along a
// path. Read from and written to Gambit's .efg; turned into a strategic form by reduced-form.ts.

import type { Rational } from "./rational.ts";
import { add, ZERO } from "./rational.ts";

export type InfoSet = {
  /** Slot of the player; -1 for chance. */
  player: number;
  /** The file's number of it, within its player. */
  number: number;
  label: string;
  actions: string[];
  /** Chance only: one probability an action, summing to 1. */
  chances?: Rational[];
};

export type TreeOutcome = { number: number; label: string; payoffs: Rational[] };

export type TreeNode = {
  label: string;
  /** Place in `infosets`; -1 at a leaf. */
  infoset: number;
  /** Place in `outcomes`; -1 for none. */
  outcome: number;
  /** Places in `nodes`, one an action. */
  children: number[];
};

export type GameTree = {
  title: string;
  comment?: string;
  players: string[];
  infosets: InfoSet[];
  outcomes: TreeOutcome[];
  /** In prefix order; the root is first. */
  nodes: TreeNode[];
};

/** More nodes than this are refused. */
export const MOST_NODES = 1_000_000;

export function addPayoffs(tree: GameTree, sum: readonly Rational[], node: TreeNode): readonly Rational[] {
  if (node.outcome < 0) return sum;
  const more = tree.outcomes[node.outcome]!.payoffs;
  return sum.map((value, i) => add(value, more[i]!));
}

export function noPayoffs(tree: GameTree): Rational[] {
  return tree.players.map(() => ZERO);
}
