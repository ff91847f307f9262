// x^y of the language: f64 add, subtract, multiply, divide, floor and bit moves in the order written, so that a Wasm f64x2
// kernel gives the same bits. Which way is taken depends on the values alone, never on how the formula is written; a
// kernel may compute both ways and select, or unroll the first one for a constant y.
// 1. y whole and |y| <= 64: square and multiply from the lowest bit of |y| up (`wholePower`); 1 / that for y < 0.
//    So x^2 is x*x, x^0 is 1 for every x (NaN too), and a whole result below 2^53 is exact.
// 2. else exp(y * log|x|) with the logarithm and its product in two doubles (Dekker 1971): within 1.5 ulp while
//    the exponent y * log x is within 30 of 0, within 8 ulp at the ends of the range.
//    Where x < 0 a whole y gives the sign of its parity, any other y NaN. x below 2^-1022 counts as 0, as in log;
//    results below exp(-708) are 0. As in IEEE 754's pow, 1^y is 1 for y infinite (JavaScript has NaN); NaN^y is NaN.

import { binaryExponent, expTail, LN2_HIGH, LN2_LOW, logTail, powerOfTwo, ROUNDER } from "./exp-log.ts";

/** The largest |y| that is done by multiplication. */
export const WHOLE_POWER_MOST = 64;
/** Veltkamp's splitter for 53 bits: 2^27 + 1. */
export const SPLITTER = 134217729;
/** |y| beyond this changes nothing any more, since |log x| is at least 2^-53 where x is not 1; it keeps splitting finite. */
export const EXPONENT_MOST = 1e30;
/** A power whose exponent lies beyond these is 0 or Infinity. */
export const POWER_LEAST = -708;
export const POWER_MOST = 709.4;

/** x^n for a whole n from 0 to 64: for each bit of n from the lowest, multiply where it is set, then square. */
function wholePower(x: number, n: number): number {
  let product = 1;
  let square = x;
  for (let rest = n; rest > 0; rest >>= 1) {
    if (rest & 1) product *= square;
    square *= square;
  }
  return product;
}

/** The upper 26 bits of a. */
function upper(a: number): number {
  const t = a * SPLITTER;
  return t - (t - a);
}

/** a * b - p for p = a * b rounded: the rounding error, exact (Dekker 1971). */
function productError(a: number, b: number, p: number): number {
  const aHigh = upper(a);
  const bHigh = upper(b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  return aHigh * bHigh - p + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

/** exp(high + low), where low is small beside high's last bits; the way of `exp`. */
function expOfSum(high: number, low: number): number {
  if (!(high >= POWER_LEAST)) return high < POWER_LEAST ? 0 : Number.NaN;
  if (high > POWER_MOST) return Number.POSITIVE_INFINITY;
  const k = high * Math.LOG2E + ROUNDER - ROUNDER;
  const r = high - k * LN2_HIGH - k * LN2_LOW + low;
  return (1 + (r + r * r * expTail(r))) * powerOfTwo(k);
}

/** x^y for a finite x of at least 2^-1022: exp(y * (high + low)), with log x = high + low to about 60 bits. */
function positivePower(x: number, y: number): number {
  const k = binaryExponent(x);
  const f = x * powerOfTwo(-k) - 1;
  // log m = 2 s + s * R(s^2) with s = f / (2 + f); s gets a second double, its remainder over the divisor.
  const divisor = 2 + f;
  const divisorLow = f - (divisor - 2);
  const s = f / divisor;
  const product = s * divisor;
  const sLow = (f - product - productError(s, divisor, product) - s * divisorLow) / divisor;
  const whole = k * LN2_HIGH;
  const twice = 2 * s;
  const rest = 2 * sLow + s * logTail(s * s) + k * LN2_LOW;
  const sum = whole + twice;
  // |whole| > |twice| unless k = 0, where whole is 0 and the sum exact: either way this is the rounding error.
  const sumLow = whole === 0 ? 0 : twice - (sum - whole);
  const high = sum + (sumLow + rest);
  const low = sum - high + (sumLow + rest);
  const t = y * high;
  return expOfSum(t, productError(y, high, t) + y * low);
}

function sizePower(size: number, y: number): number {
  if (size < 2 ** -1022) return y > 0 ? 0 : Number.POSITIVE_INFINITY;
  if (size === Number.POSITIVE_INFINITY) return y > 0 ? size : 0;
  return positivePower(size, y);
}

/** x^y, by the rules at the head of this file. */
export function power(x: number, y: number): number {
  const whole = Math.floor(y) === y;
  if (whole && Math.abs(y) <= WHOLE_POWER_MOST) {
    const product = wholePower(x, Math.abs(y));
    return y < 0 ? 1 / product : product;
  }
  if (Number.isNaN(x) || Number.isNaN(y) || (x < 0 && !whole)) return Number.NaN;
  const result = sizePower(Math.abs(x), Math.max(-EXPONENT_MOST, Math.min(y, EXPONENT_MOST)));
  const half = y * 0.5;
  return x < 0 && Math.floor(half) !== half ? -result : result;
}
