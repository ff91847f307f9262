// Which of several rows under the same luck comes out best against one of them, in a sentence.
// A measure has no direction of its own: only where the model says which end is the better one is a row called best or worse.

import type { Better } from "../../language/checked-model.ts";
import { capital, percent, spanOf } from "./figures.ts";

export type RankedRow = {
  name: string;
  difference: number;
  low: number;
  high: number;
  best: number;
  /** Against the best of the rows, where that was reckoned. */
  fromBest?: { low: number; high: number } | undefined;
};

export type Ranking = {
  /** Which end of the measure is the better one; undefined: neither is said to be. */
  better?: Better | undefined;
  /** Before the name of a row: `holding `. */
  doing: string;
  /** The subject where no row beats it: `No option held throughout`. */
  none: string;
};

/** An actor's own utility is the better the higher it is. */
export const directionOf = (measure: string): Better | undefined =>
  /^\s*utility\s*\([^()]*\)\s*$/.test(measure) ? "higher" : undefined;

/** Whether a row lies clearly above another, or below, where up is what is better. */
const sideOf = ({ low, high }: RankedRow, better: Better | undefined) => {
  const [above, below] = [low > 0, high < 0];
  return better === "lower" ? { ahead: below, behind: above } : { ahead: above, behind: below };
};

export function sayHighest(rows: readonly RankedRow[], own: RankedRow, { better, doing, none }: Ranking): string {
  const up = better === "lower" ? -1 : 1;
  const top = rows.filter((r) => r !== own).toSorted((a, b) => up * (b.difference - a.difference))[0];
  if (!top) return "There is nothing to compare it with.";
  const span = spanOf(top);
  if (rows.every((r) => r.low === 0 && r.high === 0)) return "All come out the same in every future.";
  const { ahead, behind } = sideOf(top, better);
  if (ahead) {
    const first = better ? "best" : "highest";
    const often = `${top.name} is ${first} in ${percent(top.best)} of futures, ${own.name} in ${percent(own.best)}`;
    const level = rows.filter(
      (r) => r !== top && r !== own && r.fromBest && r.fromBest.low <= 0 && r.fromBest.high >= 0,
    );
    const names = level.map((r) => r.name).join(" and ");
    const shared = level.length === 0 ? "" : `, though ${names} cannot be told apart from it`;
    return `Against ${own.name}, ${doing}${top.name} ${better ? "does best" : "comes out highest"}: ${span}${shared}; ${often}.`;
  }
  if (behind && rows.length === 2) {
    return `${capital(top.name)} ${better ? "does worse" : "comes out lower"} than ${own.name}: ${span}.`;
  }
  if (behind) {
    return `${none} ${better ? "does better" : "comes out higher"} than ${own.name}; next comes ${top.name}, ${span}.`;
  }
  return `${capital(top.name)} and ${own.name} cannot be told apart: ${span}.`;
}
