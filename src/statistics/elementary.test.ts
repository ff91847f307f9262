// The oracle is fixed-point arithmetic on BigInt with 256 bits after the point, written here from the power series.
import { describe, expect, test } from "vitest";
import { clamp, exp, log, logistic, max, min, normalQuantile, power } from "./elementary.ts";
import { uniform } from "./philox.ts";

const BITS = 256n;
const ONE = 1n << BITS;

const times = (a: bigint, b: bigint) => (a * b) >> BITS;

/** The exact value of a double, as long as it has no bit below 2^-256. */
function fixed(x: number): bigint {
  const words = new BigUint64Array(new Float64Array([x]).buffer)[0]!;
  const exponent = Number((words >> 52n) & 0x7ffn);
  const digits = (words & ((1n << 52n) - 1n)) | (exponent > 0 ? 1n << 52n : 0n);
  const shift = Math.max(exponent, 1) - 1075 + 256;
  const size = shift >= 0 ? digits << BigInt(shift) : digits >> BigInt(-shift);
  return x < 0 ? -size : size;
}

const size = (a: bigint) => (a < 0n ? -a : a);

/** |ours - exact| in units of the last place of the exact value. */
function ulps(ours: number, exact: bigint): number {
  const place = size(exact).toString(2).length - 53;
  return Number(((size(fixed(ours) - exact) << 64n) >> BigInt(Math.max(place, 0))) / (1n << 32n)) / 2 ** 32;
}

function twiceAtanh(a: bigint): bigint {
  const square = times(a, a);
  let [sum, term] = [0n, a];
  for (let n = 1n; term !== 0n && term !== -1n; n += 2n) {
    sum += term / n;
    term = times(term, square);
  }
  return 2n * sum;
}

const LN2 = twiceAtanh(ONE / 3n);

/** ln x of a positive double. */
function exactLog(x: number): bigint {
  const k = Math.floor(Math.log2(x) + 0.5);
  const m = fixed(k > 0 ? x / 2 ** k : x * 2 ** -k);
  return BigInt(k) * LN2 + twiceAtanh(((m - ONE) << BITS) / (m + ONE));
}

/** e^a = 2^k * value. */
function exactExp(a: bigint): { k: number; value: bigint } {
  const k = a / LN2;
  const r = a - k * LN2;
  let [sum, term] = [0n, ONE];
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    sum += term;
    term = times(term, r) / n;
  }
  return { k: Number(k), value: sum };
}

/** `ours` against e^a, both scaled by 2^-k, which is exact for normal numbers. */
function expUlps(ours: number, a: bigint): number {
  const { k, value } = exactExp(a);
  const scaled =
    k > 1000 ? ours / 2 ** 1000 / 2 ** (k - 1000) : ours * 2 ** Math.min(-k, 1000) * 2 ** Math.max(-k - 1000, 0);
  return ulps(scaled, value);
}

const INVERSE_ROOT_TWO_PI = (398942280401432677939946059934381868475858631164934657665925n * ONE) / 10n ** 60n;

/** Phi(z) - p and phi(z), by Phi(z) = 1/2 + phi(z) (z + z^3/3 + z^5/15 + ...). */
function exactNormal(z: number): { below: bigint; density: bigint } {
  const at = fixed(z);
  const square = times(at, at);
  const { k, value } = exactExp(-square / 2n);
  const density = times(INVERSE_ROOT_TWO_PI, value) >> BigInt(-k);
  let [sum, term] = [0n, at];
  for (let n = 3n; term !== 0n && term !== -1n; n += 2n) {
    sum += term;
    term = times(term, square) / n;
  }
  return { below: ONE / 2n + times(density, sum), density };
}

const draws = (count: number, stream: number) => Array.from({ length: count }, (_, i) => uniform(1, i, stream, 0, 0));
const worst = (errors: number[]) => errors.reduce((a, b) => (a >= b ? a : b), 0);

describe("exp", () => {
  test("is within 1.07 ulp over its whole range", () => {
    const points = draws(1500, 1).flatMap((u) => [u * 1417.1 - 708, u * 20 - 10, u - 0.5]);
    expect(worst(points.map((x) => expUlps(exp(x), fixed(x))))).toBeLessThan(1.07);
  });
  test.each([
    [0, 1],
    [-0, 1],
    [-708.75, 0],
    [-709.2, 0],
    [-1e308, 0],
    [709.44, Number.POSITIVE_INFINITY],
    [709.9, Number.POSITIVE_INFINITY],
    [1e308, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, 0],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NaN, Number.NaN],
  ])("exp(%d) is %d", (x, expected) => expect(exp(x)).toBe(expected));
});

describe("log", () => {
  test("is within 0.82 ulp", () => {
    const points = draws(1500, 2).flatMap((u) => [u * 4, 1 + (u - 0.5) / 1000, exp(u * 300 - 150)]);
    expect(worst(points.map((x) => ulps(log(x), exactLog(x))))).toBeLessThan(0.82);
  });
  test.each([
    [1, 0],
    [0, Number.NEGATIVE_INFINITY],
    [1e-310, Number.NEGATIVE_INFINITY],
    [-1, Number.NaN],
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [2 ** -1022, -708.3964185322641],
    [Number.MAX_VALUE, 709.782712893384],
  ])("log(%d) is %d", (x, expected) => expect(log(x)).toBe(expected));
});

