// R-hat and effective size of chains whose truth is known: independent draws, drawn-out ones, and chains that do not agree.

import { expect, test } from "vitest";
import { bulkSize, splitRhat } from "./chains.ts";
import { cholesky, timesLower } from "./cholesky.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { uniform } from "./philox.ts";

/** Autoregressive chains: independent where `pull` is 0. */
function chains(pull: number, shift: number): number[][] {
  return [0, 1, 2, 3].map((chain) => {
    let x = 0;
    return Array.from({ length: 2_000 }, (_, i) => {
      x = pull * x + Math.sqrt(1 - pull * pull) * normalQuantile(uniform(1, chain, 2, i, 0));
      return x + (chain === 0 ? shift : 0);
    });
  });
}

test("independent draws: R-hat is 1, and each counts", () => {
  expect(splitRhat(chains(0, 0))).toBeLessThan(1.005);
  expect(bulkSize(chains(0, 0)) / 8_000).toBeCloseTo(1, 0);
});

test("draws that hang together count (1 - r) / (1 + r) each", () => {
  expect(bulkSize(chains(0.8, 0)) / 8_000).toBeGreaterThan(0.09);
  expect(bulkSize(chains(0.8, 0)) / 8_000).toBeLessThan(0.14);
});

test("a chain that stands elsewhere is seen, and so is one that does not move", () => {
  expect(splitRhat(chains(0, 2))).toBeGreaterThan(1.1);
  expect(splitRhat([[1, 1, 1, 1]])).toBeNaN();
});

test("a lower triangle times its transpose is the matrix; what is not positive has none", () => {
  const l = cholesky([4, 2, 2, 3], 2)!;
  expect([...l]).toEqual([2, 0, 1, Math.sqrt(2)]);
  expect([...timesLower(l, [1, 1])]).toEqual([2, 1 + Math.sqrt(2)]);
  expect(cholesky([1, 2, 2, 1], 2)).toBeUndefined();
});
