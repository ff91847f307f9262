import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inOrder } from "./order.ts";

const reads = (needs: Record<number, number[]>) => (i: number) => needs[i] ?? [];

describe("dependency order", () => {
  test.each([
    ["nothing", 0, {}, []],
    ["what is free keeps the order written", 3, {}, [0, 1, 2]],
    ["what is read comes first", 3, { 0: [2], 1: [0] }, [2, 0, 1]],
    ["a thing read twice counts once", 2, { 0: [1, 1] }, [1, 0]],
  ] as const)("%s", (_, count, needs, order) =>
    expect(inOrder(count, reads(needs as never))).toEqual({ order, cycles: [] }),
  );

  test.each([
    ["itself", 1, { 0: [0] }, [[0]]],
    ["two that read each other", 2, { 0: [1], 1: [0] }, [[0, 1]]],
    ["what hangs on a circle is no part of it", 4, { 0: [1], 1: [2], 2: [1], 3: [0] }, [[1, 2]]],
    [
      "two circles",
      5,
      { 0: [1], 1: [0], 2: [3], 3: [2], 4: [0, 2] },
      [
        [0, 1],
        [2, 3],
      ],
    ],
    ["a dead end on the way", 3, { 0: [1, 2], 1: [], 2: [0] }, [[0, 2]]],
    ["circles that share a member are said one at a time", 3, { 0: [1, 2], 1: [0], 2: [0] }, [[0, 1]]],
  ] as const)("a circle: %s", (_, count, needs, cycles) =>
    expect(inOrder(count, reads(needs as never)).cycles).toEqual(cycles),
  );

  test("every order puts what is read before its readers, and every circle goes round", () => {
    const graph = fc
      .integer({ min: 1, max: 8 })
      .chain((n) => fc.array(fc.array(fc.nat({ max: n - 1 }), { maxLength: 3 }), { minLength: n, maxLength: n }));
    fc.assert(
      fc.property(graph, (needs) => {
        const { order, cycles } = inOrder(needs.length, (i) => needs[i]!);
        expect(order.toSorted((a, b) => a - b)).toEqual(needs.map((_, i) => i));
        const place = new Map(order.map((node, at) => [node, at]));
        if (cycles.length === 0) {
          for (const [i, read] of needs.entries())
            for (const j of read) expect(place.get(j)).toBeLessThan(place.get(i)!);
        }
        for (const cycle of cycles) {
          for (const [at, node] of cycle.entries()) expect(needs[node]).toContain(cycle[(at + 1) % cycle.length]);
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test("a chain of a hundred thousand is no danger", () => {
    const { order } = inOrder(100_000, (i) => (i < 99_999 ? [i + 1] : []));
    expect(order[0]).toBe(99_999);
  });
});
