import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Graph } from "./graph.ts";
import { difference, hull, negated, product, quotient, type Range, size, sum } from "./range.ts";

const ends = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 1, -1, Number.MIN_VALUE, Number.MAX_VALUE));
const ranges = fc.tuple(ends, ends).map(([a, b]): Range => ({ low: Math.min(a, b), high: Math.max(a, b) }));
/** A range and a number in it. */
const points = fc.tuple(ranges, ends, fc.double({ min: 0, max: 1, noNaN: true })).map(([range, x, share]) => {
  const between = range.low + share * (range.high - range.low);
  const picks = [x, between, range.low, range.high].filter((p) => p >= range.low && p <= range.high);
  return { range, x: picks[0] ?? range.low };
});
const holds = ({ low, high }: Range, x: number) => Number.isNaN(x) || (low <= x && x <= high);

describe("a range", () => {
  it("holds what the operations make of numbers in ranges", () => {
    fc.assert(
      fc.property(points, points, (a, b) => {
        expect(holds(sum(a.range, b.range), a.x + b.x)).toBe(true);
        expect(holds(difference(a.range, b.range), a.x - b.x)).toBe(true);
        expect(holds(product(a.range, b.range), a.x * b.x)).toBe(true);
        expect(holds(quotient(a.range, b.range), a.x / b.x)).toBe(true);
        expect(holds(negated(a.range), -a.x)).toBe(true);
        expect(holds(size(a.range), Math.abs(a.x))).toBe(true);
        expect(holds(hull(a.range, b.range), a.x)).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });
});

describe("a bound", () => {
  const g = new Graph();
  const share = g.load(0, { low: 0, high: 1 });

  it("is left out where the value never reaches it, and stays elsewhere", () => {
    expect(g.binary("pmax", share, g.const(0))).toBe(share);
    expect(g.binary("pmin", share, g.const(1))).toBe(share);
    expect(g.binary("pmin", g.binary("mul", share, g.const(3)), g.const(2)).op).toBe("pmin");
    expect(g.binary("pmax", g.binary("sub", share, g.const(0.5)), g.const(0)).op).toBe("pmax");
  });

  it("does not trust a second that may be no number: the first comes through then", () => {
    const least = g.binary("pmin", g.const(5), share);
    expect(g.binary("pmin", least, g.const(2)).op).toBe("pmin");
  });
});
