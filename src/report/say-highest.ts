// Which of several rows under the same luck comes out highest against one of them, in a sentence.
// A measure has no direction of its own: only of an actor's utility is the highest called the best.

import { capital, percent, spanOf } from "./figures.ts";

export type RankedRow = { name: string; difference: number; low: number; high: number; best: number };

export type Ranking = {
  /** As written: `utility(CHN)`. */
  measure: string;
  /** Before the name of a row: `holding `. */
  doing: string;
  /** The subject where no row beats it: `No option held throughout`. */
  none: string;
};

export const isUtility = (measure: string) => /^utility\s*\(/.test(measure);

export function sayHighest(rows: readonly RankedRow[], own: RankedRow, { measure, doing, none }: Ranking): string {
  const top = rows.filter((r) => r !== own).toSorted((a, b) => b.difference - a.difference)[0];
  if (!top) return "There is nothing to compare it with.";
  const better = isUtility(measure);
  const span = spanOf(top);
  if (top.low > 0) {
    const first = better ? "best" : "highest";
    const often = `${top.name} is ${first} in ${percent(top.best)} of futures, ${own.name} in ${percent(own.best)}`;
    return `Against ${own.name}, ${doing}${top.name} ${better ? "does best" : "comes out highest"}: ${span}; ${often}.`;
  }
  if (top.high < 0 && rows.length === 2) {
    return `${capital(top.name)} ${better ? "does worse" : "comes out lower"} than ${own.name}: ${span}.`;
  }
  if (top.high < 0) {
    return `${none} ${better ? "does better" : "comes out higher"} than ${own.name}; next comes ${top.name}, ${span}.`;
  }
  return `${capital(top.name)} and ${own.name} cannot be told apart: ${span}.`;
}