describe("normalQuantile", () => {
  test("is within 1e-15 of the true quantile, relatively", () => {
    const points = draws(300, 3).flatMap((u) => [u, u * 0.075, 1 - u * 0.075, u * 1e-12]);
    const errors = points.map((p) => {
      const z = normalQuantile(p);
      const { below, density } = exactNormal(z);
      return Number(((below - fixed(p)) * 2n ** 80n) / density) / 2 ** 80 / z;
    });
    expect(worst(errors.map(Math.abs))).toBeLessThan(1e-15);
  });
  test.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.95, 1.6448536269514722],
    // The three check values of Wichura (1988).
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167814],
    [1e-20, -9.262340089798409],
    [0, Number.NaN],
    [1, Number.NaN],
    [-0.5, Number.NaN],
    [2, Number.NaN],
    [Number.NaN, Number.NaN],
  ])("of %d is %d", (p, expected) => {
    if (Number.isNaN(expected)) expect(normalQuantile(p)).toBeNaN();
    else expect(Math.abs(normalQuantile(p) - expected)).toBeLessThanOrEqual(1e-15 * Math.abs(expected));
  });
});

describe("power", () => {
  const powerUlps = (x: number, y: number) => expUlps(power(x, y), (fixed(y) * exactLog(x)) >> BITS);

  test("is within 1.5 ulp for exponents that are not whole, and within 8 where the result is huge or tiny", () => {
    const points = draws(1000, 4).flatMap((u, i): [number, number][] => {
      const v = uniform(1, i, 5, 0, 0);
      return [
        [u * 10, v * 20 - 10],
        [exp(u * 200 - 100), v * 12 - 6],
        [1 + (u - 0.5) / 1000, v * 2e5 - 1e5],
        [0.5 + u, v * 900 - 450],
      ];
    });
    const near = points.filter(([x, y]) => Math.abs(y * log(x)) < 30);
    expect(near.length).toBeGreaterThan(1000);
    expect(worst(near.map(([x, y]) => powerUlps(x, y)))).toBeLessThan(1.5);
    expect(worst(points.map(([x, y]) => powerUlps(x, y)))).toBeLessThan(8);
  });

  test("is within n ulp for a whole exponent n or -n, and squares are x * x", () => {
    // n roundings of 2^-53 each; an ulp is 2^-53 to 2^-52 of its number.
    for (const [i, u] of draws(500, 6).entries()) {
      const n = 1 + (i % 64);
      expect(powerUlps(0.2 + 2 * u, n)).toBeLessThanOrEqual(n);
      expect(powerUlps(0.2 + 2 * u, -n)).toBeLessThanOrEqual(n);
      expect(power(u, 2)).toBe(u * u);
    }
  });

  test("whole results are exact, and square roots of squares", () => {
    for (let n = 0; n <= 33; n++) expect(BigInt(power(3, n))).toBe(3n ** BigInt(n));
    for (let n = -1000; n <= 1000; n++) expect(power(2, n)).toBe(2 ** n);
    for (let n = 1; n <= 2000; n++) expect(power(n * n, 0.5)).toBe(n);
  });

  const [inf, nan] = [Number.POSITIVE_INFINITY, Number.NaN];
  test.each([
    [0, 0, 1],
    [nan, 0, 1],
    [5, 1, 5],
    [0, 2.5, 0],
    [0, -2.5, inf],
    [0, 3, 0],
    [0, -3, inf],
    [0, 100, 0],
    [-2, 3, -8],
    [-2, -2, 0.25],
    [-2, 65, -(2 ** 65)],
    [-2, 66, 2 ** 66],
    [-2, 0.5, nan],
    [-1, 1e30, 1],
    [1, 1e300, 1],
    [1, inf, 1],
    [2, inf, inf],
    [2, -inf, 0],
    [0.5, inf, 0],
    [0.5, 1e300, 0],
    [1.0000000000000002, 1.7e308, inf],
    [0.9999999999999999, 1.7e308, 0],
    [inf, 0.5, inf],
    [inf, -0.5, 0],
    [inf, 100, inf],
    [-inf, 101, -inf],
    [-inf, 0.5, nan],
    [nan, 0.5, nan],
    [nan, 3, nan],
    [2, nan, nan],
    [1, nan, nan],
    [10, 400.5, inf],
    [10, -400.5, 0],
    [1e-310, 0.5, 0],
  ])("%d ^ %d is %d", (x, y, expected) => expect(power(x, y)).toBe(expected));
});

test("min, max and clamp are the bits of f64x2.pmin and pmax", () => {
  expect(min(2, 1)).toBe(1);
  expect(min(-0, 0)).toBe(-0);
  expect(min(0, -0)).toBe(0);
  expect(min(Number.NaN, 1)).toBeNaN();
  expect(min(1, Number.NaN)).toBe(1);
  expect(max(1, 2)).toBe(2);
  expect(max(Number.NaN, 1)).toBeNaN();
  expect(max(1, Number.NaN)).toBe(1);
  expect([clamp(-1, 0, 1), clamp(0.5, 0, 1), clamp(2, 0, 1), clamp(0, 3, 1)]).toEqual([0, 0.5, 1, 1]);
  expect(clamp(Number.NaN, 0, 1)).toBeNaN();
});

test("logistic", () => {
  expect([logistic(0), logistic(-1000), logistic(1000)]).toEqual([0.5, 0, 1]);
  expect(logistic(2)).toBeCloseTo(0.8807970779778824, 15);
});
