// Exact rational numbers on BigInt, for payoffs and probabilities. Always in lowest terms with a positive denominator, so
// that equal numbers have equal parts. Plain data: survives structuredClone; JSON gets `rationalText`.
// Nothing here rounds except `toNumber` and `nearestFraction`, which say so.

import { invariant } from "../../base/invariant.ts";

export type Rational = { readonly n: bigint; readonly d: bigint };

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

export function greatestDivisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** n / d in lowest terms. */
export function rational(n: bigint, d = 1n): Rational {
  invariant(d !== 0n, "a rational with denominator 0");
  if (d === 1n) return { n, d };
  const g = greatestDivisor(n, d);
  const s = d < 0n ? -g : g;
  return { n: n / s, d: d / s };
}

export function add(a: Rational, b: Rational): Rational {
  return a.d === b.d ? rational(a.n + b.n, a.d) : rational(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function negate(a: Rational): Rational {
  return { n: -a.n, d: a.d };
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, negate(b));
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.n * b.n, a.d * b.d);
}

export function divide(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d, a.d * b.n);
}

/** Negative, zero or positive as a is below, at or above b. */
export function compare(a: Rational, b: Rational): number {
  const x = a.n * b.d;
  const y = b.n * a.d;
  return x < y ? -1 : x > y ? 1 : 0;
}

export function equal(a: Rational, b: Rational): boolean {
  return a.n === b.n && a.d === b.d;
}

/** The number of bits of |n|; 0 for 0. */
function bitLength(n: bigint): number {
  const hex = (n < 0n ? -n : n).toString(16);
  return hex === "0" ? 0 : 4 * hex.length - Math.clz32(Number.parseInt(hex[0]!, 16)) + 28;
}

const EXACT = 1n << 53n;

/** The nearest double, but for a last-bit tie among subnormals. */
export function toNumber(a: Rational): number {
  const size = a.n < 0n ? -a.n : a.n;
  if (size < EXACT && a.d < EXACT) return Number(a.n) / Number(a.d);
  // 66 bits of the quotient, the last one sticky: the conversion to double then rounds right.
  const shift = 66 - (bitLength(size) - bitLength(a.d));
  const top = shift >= 0 ? size << BigInt(shift) : size;
  const bottom = shift >= 0 ? a.d : a.d << BigInt(-shift);
  const quotient = top / bottom;
  const sticky = quotient * bottom === top ? quotient : quotient | 1n;
  const half = Math.trunc(shift / 2);
  const value = Number(sticky) * 2 ** -half * 2 ** -(shift - half);
  return a.n < 0n ? -value : value;
}

/** The exact value of a finite double. */
export function fromNumber(x: number): Rational {
  invariant(Number.isFinite(x), "a rational from a number that is not finite");
  let scaled = x;
  let twos = 0n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    twos++;
  }
  return rational(BigInt(scaled), 1n << twos);
}

/** The best approximation of x with a denominator up to `most`, by continued fractions. */
export function nearestFraction(x: number, most: number): Rational {
  const exact = fromNumber(x);
  const limit = BigInt(most);
  let [n, d] = [exact.n, exact.d];
  let [p0, q0, p1, q1] = [0n, 1n, 1n, 0n];
  while (d !== 0n) {
    const whole = n >= 0n ? n / d : -((-n + d - 1n) / d);
    const q2 = q0 + whole * q1;
    if (q2 > limit) break;
    [p0, q0, p1, q1] = [p1, q1, p0 + whole * p1, q2];
    [n, d] = [d, n - whole * d];
  }
  if (d === 0n) return exact;
  const step = (limit - q0) / q1;
  const between = rational(p0 + step * p1, q0 + step * q1);
  const last = rational(p1, q1);
  return compare(distance(between, exact), distance(last, exact)) < 0 ? between : last;
}

function distance(a: Rational, b: Rational): Rational {
  const difference = subtract(a, b);
  return difference.n < 0n ? negate(difference) : difference;
}

/** `3`, `-3/2`. */
export function rationalText(a: Rational): string {
  return a.d === 1n ? String(a.n) : `${a.n}/${a.d}`;
}

/** What is wrong with a number's text, for `parseRational`. */
export type NumberFault = "not-a-number" | "division-by-zero" | "too-long";

/** Digits and exponents beyond this are refused: 1e999999999 would fill the memory. */
const MOST_DIGITS = 2000;
const FORM = /^([+-]?)(?:(\d+)\/(\d*)|(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?)$/;

/** Reads `7`, `-.5`, `1.`, `2.5e-1`, `6/4` exactly; a fraction has whole parts and no second sign. */
export function parseRational(text: string): Rational | NumberFault {
  const match = FORM.exec(text);
  if (!match) return "not-a-number";
  if (text.length > MOST_DIGITS) return "too-long";
  const [, sign, top, bottom, whole = "", part = "", power] = match;
  const signed = (n: bigint) => (sign === "-" ? -n : n);
  if (top !== undefined) {
    const d = BigInt(bottom || "0");
    return d === 0n ? "division-by-zero" : rational(signed(BigInt(top)), d);
  }
  if (whole === "" && part === "") return "not-a-number";
  const exponent = Number(power ?? "0") - part.length;
  if (!(Math.abs(exponent) <= MOST_DIGITS)) return "too-long";
  const digits = signed(BigInt(whole + part));
  return exponent >= 0 ? rational(digits * 10n ** BigInt(exponent)) : rational(digits, 10n ** BigInt(-exponent));
}

/** The least common multiple of the denominators. */
export function commonDenominator(values: Iterable<Rational>): bigint {
  let common = 1n;
  for (const value of values) {
    if (common % value.d !== 0n) common = (common / greatestDivisor(common, value.d)) * value.d;
  }
  return common;
}
