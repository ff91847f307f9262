import { expect, test } from "vitest";
import { randomGame } from "./random-games.ts";
import { rational } from "./rational.ts";
import type { StrategicForm } from "./strategic-form.ts";
import { traceQre } from "./trace-qre.ts";

function twoByTwo(...payoffs: number[]): StrategicForm {
  return { ...randomGame(1, 0, [2, 2], 1), payoffs: payoffs.map((x) => rational(BigInt(x))) };
}

const at = (form: StrategicForm, lambda: number) => traceQre(form, { lambdas: [lambda] }).points[0]!;

test("one player: the closed form of the softmax, at the exact lambda", () => {
  const form = { ...randomGame(1, 0, [3], 1), payoffs: [1n, 3n, 2n].map((x) => rational(x)) };
  const weights = [1, 3, 2].map((u) => Math.exp(0.7 * u));
  const sum = weights.reduce((a, b) => a + b);
  const { lambda, profile } = at(form, 0.7);
  expect(lambda).toBe(0.7);
  profile[0]!.forEach((p, s) => {
    expect(p).toBeCloseTo(weights[s]! / sum, 12);
  });
});

test("every point answers itself: p is the softmax of lambda times the payoffs that it brings", () => {
  for (let game = 0; game < 30; game++) {
    const form = randomGame(
      4,
      game,
      [
        [3, 4],
        [2, 2, 2],
        [3, 3, 2],
      ][game % 3]!,
      9,
    );
    const found = traceQre(form, { lambdas: [0, 0.3, 3], untilRegret: 1e-5 });
    expect([game, found.stopped, found.forks]).toEqual([game, undefined, []]);
    expect(found.points.map(({ lambda }) => lambda)).toEqual([0, 0.3, 3]);
    expect(found.last.regret).toBeLessThan(1e-3);
    for (const { lambda, profile } of found.points) {
      profile.forEach((mix, i) => {
        const u = mix.map((_, s) => {
          let sum = 0;
          form.payoffs.forEach((payoff, cell) => {
            let rest = Math.floor(cell / form.players.length);
            if (cell % form.players.length !== i) return;
            let weight = 1;
            profile.forEach((list, j) => {
              const slot = rest % list.length;
              rest = Math.floor(rest / list.length);
              weight *= j === i ? (slot === s ? 1 : 0) : list[slot]!;
            });
            sum += weight * Number(payoff.n);
          });
          return sum;
        });
        const most = Math.max(...u);
        const weights = u.map((x) => Math.exp(lambda * (x - most)));
        const total = weights.reduce((a, b) => a + b);
        mix.forEach((p, s) => {
          expect(p).toBeCloseTo(weights[s]! / total, 8);
        });
      });
    }
  }
});

test("a symmetric game stays symmetric for ever; one that is so only when relabelled forks, and that is said", () => {
  const coordination = traceQre(twoByTwo(1, 1, 0, 0, 0, 0, 1, 1), { lambdas: [20] });
  expect(coordination.points[0]!.profile).toEqual([
    [0.5, 0.5],
    [0.5, 0.5],
  ]);
  expect(coordination.forks).toEqual([]);
  const chicken = at(twoByTwo(0, 0, 1, -1, -1, 1, -10, -10), 200);
  expect(chicken.profile[0]).toEqual(chicken.profile[1]);
  expect(chicken.profile[0]![0]).toBeCloseTo(0.9, 2);
  const rivals = traceQre(twoByTwo(3, 2, 0, 0, 0, 0, 2, 3), { lambdas: [0.5, 5] });
  expect(rivals.forks).toHaveLength(1);
  expect(rivals.forks[0]).toBeGreaterThan(0.5);
  expect(rivals.forks[0]).toBeLessThan(1);
  expect(rivals.points[1]!.profile[0]![0]).toBeGreaterThan(0.99);
});

test("payoffs in millions or millionths, all tied, and more strategies than can be followed", () => {
  for (const scale of [1_000_000n, 1n]) {
    const form = twoByTwo(3, 3, 5, 0, 0, 5, 1, 1);
    const scaled = { ...form, payoffs: form.payoffs.map((p) => rational(p.n * scale, 1000n)) };
    const point = at(scaled, 1000 / Number(scale));
    expect(point.profile[0]![0]).toBeCloseTo(0.2267506448, 9);
  }
  expect(at(twoByTwo(2, 2, 2, 2, 2, 2, 2, 2), 50).profile[1]).toEqual([0.5, 0.5]);
  expect(traceQre(randomGame(1, 0, [1500, 1], 9), { lambdas: [1] })).toMatchObject({
    points: [],
    stopped: "too-large",
  });
});
