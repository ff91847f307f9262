// exp and log of the language's own runtime: the same bits in plain JavaScript and in Wasm f64x2, on every machine.
// Only f64 add, subtract, multiply, divide and bit moves in the order written; no fused multiply-add, no Math.exp or log.
// exp: argument reduction of Cody & Waite (1980), a polynomial of degree 11 through Chebyshev nodes, summed by Estrin's
// scheme; at most 1.07 ulp off; 0 and Infinity where 2^k leaves the exponents of normal numbers (below -708.74, above 709.43). log: the form of FreeBSD's e_log.c without its
// branches; at most 0.82 ulp off; what lies below 2^-1022 counts as 0. The tables are exported for the kernel.
//
// The log keeps the form of FreeBSD msun e_log.c, whose notice is:
//   Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
//   Developed at SunSoft, a Sun Microsystems, Inc. business.
//   Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.

/** The top 33 bits of ln 2, so that a whole multiple up to 2^20 is exact, and the rest. */
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;
/** Added and taken away again, it rounds to the nearest whole number, ties to even. */
export const ROUNDER = 6755399441055744;
/** Here exp is 0 and Infinity already, by its k of -1023 and 1024: a kernel may take these for what lies beyond. */
export const EXP_LEAST = -709.1;
export const EXP_MOST = 709.8;

/** (exp(r) - 1 - r) / r^2 on |r| <= ln(2)/2, lowest power first. */
export const EXP_COEFFICIENTS = [
  0.5000000000000001, 0.16666666666666669, 0.04166666666662413, 0.008333333333330062, 0.0013888888917213717,
  0.00019841269863053618, 0.000024801521295954376, 0.0000027557268459997064, 2.7620088445409746e-7,
  2.510038549551032e-8,
] as const;
/** Lg1 to Lg7 of e_log.c, lowest power first. */
export const LOG_COEFFICIENTS = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605106586,
] as const;

const [E0, E1, E2, E3, E4, E5, E6, E7, E8, E9] = EXP_COEFFICIENTS;
const [L1, L2, L3, L4, L5, L6, L7] = LOG_COEFFICIENTS;

// Scratch for bit moves, written and read within one call; little-endian, as every engine we run on is.
const asFloat = new Float64Array(1);
const asWords = new Uint32Array(asFloat.buffer);

const POWERS_OF_TWO = Float64Array.from({ length: 2048 }, (_, i) => 2 ** (i - 1024));

/** 2^k for a whole k from -1024 to 1023. */
export function powerOfTwo(k: number): number {
  return POWERS_OF_TWO[k + 1024]!;
}

/** (exp(r) - 1 - r) / r^2 by Estrin's scheme. */
export function expTail(r: number): number {
  const r2 = r * r;
  const upper = E4 + r * E5 + (E6 + r * E7) * r2 + r2 * r2 * (E8 + r * E9);
  return E0 + r * E1 + (E2 + r * E3) * r2 + r2 * r2 * upper;
}

/** e^x, after Cody & Waite (1980). */
export function exp(x: number): number {
  const k = x * Math.LOG2E + ROUNDER - ROUNDER;
  if (!(k >= -1022)) return k < -1022 ? 0 : Number.NaN;
  if (k > 1023) return Number.POSITIVE_INFINITY;
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  return (1 + (r + r * r * expTail(r))) * powerOfTwo(k);
}

/** The part of log(1 + f) that e_log.c calls R, of z = s^2 with s = f / (2 + f). */
export function logTail(z: number): number {
  const w = z * z;
  return z * (L1 + w * (L3 + w * (L5 + w * L7))) + w * (L2 + w * (L4 + w * L6));
}

/** The k of x = 2^k * m with m from sqrt(1/2) to sqrt(2), for a normal positive x: at most 1024. */
export function binaryExponent(x: number): number {
  asFloat[0] = x;
  return (asWords[1]! - 0x3fe6a09e - (asWords[0]! < 0x667f3bcd ? 1 : 0)) >> 20;
}

/** The natural logarithm, after FreeBSD msun e_log.c (Sun Microsystems 1993). */
export function log(x: number): number {
  if (!(x >= 2 ** -1022)) return x >= 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const k = binaryExponent(x);
  const f = x * powerOfTwo(-k) - 1;
  const s = f / (2 + f);
  const h = 0.5 * (f * f);
  return k * LN2_HIGH - (h - (s * (h + logTail(s * s)) + k * LN2_LOW) - f);
}
