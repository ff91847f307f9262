import { expect, test } from "vitest";
import { iteratedDominance } from "./dominance.ts";
import { weighed } from "./exact-profile.ts";
import { pureEquilibria } from "./pure-equilibria.ts";
import { randomGame } from "./random-games.ts";
import { rational, rationalText } from "./rational.ts";
import { twoPlayerEquilibria } from "./two-player-equilibria.ts";

test("small random games, many with ties: no regret, all pure ones among them, pieces convex, odd where nondegenerate", () => {
  for (let game = 0; game < 150; game++) {
    const counts = [1 + (game % 4), 1 + (Math.floor(game / 4) % 5)];
    const form = randomGame(3, game, counts, [1, 2, 9][game % 3]!);
    const found = twoPlayerEquilibria(form);
    for (const profile of found.extreme) expect(weighed(form, profile, false).exact).toBe(true);
    const pureOnes = found.extreme.filter((profile) => profile.every((list) => list.some((p) => p.n === p.d)));
    expect([game, pureOnes.length]).toEqual([game, pureEquilibria(form).length]);
    if (!found.degenerate) expect(found.extreme.length % 2).toBe(1);
    for (const piece of found.pieces) {
      // Any first mix of a piece with any second mix of it, even half and half, is an equilibrium.
      const [a, b] = [found.extreme[piece[0]!]!, found.extreme[piece.at(-1)!]!];
      expect(weighed(form, [a[0]!, b[1]!], false).exact).toBe(true);
      const half = a.map((list, i) =>
        list.map((p, s) => rational(p.n * b[i]![s]!.d + b[i]![s]!.n * p.d, 2n * p.d * b[i]![s]!.d)),
      );
      expect(weighed(form, half, false).exact).toBe(true);
    }
  }
});

test("a game beyond the bound still gets exact equilibria, and is said not to be complete", () => {
  const form = randomGame(5, 0, [12, 12], 50);
  const all = twoPlayerEquilibria(form).extreme.map((profile) =>
    JSON.stringify(profile.map((list) => list.map(rationalText))),
  );
  const some = twoPlayerEquilibria(form, 50);
  expect(some.complete).toBe(false);
  expect(some.extreme.length).toBeGreaterThan(0);
  for (const profile of some.extreme)
    expect(all).toContain(JSON.stringify(profile.map((list) => list.map(rationalText))));
});

test("payoffs of forty digits are as exact", () => {
  const form = randomGame(6, 0, [4, 4], 9);
  const large = 10n ** 40n;
  const scaled = { ...form, payoffs: form.payoffs.map((p, k) => rational(p.n * large + BigInt(k % 7), 3n)) };
  const found = twoPlayerEquilibria(scaled);
  for (const profile of found.extreme) expect(weighed(scaled, profile, false).exact).toBe(true);
  expect(found.extreme.length).toBeGreaterThan(0);
});

test("all tied: one piece, all pure profiles its corners", () => {
  const form = { ...randomGame(1, 0, [3, 4], 1), payoffs: Array.from({ length: 24 }, () => rational(2n)) };
  const found = twoPlayerEquilibria(form);
  expect(found.extreme).toHaveLength(12);
  expect(found.pieces).toHaveLength(1);
  expect(found.degenerate).toBe(true);
});

test("weak dominance, and by mixtures too", () => {
  // Rows: a (2, 2), b (2, 1), c (0, 5), d (1, 3) against two columns whose own payoffs are tied. b is weakly dominated by a,
  // d equals half a and half c in the first column (1) and is worse in the second (3 < 3.5): weakly by the mixture.
  const payoffs = [2, 2, 0, 1, 2, 1, 5, 3].flatMap((x) => [rational(BigInt(x)), rational(0n)]);
  const form = { ...randomGame(1, 0, [4, 2], 1), payoffs };
  expect(iteratedDominance(form, "weak", false).survivors[0]).toEqual([0, 2, 3]);
  const mixed = iteratedDominance(form, "weak", true);
  expect(mixed.survivors[0]).toEqual([0, 2]);
  expect(
    mixed.rounds[0]!.find((out) => out.strategy === 3)?.by.map(({ strategy, weight }) => [
      strategy,
      rationalText(weight),
    ]),
  ).toEqual([
    [0, "1/2"],
    [2, "1/2"],
  ]);
  // Three fifths of a and two fifths of c are better than d everywhere.
  expect(iteratedDominance(form, "strict", true).survivors[0]).toEqual([0, 1, 2]);
  expect(iteratedDominance(form, "strict", false).rounds).toEqual([]);
});

test("against a player without a choice: all best replies, at once however many strategies there are", () => {
  for (const counts of [
    [5000, 1],
    [1, 5000],
  ]) {
    const form = randomGame(11, 0, counts, 40);
    const { extreme, pieces, complete, degenerate } = twoPlayerEquilibria(form);
    expect(extreme).toHaveLength(pureEquilibria(form).length);
    expect([pieces.length, complete, degenerate]).toEqual([1, true, extreme.length > 1]);
  }
});
