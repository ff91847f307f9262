// Far-sighted stability on games that everybody knows: Brams & Wittman 1981 (Nonmyopic equilibria in 2 x 2 games) have mutual
// cooperation AND mutual defection of the prisoners' dilemma as the states that far-sighted players keep, and of Chicken the
// compromise alone; Kilgour 1984, 1985 the same for long horizons. Of the 78 games of two with strict preferences (Rapoport & Guyer
// 1966) nine have no pure Nash equilibrium, which is what looking one move ahead must find.

import { expect, it } from "vitest";
import type { GraphModel } from "../../../src/analysis/stability/graph-model.ts";
import { limitedMove, nonMyopic } from "../../../src/analysis/stability/limited-move.ts";
import { movesOf } from "../../../src/analysis/stability/moves.ts";

/** States: 0 nobody, 1 A alone, 2 B alone, 3 both; a place for each, 0 best. */
function game(a: readonly number[], b: readonly number[]): GraphModel {
  const option = (owner: number) => ({ id: `${owner}.x`, label: "x", owner, moves: "reversible" as const });
  return {
    title: "",
    actors: ["A", "B"].map((id) => ({ id, name: id })),
    options: [option(0), option(1)],
    states: { count: 4, width: 1, words: Uint32Array.from([0, 1, 2, 3]) },
    preferences: [a, b].map((rank) => ({ kind: "ranked" as const, rank: Int32Array.from(rank) })),
  };
}

function kept(model: GraphModel): number[] {
  const { stable } = nonMyopic(model, movesOf(model))!;
  return [0, 1, 2, 3].filter((s) => stable.every((marks) => marks[s]));
}

it("the prisoners' dilemma keeps cooperation and defection, Chicken the compromise alone", () => {
  // Taking the option is to defect: best alone, then neither, then both, worst when only the other does
  expect(kept(game([1, 0, 3, 2], [1, 3, 0, 2]))).toEqual([0, 3]);
  // Chicken: both is worst
  expect(kept(game([1, 0, 2, 3], [1, 2, 0, 3]))).toEqual([0]);
});

it("of the 78 strict games of two, nine are without a state that holds one move ahead", () => {
  const seen = new Set<string>();
  let without = 0;
  const orders = permutations([0, 1, 2, 3]);
  for (const a of orders) {
    for (const b of orders) {
      const name = nameOf(a, b);
      if (seen.has(name)) continue;
      seen.add(name);
      const model = game(a, b);
      const { stable } = limitedMove(model, movesOf(model), 1);
      if (![0, 1, 2, 3].some((s) => stable.every((marks) => marks[s]))) without++;
    }
  }
  expect([seen.size, without]).toEqual([78, 9]);
});

const permutations = (list: readonly number[]): number[][] =>
  list.length === 0 ? [[]] : list.flatMap((x) => permutations(list.filter((y) => y !== x)).map((rest) => [x, ...rest]));

/** The same for games that differ only in the names of options and players. */
function nameOf(a: readonly number[], b: readonly number[]): string {
  const turned = (rank: readonly number[], flip: number) => [0, 1, 2, 3].map((s) => rank[s ^ flip]!);
  const swapped = (rank: readonly number[]) => [rank[0]!, rank[2]!, rank[1]!, rank[3]!];
  const forms = [0, 1, 2, 3].flatMap((flip) => [
    `${turned(a, flip)} ${turned(b, flip)}`,
    `${swapped(turned(b, flip))} ${swapped(turned(a, flip))}`,
  ]);
  return forms.sort()[0]!;
}
