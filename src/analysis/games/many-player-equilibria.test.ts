import { expect, test } from "vitest";
import { manyPlayerEquilibria } from "./many-player-equilibria.ts";
import { randomGame } from "./random-games.ts";
import { rational, toNumber } from "./rational.ts";
import { floatPayoffs, type StrategicForm } from "./strategic-form.ts";

/**
 * Fully mixed equilibria of a 2 x 2 x 2 game in closed form, another way than the solver's: each player's indifference is
 * c0 + c1 x + c2 y + c3 x y = 0 in the others' first probabilities; two of them give p and q as fractions linear in r,
 * and the third is then a quadratic in r.
 */
function fullyMixed(form: StrategicForm): number[][] {
  const u = floatPayoffs(form);
  const at = (i: number, a: number, b: number, c: number) => u[(a + 2 * b + 4 * c) * 3 + i]!;
  const bilinear = (f: (x: number, y: number) => number) => {
    const [f00, f10, f01, f11] = [f(0, 0), f(1, 0), f(0, 1), f(1, 1)];
    return [f11, f01 - f11, f10 - f11, f00 - f10 - f01 + f11] as const;
  };
  const A = bilinear((b, c) => at(0, 0, b, c) - at(0, 1, b, c)); // in q, r
  const B = bilinear((a, c) => at(1, a, 0, c) - at(1, a, 1, c)); // in p, r
  const C = bilinear((a, b) => at(2, a, b, 0) - at(2, a, b, 1)); // in p, q
  // q = -(A0 + A2 r) / (A1 + A3 r), p = -(B0 + B2 r) / (B1 + B3 r)
  const linear = (x: number, y: number) => [x, y] as const;
  const times = (f: readonly [number, number], g: readonly [number, number]) => [
    f[0] * g[0],
    f[0] * g[1] + f[1] * g[0],
    f[1] * g[1],
  ];
  const [qn, qd] = [linear(-A[0], -A[2]), linear(A[1], A[3])];
  const [pn, pd] = [linear(-B[0], -B[2]), linear(B[1], B[3])];
  const parts = [times(pd, qd), times(pn, qd), times(pd, qn), times(pn, qn)];
  const [k0, k1, k2] = [0, 1, 2].map((k) => parts.reduce((sum, part, j) => sum + C[j]! * part[k]!, 0)) as [
    number,
    number,
    number,
  ];
  const root = Math.sqrt(k1 * k1 - 4 * k0 * k2);
  const rs = [(-k1 + root) / (2 * k2), (-k1 - root) / (2 * k2)];
  const within = (x: number) => x > 0 && x < 1;
  return rs.flatMap((r) => {
    const p = (pn[0] + pn[1] * r) / (pd[0] + pd[1] * r);
    const q = (qn[0] + qn[1] * r) / (qd[0] + qd[1] * r);
    return [p, q, r].every(within) ? [[p, q, r]] : [];
  });
}

test("300 random 2 x 2 x 2 games: an odd number, all proved, and the fully mixed ones as in closed form", () => {
  let mixed = 0;
  for (let game = 0; game < 300; game++) {
    const form = randomGame(7, game, [2, 2, 2], 100_000);
    const found = manyPlayerEquilibria(form);
    expect([game, found.complete, found.even, found.tied]).toEqual([game, true, false, false]);
    for (const { regret, certified } of found.equilibria) {
      expect(certified).toBe(true);
      expect(toNumber(regret)).toBeLessThan(1e-8);
    }
    const mine = found.equilibria
      .map(({ profile }) => profile.map((list) => toNumber(list[0]!)))
      .filter((list) => list.every((p) => p > 0 && p < 1));
    const wanted = fullyMixed(form);
    expect([game, mine.length]).toEqual([game, wanted.length]);
    mixed += wanted.length;
    for (const root of wanted) {
      expect(mine.some((list) => list.every((p, k) => Math.abs(p - root[k]!) < 1e-9))).toBe(true);
    }
  }
  expect(mixed).toBeGreaterThan(20);
});

test("small games of other shapes are never without an equilibrium, and odd where nothing is tied", () => {
  for (const [game, counts] of [
    [2, 2, 2, 2],
    [3, 2, 2],
    [2, 3, 3],
    [4, 2, 2],
    [1, 3, 2],
    [2, 2, 1, 2],
  ].entries()) {
    const found = manyPlayerEquilibria(randomGame(11, game, counts, 10_000));
    expect(found.equilibria.length % 2).toBe(1);
    expect(found.complete).toBe(true);
  }
});

test("all ties: everything is an equilibrium, and it is said that the list is not all", () => {
  const form = { ...randomGame(1, 0, [2, 2, 2], 1), payoffs: Array.from({ length: 24 }, () => rational(1n)) };
  const found = manyPlayerEquilibria(form);
  expect(found.tied).toBe(true);
  expect(found.complete).toBe(false);
  expect(found.equilibria.length).toBeGreaterThanOrEqual(8);
});

test("with next to no effort allowed, one is still found at the end of the logit path", () => {
  // Matching pennies in a ring: each wants to match or to miss the next one; only the middle is an equilibrium.
  const form = randomGame(1, 0, [2, 2, 2], 1);
  const payoffs = Array.from({ length: 24 }, (_, k) => {
    const q = Math.floor(k / 3);
    const s = [q & 1, (q >> 1) & 1, (q >> 2) & 1];
    const i = k % 3;
    const same = s[i] === s[(i + 1) % 3];
    return rational(same === i < 2 ? 3n : 1n);
  });
  const found = manyPlayerEquilibria({ ...form, payoffs }, { pairGames: 0, supports: 0, work: 0, partsASupport: 1 });
  expect(found.equilibria).toHaveLength(1);
  expect(found.equilibria[0]).toMatchObject({ exact: true, certified: true });
  expect(found.supports.left).toBeGreaterThan(0);
});
