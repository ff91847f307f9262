import { describe, expect, it } from "vitest";
import { normalQuantile } from "../../statistics/elementary.ts";
import { uniform } from "../../statistics/philox.ts";
import { groupsOf, valueOfKnowing } from "./value-of-knowing.ts";

const u = (run: number, k: number) => uniform(11, run, 5, 1, k);
const column = (n: number, f: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => f(i));
const n = 8000;
const run = Uint32Array.from({ length: n }, (_, i) => i);
const truth = column(n, (i) => (u(i, 0) < 0.5 ? 1 : 0));
const noise = (i: number, k: number) => 0.3 * normalQuantile(u(i, k));

describe("the value of knowing a claim before choosing", () => {
  // Bold is worth 1 where the claim holds and 0 where it does not, safe 0.6 either way: without it 0.6, with it 0.5 + 0.3
  const bold = column(n, (i) => truth[i]! + noise(i, 1));
  const safe = column(n, (i) => 0.6 + noise(i, 2));

  it("is what the decision gains by it, within the stated interval", () => {
    const found = valueOfKnowing({ values: [bold, safe], run, better: "higher" }, truth, 2)!;
    expect(found.now).toBe(1);
    expect(found.best).toEqual([1, 0]);
    expect(found.low).toBeLessThan(0.2);
    expect(found.high).toBeGreaterThan(0.2);
    expect(found.high - found.low).toBeLessThan(0.04);
  });
  it("is the same for costs, where lower is better", () => {
    const costs = [bold, safe].map((c) => c.map((x) => -x));
    const found = valueOfKnowing({ values: costs, run, better: "lower" }, truth, 2)!;
    expect(found.value).toBeCloseTo(
      valueOfKnowing({ values: [bold, safe], run, better: "higher" }, truth, 2)!.value,
      12,
    );
  });
  it("does not make something of nothing: of a claim that changes no choice it is not above zero", () => {
    const other = column(n, (i) => (u(i, 7) < 0.4 ? 1 : 0));
    const even = column(n, (i) => 0.6 + noise(i, 3));
    const found = valueOfKnowing({ values: [even, safe], run, better: "higher" }, other, 2)!;
    expect(found.low).toBeLessThanOrEqual(0);
  });
  it("does not depend on the order of rows", () => {
    const back = (c: Float64Array) => c.toReversed();
    const there = valueOfKnowing({ values: [bold, safe], run, better: "higher" }, truth, 2);
    const found = valueOfKnowing(
      { values: [back(bold), back(safe)], run: run.toReversed(), better: "higher" },
      back(truth),
      2,
    );
    expect(found).toEqual(there);
  });
  it("is not said of a claim that always holds, or hardly ever", () => {
    const always = column(n, () => 1);
    const rare = column(n, (i) => (i < 10 ? 1 : 0));
    for (const known of [always, rare])
      expect(valueOfKnowing({ values: [bold, safe], run, better: "higher" }, known, 2)).toBeUndefined();
  });
});

describe("the value of knowing a number", () => {
  it("by thirds of its range: one option below, another above", () => {
    const x = column(n, (i) => u(i, 9));
    const rising = column(n, (i) => x[i]! + noise(i, 1));
    const flat = column(n, () => 0.6);
    const { group, groups } = groupsOf(x, 3);
    expect(groups).toBe(3);
    const found = valueOfKnowing({ values: [rising, flat], run, better: "higher" }, group, groups)!;
    // The upper third has mean 5/6: (5/6 - 0.6) / 3
    expect(found.best).toEqual([1, 1, 0]);
    expect(found.low).toBeLessThan(0.0778);
    expect(found.high).toBeGreaterThan(0.0778);
  });
});
