// One equilibrium of a two-player game that is too large to enumerate: complementary pivoting (Lemke & Howson 1964), exact,
// lexicographic against cycling (von Stengel 2002). Started from each missing label in turn, it often finds several.
// Bounded by a count of pivots a start: the path can be exponentially long (Savani & von Stengel 2006), but seldom is.

import { cellAt, type Dictionary, pivot, startDictionary } from "./integer-dictionary.ts";
import { leavingRow } from "./polytope-vertices.ts";

/** Numerators of both mixes, not yet divided by their sums. */
export type Pair = { x: bigint[]; y: bigint[]; pivots: number };

/**
 * `first` bounds the first player's mixes by the second's payoffs, `second` the other way round, as in two-player-equilibria.
 * Undefined where the pivots did not suffice.
 */
export function lemkeHowson(
  first: readonly (readonly bigint[])[],
  second: readonly (readonly bigint[])[],
  missing: number,
  mostPivots: number,
): Pair | undefined {
  const m = first[0]!.length;
  const n = second[0]!.length;
  const sides = [first, second].map((rows) => startDictionary(rows.map((row) => [...row, 1n])));
  // Labels 0..m-1 are the first player's strategies, m.. the second's. In the first dictionary label = variable; in the
  // second the player's own strategies come first.
  const variable = (side: number, label: number) => (side === 0 ? label : label < m ? label + n : label - m);
  const labelOf = (side: number, v: number) => (side === 0 ? v : v < n ? v + m : v - n);
  let side = missing < m ? 0 : 1;
  let entering = missing;
  for (let k = 0; k < mostPivots; k++) {
    const dictionary = sides[side]!;
    const column = dictionary.cobasis.indexOf(variable(side, entering));
    const row = leavingRow(dictionary, column);
    const left = labelOf(side, dictionary.basis[row]!);
    sides[side] = pivot(dictionary, row, column);
    if (left === missing) return { x: numerators(sides[0]!, m), y: numerators(sides[1]!, n), pivots: k + 1 };
    entering = left;
    side = 1 - side;
  }
  return undefined;
}

function numerators(dictionary: Dictionary, count: number): bigint[] {
  const values: bigint[] = new Array(count).fill(0n);
  dictionary.basis.forEach((v, r) => {
    if (v < count) values[v] = cellAt(dictionary, r, dictionary.cobasis.length);
  });
  return values;
}
