import { describe, expect, it } from "vitest";
import { fnv1a } from "../base/fnv1a.ts";
import { normalQuantile } from "../statistics/normal-quantile.ts";
import { uniform } from "../statistics/philox.ts";
import { inQuestion, surelyDominated, widened } from "./form-rounds.ts";

const stream = fnv1a("form-rounds.test");

/** Blocks of a game whose true payoffs are known: a noise that all cells of a block share, and one of each cell. */
function sample(payoffs: readonly number[], blocks: number, noise: number, seed: number) {
  const values = new Float64Array(blocks * payoffs.length);
  for (let b = 0; b < blocks; b++) {
    const shared = 10 * normalQuantile(uniform(seed, b, stream, 0, 0));
    payoffs.forEach((payoff, c) => {
      values[b * payoffs.length + c] = payoff + shared + noise * normalQuantile(uniform(seed, b, stream, c + 1, 0));
    });
  }
  return { blocks, values };
}

// Player 1 has rows a, b, c; player 2 columns x, y. c is worse than a by 1; (a, x) is the equilibrium, (b, y) is left for a gain of 0.1
const PAYOFFS = [2, 2, 1, 0, 1, 2, 1.1, 1, 1, 1, 0, 1];
const COUNTS = [3, 2];

describe("where more runs matter", () => {
  it("drops what is worse whatever the others do, and nothing that is only worse somewhere", () => {
    const found = surelyDominated(sample(PAYOFFS, 64, 0.1, 1), COUNTS, widened(COUNTS, 4));
    expect(found.map(({ player, strategy }) => [player, strategy])).toContainEqual([0, 2]);
    expect(found.some(({ player, strategy }) => player === 0 && strategy === 0)).toBe(false);
    // The luck that all cells share does not hide a difference; noise does
    expect(surelyDominated(sample(PAYOFFS, 64, 20, 1), COUNTS, widened(COUNTS, 4))).toEqual([]);
    for (const { errors } of found) expect(errors).toBeGreaterThan(widened(COUNTS, 4));
  });

  it("counts the profiles whose regret is not known well enough", () => {
    const width = widened(COUNTS, 4);
    expect(inQuestion(sample(PAYOFFS, 64, 0.02, 1), COUNTS, width, 0.05).open).toBe(0);
    expect(inQuestion(sample(PAYOFFS, 16, 2, 1), COUNTS, width, 0.05).open).toBeGreaterThan(2);
  });

  it("is wrong in fewer than one game of twenty", () => {
    // Two equal rows: neither may be dropped, and no profile may be said to be left for a gain
    const equal = [1, 0, 1, 0, 1, 0, 1, 0];
    let wrong = 0;
    for (let seed = 1; seed <= 400; seed++) {
      if (surelyDominated(sample(equal, 16, 1, seed), [2, 2], widened([2, 2], 1)).length > 0) wrong++;
    }
    expect(wrong / 400).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 400));
    // A looser width is wrong more often: the test can fail
    let loose = 0;
    for (let seed = 1; seed <= 400; seed++) {
      if (inQuestion(sample(equal, 16, 1, seed), [2, 2], 1, 0.01).open < 4) loose++;
    }
    expect(loose / 400).toBeGreaterThan(0.2);
  });

  it("takes no difference for what rounding leaves", () => {
    const tied = { blocks: 8, values: new Float64Array(8 * 8).map((_, c) => (c % 2 ? 1 : 1 + 1e-15)) };
    expect(surelyDominated(tied, [2, 2], 3)).toEqual([]);
    expect(inQuestion(tied, [2, 2], 3, 0.01)).toMatchObject({ open: 0 });
  });
});
