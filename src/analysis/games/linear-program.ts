// Exact linear programs: maximise c x subject to A x <= b, x >= 0, with b >= 0, in integers, so that x = 0 is a start.
// The simplex method (Dantzig 1951) on a fraction-free dictionary; Bland's rule (1977) once it stalls, so that it ends.
// Larger programs are first solved in doubles for a basis to begin from: the answer is still the exact one, only sooner.

import { invariant } from "../../base/invariant.ts";
import { floatBasis } from "./float-basis.ts";
import type { Dictionary } from "./integer-dictionary.ts";
import { cellAt, pivot, startDictionary } from "./integer-dictionary.ts";
import type { Rational } from "./rational.ts";
import { rational, ZERO } from "./rational.ts";

export type LinearProgram = {
  objective: readonly bigint[];
  rows: readonly (readonly bigint[])[];
  bounds: readonly bigint[];
};

export type LinearAnswer = { value: Rational; x: Rational[] } | "unbounded";

/** Above this many cells the start is found in doubles. */
const SMALL = 2000;
const STALLED = 20;

export function maximise(program: LinearProgram): LinearAnswer {
  const { objective, rows, bounds } = program;
  invariant(
    bounds.every((bound) => bound >= 0n),
    "a linear program that does not start at 0",
  );
  const constraints = rows.map((row, r) => [...row, bounds[r]!]);
  const cold = startDictionary([...constraints, [...objective.map((c) => -c), 0n]]);
  const warm = rows.length * objective.length > SMALL ? reach(cold, floatBasis(program), rows.length) : undefined;
  return climb(warm ?? cold, rows.length, objective.length);
}

function climb(from: Dictionary, height: number, variables: number): LinearAnswer {
  let dictionary = from;
  let still = 0;
  for (;;) {
    const column = entering(dictionary, height, still > STALLED);
    if (column < 0) return answer(dictionary, height, variables);
    const row = leaving(dictionary, column, height);
    if (row < 0) return "unbounded";
    still = cellAt(dictionary, row, dictionary.cobasis.length) === 0n ? still + 1 : still > STALLED ? still : 0;
    dictionary = pivot(dictionary, row, column);
  }
}

/** The column that gains: the largest gain, or by Bland's rule the lowest variable. */
function entering(dictionary: Dictionary, height: number, bland: boolean): number {
  const { cobasis } = dictionary;
  let best = -1;
  let most = 0n;
  for (let c = 0; c < cobasis.length; c++) {
    const gain = -cellAt(dictionary, height, c);
    if (gain <= 0n) continue;
    if (best < 0 || (bland ? cobasis[c]! < cobasis[best]! : gain > most)) {
      best = c;
      most = gain;
    }
  }
  return best;
}

function leaving(dictionary: Dictionary, column: number, height: number): number {
  const { basis } = dictionary;
  const bound = dictionary.cobasis.length;
  let best = -1;
  for (let r = 0; r < height; r++) {
    const cell = cellAt(dictionary, r, column);
    if (cell <= 0n) continue;
    if (best < 0) {
      best = r;
      continue;
    }
    const difference =
      cellAt(dictionary, r, bound) * cellAt(dictionary, best, column) - cellAt(dictionary, best, bound) * cell;
    if (difference < 0n || (difference === 0n && basis[r]! < basis[best]!)) best = r;
  }
  return best;
}

/** Pivots to a wanted basis; undefined where it is none, or not feasible (rounding misled the doubles). */
function reach(from: Dictionary, basic: ReadonlySet<number>, height: number): Dictionary | undefined {
  let dictionary = from;
  for (const variable of basic) {
    const column = dictionary.cobasis.indexOf(variable);
    if (column < 0) continue;
    const row = dictionary.basis.findIndex(
      (other, r) => r < height && !basic.has(other) && cellAt(dictionary, r, column) !== 0n,
    );
    if (row < 0) return undefined;
    dictionary = pivot(dictionary, row, column);
  }
  for (let r = 0; r < height; r++) if (cellAt(dictionary, r, dictionary.cobasis.length) < 0n) return undefined;
  return dictionary;
}

function answer(dictionary: Dictionary, height: number, variables: number): LinearAnswer {
  const bound = dictionary.cobasis.length;
  const x: Rational[] = Array.from({ length: variables }, () => ZERO);
  for (let r = 0; r < height; r++) {
    const variable = dictionary.basis[r]!;
    if (variable < variables) x[variable] = rational(cellAt(dictionary, r, bound), dictionary.det);
  }
  return { value: rational(cellAt(dictionary, height, bound), dictionary.det), x };
}
