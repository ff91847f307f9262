// The functions of formulas (language.md, "Formulas") whose bits are part of the language, gathered in one place.
// min and max are f64x2.pmin and pmax: a NaN in b is lost and one in a is kept, so the variable goes first, the bound second.
// floor, abs and sqrt are Math's: IEEE 754 fixes their bits everywhere.

import { exp } from "./exp-log.ts";

export { exp, log } from "./exp-log.ts";
export { normalQuantile } from "./normal-quantile.ts";
export { power } from "./power.ts";

export function min(a: number, b: number): number {
  return b < a ? b : a;
}

export function max(a: number, b: number): number {
  return a < b ? b : a;
}

/** `x` within a and b; where a > b the answer is b. */
export function clamp(x: number, a: number, b: number): number {
  return min(max(x, a), b);
}

/** 1 / (1 + exp(-x)). */
export function logistic(x: number): number {
  return 1 / (1 + exp(-x));
}
