import { expect, test } from "vitest";
import { type AlphaRank, alphaRank } from "./alpha-rank.ts";
import { type Correlated, correlatedEquilibrium } from "./correlated.ts";
import { exactValue } from "./exact-regret.ts";
import { randomGame } from "./random-games.ts";
import { add, multiply, type Rational, rational, rationalText, subtract, toNumber, ZERO } from "./rational.ts";
import { type StrategicForm, strategyCounts, strides } from "./strategic-form.ts";
import { twoPlayerEquilibria } from "./two-player-equilibria.ts";

/** The most a player gains by disobeying some advice, summed over the device: 0 or less in a correlated equilibrium. */
function largestTemptation(form: StrategicForm, advice: Correlated["advice"]): Rational {
  const counts = strategyCounts(form);
  const n = counts.length;
  const steps = strides(counts);
  let most = ZERO;
  counts.forEach((count, i) => {
    for (let advised = 0; advised < count; advised++) {
      for (let other = 0; other < count; other++) {
        const gain = advice.reduce((sum, { profile, probability }) => {
          if (profile[i] !== advised) return sum;
          const q = profile.reduce((at, s, j) => at + s * steps[j]!, 0);
          const better = subtract(form.payoffs[(q + (other - advised) * steps[i]!) * n + i]!, form.payoffs[q * n + i]!);
          return add(sum, multiply(probability, better));
        }, ZERO);
        if (subtract(gain, most).n > 0n) most = gain;
      }
    }
  });
  return most;
}

function solved<T>(answer: T | { refused: string }): T {
  if (typeof answer === "object" && answer && "refused" in answer) throw new Error(answer.refused);
  return answer as T;
}

function twoByTwo(...payoffs: number[]): StrategicForm {
  return { ...randomGame(1, 0, [2, 2], 1), payoffs: payoffs.map((x) => rational(BigInt(x))) };
}

test("Aumann's chicken: the best device gives 21/4 each", () => {
  // Dare/dare 0, dare/chicken 7 and 2, chicken/chicken 6: (1/2 both chicken, 1/4 each dare) (Aumann 1974).
  const game = twoByTwo(0, 0, 2, 7, 7, 2, 6, 6);
  const best = solved<Correlated>(correlatedEquilibrium(game));
  expect(best.payoffs.map(rationalText)).toEqual(["21/4", "21/4"]);
  expect(largestTemptation(game, best.advice)).toEqual({ n: 0n, d: 1n });
});

test("random games: nobody is tempted, and no mixed equilibrium has a larger sum", () => {
  for (let game = 0; game < 40; game++) {
    const form = randomGame(9, game, [2 + (game % 3), 3], 9);
    const best = solved<Correlated>(correlatedEquilibrium(form));
    expect(largestTemptation(form, best.advice).n).toBe(0n);
    for (const profile of twoPlayerEquilibria(form).extreme) {
      const sum = exactValue(form, profile).payoffs.reduce((a, b) => a + toNumber(b), 0);
      expect(sum).toBeLessThanOrEqual(toNumber(best.sum) + 1e-12);
    }
  }
});

test("three players, warm start: 125 profiles, 60 constraints", () => {
  const form = randomGame(9, 99, [5, 5, 5], 20);
  const best = solved<Correlated>(correlatedEquilibrium(form));
  expect(largestTemptation(form, best.advice).n).toBe(0n);
  expect(best.advice.reduce((sum, { probability }) => sum + toNumber(probability), 0)).toBeCloseTo(1, 12);
});

test("too large is refused with the price", () => {
  expect(correlatedEquilibrium(randomGame(1, 0, [40, 40], 5))).toHaveProperty("refused");
  expect(alphaRank(randomGame(1, 0, [40, 40], 5))).toHaveProperty("refused");
});

test("alpha-rank: the prisoners defect; pennies are even; a coordination game is split", () => {
  const mass = (form: StrategicForm, at: number[], alpha?: number) =>
    solved<AlphaRank>(alphaRank(form, alpha)).ranking.find(({ profile }) => profile.join() === at.join())!.mass;
  expect(mass(twoByTwo(3, 3, 5, 0, 0, 5, 1, 1), [1, 1])).toBeGreaterThan(0.99);
  expect(mass(twoByTwo(1, -1, -1, 1, -1, 1, 1, -1), [0, 0])).toBeCloseTo(0.25, 12);
  expect(mass(twoByTwo(1, 1, 0, 0, 0, 0, 1, 1), [0, 0])).toBeCloseTo(0.5, 3);
});

test("alpha-rank against the chain's own balance, strong and weak selection", () => {
  // Two profiles only: mass ratio is the ratio of fixation probabilities, e^{(m-1) alpha gain} (population 50).
  const form = { ...randomGame(1, 0, [2], 1), payoffs: [rational(0n), rational(1n)] };
  const { ranking } = solved<AlphaRank>(alphaRank(form, 0.1));
  expect(ranking[0]!.mass / ranking[1]!.mass).toBeCloseTo(Math.exp(4.9), 6);
  expect(solved<AlphaRank>(alphaRank(form, 1000)).ranking[0]!.mass).toBe(1);
});
