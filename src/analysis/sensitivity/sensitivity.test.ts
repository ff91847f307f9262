import { describe, expect, it } from "vitest";
import { log, normalQuantile } from "../../statistics/elementary.ts";
import { uniform } from "../../statistics/philox.ts";
import { firstOrder, groupsOfRuns, pawn } from "./given-data.ts";
import { totalOrder } from "./saltelli.ts";
import { splitByTruth } from "./split-by-truth.ts";

const u = (run: number, k: number) => uniform(7, run, 99, 1, k);
const column = (n: number, f: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => f(i));

/** Ishigami & Homma (1990), a = 7, b = 0.1; closed forms of its indices. */
const ishigami = (x: number[]) => Math.sin(x[0]!) + 7 * Math.sin(x[1]!) ** 2 + 0.1 * x[2]! ** 4 * Math.sin(x[0]!);
const V1 = 0.5 * (1 + (0.1 * Math.PI ** 4) / 5) ** 2;
const V2 = 49 / 8;
const V13 = (0.01 * Math.PI ** 8 * 8) / 225;
const V = V1 + V2 + V13;
const FIRST = [V1 / V, V2 / V, 0];
const TOTAL = [(V1 + V13) / V, V2 / V, V13 / V];
const angle = (run: number, k: number) => (2 * u(run, k) - 1) * Math.PI;

/** Sobol's G function, a = 0, 1, 4.5, 9. */
const A = [0, 1, 4.5, 9];
const g = (x: number[]) => x.reduce((p, xi, i) => (p * (Math.abs(4 * xi - 2) + A[i]!)) / (1 + A[i]!), 1);
const PARTS = A.map((a) => 1 / (3 * (1 + a) ** 2));
const G_VARIANCE = PARTS.reduce((p, v) => p * (1 + v), 1) - 1;

describe("first-order indices from given data", () => {
  const n = 20_000;
  it.each([0, 1, 2])("Ishigami, input %i, within three standard errors", (i) => {
    const y = column(n, (r) => ishigami([angle(r, 0), angle(r, 1), angle(r, 2)]));
    const found = firstOrder(
      column(n, (r) => angle(r, i)),
      y,
    )!;
    expect(Math.abs(found.value - FIRST[i]!)).toBeLessThan(3 * found.se + 0.005);
  });
  it.each([0, 1, 2, 3])("Sobol's G, input %i", (i) => {
    const y = column(n, (r) => g([u(r, 0), u(r, 1), u(r, 2), u(r, 3)]));
    const found = firstOrder(
      column(n, (r) => u(r, i)),
      y,
    )!;
    expect(Math.abs(found.value - PARTS[i]! / G_VARIANCE)).toBeLessThan(3 * found.se + 0.005);
  });
  it("does not depend on the order of rows", () => {
    const x = column(3000, (r) => Math.floor(u(r, 0) * 7));
    const y = column(3000, (r) => (u(r, 1) < x[r]! / 10 ? 1 : 0));
    const run = Uint32Array.from(x, (_, r) => r);
    const order = Array.from(run).sort((a, b) => u(a, 5) - u(b, 5));
    const mixed = (c: Float64Array) => Float64Array.from(order, (r) => c[r]!);
    const there = firstOrder(x, y, groupsOfRuns(run))!;
    const back = firstOrder(mixed(x), mixed(y), groupsOfRuns(Uint32Array.from(order)))!;
    expect(back.value).toBeCloseTo(there.value, 12);
    expect(back.se).toBeCloseTo(there.se, 12);
    expect(pawn(mixed(x), mixed(y))).toBe(pawn(x, y));
    expect(pawn(x.toReversed(), y.toReversed())).toBe(pawn(x, y));
  });
  it("an input that never varies has no index, not a division by zero", () => {
    expect(
      firstOrder(
        column(100, () => 3),
        column(100, (r) => r),
      ),
    ).toBeUndefined();
    expect(
      firstOrder(
        column(100, (r) => r),
        column(100, () => 1),
      ),
    ).toBeUndefined();
    expect(
      pawn(
        column(100, () => 3),
        column(100, (r) => r),
      ),
    ).toBeUndefined();
  });
});

describe("PAWN", () => {
  it("is near 0 for an input without effect and large for one that decides", () => {
    const x = column(5000, (r) => u(r, 0));
    const other = column(5000, (r) => u(r, 1));
    const y = column(5000, (r) => normalQuantile(u(r, 2)) + 3 * log(x[r]! + 0.1));
    expect(pawn(other, y)!).toBeLessThan(0.06);
    expect(pawn(x, y)!).toBeGreaterThan(0.3);
  });
});

describe("Saltelli's design", () => {
  const n = 8000;
  const sample = (offset: number) => Array.from({ length: n }, (_, r) => [0, 1, 2].map((k) => angle(r + offset, k)));
  const [a, b] = [sample(0), sample(n)];
  const f = (rows: number[][]) => Float64Array.from(rows, ishigami);
  it.each([0, 1, 2])("Ishigami, input %i: the total within three standard errors", (i) => {
    const swapped = a!.map((row, r) => row.map((x, k) => (k === i ? b![r]![k]! : x)));
    const found = totalOrder(f(a!), f(swapped))!;
    expect(Math.abs(found.value - TOTAL[i]!)).toBeLessThan(3 * found.se);
  });
});

describe("a circumstance that holds or not", () => {
  it("gives both sides, their difference and its interval", () => {
    const truth = column(4000, (r) => (u(r, 0) < 0.3 ? 1 : 0));
    const y = column(4000, (r) => (u(r, 1) < 0.4 + 0.2 * truth[r]! ? 1 : 0));
    const split = splitByTruth(truth, y);
    expect(split.kind).toBe("split");
    if (split.kind !== "split") return;
    expect(split.low).toBeLessThan(0.2);
    expect(split.high).toBeGreaterThan(0.2);
    expect(split.whenTrue - split.whenFalse).toBe(split.difference);
    // p (1 - p) d^2 / V
    expect(split.resolved).toBeCloseTo((0.3 * 0.7 * split.difference ** 2) / (0.46 * 0.54), 1);
  });
  it("says when it always holds", () => {
    expect(
      splitByTruth(
        column(50, () => 1),
        column(50, (r) => r),
      ),
    ).toEqual({ kind: "always", truth: true });
  });
});
