// Pieces of a formula while it is translated, from XMILE or Vensim or into XMILE: text, how tightly it binds, whether it is a truth value
// (conditions must be one), and its value where it is the same at all times.

import { BINDING } from "../language/formula/syntax-tree.ts";
import { figure } from "./foreign.ts";

export type Dialect = "xmile" | "vensim";

export type Reading = {
  dialect: Dialect;
  /** Our name for a variable of theirs; undefined where there is none. */
  nameOf: (name: string) => string | undefined;
  /** The value of a variable of theirs that never changes. */
  constantOf: (name: string) => number | undefined;
  /** The table of a lookup that is called like a function. */
  tableOf: (name: string) => string | undefined;
  /** A formula for TIME, and its first and last value and step. */
  time: string;
  start: number;
  stop: number;
  dt: number;
  /** Makes a stock that remembers for a function of theirs; gives back its name. */
  remember: (start: string, next: (id: string) => string) => string;
};

export type Part = { text: string; strength: number; truth: boolean; value?: number | undefined };

/** What cannot be said, and why: caught where one formula is translated. */
export class Cannot extends Error {}

/** How tightly operators bind, ours and those of equations. */
export const STRENGTH: Record<string, number> = { ...BINDING, "<>": BINDING["!="] };
const TIGHT = 9;

const FOLD: Record<string, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
};

export const inside = (part: Part, strength: number) => (part.strength < strength ? `(${part.text})` : part.text);

export const truth = (part: Part): Part =>
  part.truth ? part : { text: `${inside(part, 4)} != 0`, strength: 3, truth: true };

export const call = (name: string, ...parts: readonly Part[]): Part => ({
  text: `${name}(${parts.map((p) => p.text).join(", ")})`,
  strength: TIGHT,
  truth: false,
});

export const plain = (text: string, value?: number): Part => ({ text, strength: TIGHT, truth: false, value });

export const number = (value: number): Part => ({ ...plain(figure(value), value), strength: value < 0 ? 6 : TIGHT });

export function both(left: Part, operator: string, right: Part): Part {
  const own = STRENGTH[operator]!;
  // Comparisons are not chained, subtraction and division lean to the left
  const [before, after] = own === 3 ? [4, 4] : [own, own >= 4 ? own + 1 : own];
  const text = `${inside(left, before)} ${operator} ${inside(right, after)}`;
  const [a, b, fold] = [left.value, right.value, FOLD[operator]];
  const value = a !== undefined && b !== undefined ? fold?.(a, b) : undefined;
  return { text, strength: own, truth: own <= 3, value };
}

export const raised = (base: Part, by: Part): Part => ({
  text: `${inside(base, 8)} ^ ${inside(by, 8)}`,
  strength: 7,
  truth: false,
});

export const choose = (test: Part, yes: Part, no: Part): Part => ({
  text: `if ${truth(test).text} then ${inside(yes, 1)} else ${inside(no, 0)}`,
  strength: 0,
  truth: false,
});
