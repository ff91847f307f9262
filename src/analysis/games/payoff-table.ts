// The payoffs as a table of text. Two players: a grid; one or more than two: a row a profile. `*` marks a best reply,
// `~name~` a strategy that strict dominance strikes out, `+/-` a standard error. Large games are not printed.

import type { Dominance } from "./dominance.ts";
import { allBestReplies } from "./pure-equilibria.ts";
import { rationalText, toNumber } from "./rational.ts";
import type { StrategicForm } from "./strategic-form.ts";
import { profileAt, profileCount, strategyCounts } from "./strategic-form.ts";

export type TextTable = { lines: string[]; table?: { head: string[]; rows: string[][] } };

const WIDEST = 10;
const LONGEST = 64;
const SIGN = "`*` marks a best reply, `~` a strategy that strict dominance strikes out.";

/** "3*", "-1/3 +/- 0.02". */
export function payoffText(form: StrategicForm, cell: number, best: boolean): string {
  const error = form.estimate?.errors[cell] ?? 0;
  const exact = rationalText(form.payoffs[cell]!);
  const value = toNumber(form.payoffs[cell]!);
  const text = error > 0 || exact.length > 9 ? String(Number(value.toPrecision(4))) : exact;
  return `${text}${error > 0 ? ` +/- ${Number(error.toPrecision(1))}` : ""}${best ? "*" : ""}`;
}

export function payoffTable(form: StrategicForm, strict?: Dominance): TextTable {
  const counts = strategyCounts(form);
  const profiles = profileCount(counts);
  const grid = counts.length === 2;
  if (grid ? Math.max(...counts) > WIDEST : profiles > LONGEST) {
    return { lines: [`${profiles} profiles: the table is left out (-o FILE.csv writes it).`] };
  }
  const marks = allBestReplies(form);
  const name = (i: number, s: number) => {
    const { label } = form.players[i]!.strategies[s]!;
    return strict && !strict.survivors[i]!.includes(s) ? `~${label}~` : label;
  };
  const cells = (q: number) =>
    counts.map((_, i) => payoffText(form, q * counts.length + i, marks[q * counts.length + i] === 1));
  const names = form.players.map((player) => player.label);
  if (!grid) {
    const rows = Array.from({ length: profiles }, (_, q) => [
      ...profileAt(counts, q).map((s, i) => name(i, s)),
      ...cells(q),
    ]);
    return { lines: [SIGN], table: { head: [...names, ...names.map((label) => `to ${label}`)], rows } };
  }
  const rows = Array.from({ length: counts[0]! }, (_, r) => [
    name(0, r),
    ...Array.from({ length: counts[1]! }, (_, c) => cells(r + c * counts[0]!).join(", ")),
  ]);
  return {
    lines: [`Rows ${names[0]}, columns ${names[1]}; ${SIGN}`],
    table: { head: ["", ...Array.from({ length: counts[1]! }, (_, c) => name(1, c))], rows },
  };
}
