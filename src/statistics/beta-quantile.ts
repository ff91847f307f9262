// The quantile of the beta distribution: in a chance u and the shapes a, b; out x in [0, 1] with I_x(a, b) = u, to about
// 13 digits (12 where a shape is near 0.01: the rounding of u counts 1/a times in x). I_x by the continued fraction of
// DLMF 8.17.22, evaluated by the modified Lentz method (Thompson & Barnett 1986); the density in saddle-point form (Loader
// 2000). Only roots below a / (a + b) are solved for: a higher one is the lower one of (b, a), 1 - u.
// In t = log(x / (1 - x)) the density is log-concave for all shapes, hence so is the distribution function F, and Newton's
// method on log F - log u climbs to the root from the left wherever it begins: no bracket and no bisection are needed.

import { exp, log } from "./exp-log.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { deviance, stirlingError, TWO_PI } from "./saddle-point.ts";

/** Shapes beyond this are refused: the fraction takes about sqrt(a + b) terms. */
export const BETA_SHAPE_MOST = 1e7;
const FRACTION_MOST = 100_000;
const NEWTON_MOST = 100;
const TINY = 1e-300;

/** 1 / (1 + d1 / (1 + d2 / ...)) of DLMF 8.17.22; quick for x < (a + 1) / (a + b + 2). */
function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < FRACTION_MOST; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    h *= d * c;
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    const change = d * c;
    h *= change;
    // Not a number, out of shapes below 2^-1022, ends it too: it would go round to the last term
    if (!(Math.abs(change - 1) >= 2e-16)) break;
  }
  return h;
}

function notZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}

/** What of the density does not depend on x: log of x^a (1 - x)^b / B(a, b) at its peak x = a / (a + b). */
function logPeak(a: number, b: number): number {
  const n = a + b;
  const errors = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return 0.5 * log(((a / n) * b) / TWO_PI) + errors;
}

/** At t = log(x / (1 - x)): log F, and F / F' with the slope taken along t. */
function logBelow(a: number, b: number, peak: number, t: number): { logF: number; ratio: number } {
  const n = a + b;
  const x = 1 / (1 + exp(-t));
  const y = 1 / (1 + exp(t));
  const logDensity = peak - deviance(a, n * x) - deviance(b, n * y);
  if (x * (n + 2) <= a + 1) {
    const ratio = fraction(a, b, x) / a;
    return { logF: logDensity + log(ratio), ratio };
  }
  const density = exp(logDensity);
  const below = 1 - (density * fraction(b, a, y)) / b;
  return { logF: log(below), ratio: below / density };
}

/** t = log(x / (1 - x)) of the quantile, which lies at or below a / (a + b); -Infinity where it is below e^-700. */
function lowerQuantile(u: number, a: number, b: number, peak: number): number {
  const n = a + b;
  const logU = log(u);
  // F <= x^a / (a B(a, b)) along t, so this lies left of the root, and at it where x is tiny.
  const logBeta = a * log(a / n) + b * log(b / n) - peak;
  let t = (logU + log(a) + logBeta) / a;
  if (t < -700) return Number.NEGATIVE_INFINITY;
  if (a > 1 && b > 1) t = Math.max(t, log(a / b) + normalQuantile(u) * Math.sqrt(1 / a + 1 / b));
  for (let i = 0; i < NEWTON_MOST; i++) {
    const { logF, ratio } = logBelow(a, b, peak, t);
    const step = (logU - logF) * ratio;
    t += step;
    if (!(Math.abs(step) > 1e-14 * Math.max(1, Math.abs(t)))) break;
  }
  return t;
}

/** The u-quantile of beta(a, b), by Newton's method on the regularised incomplete beta function (DLMF 8.17). */
export function betaQuantile(u: number, a: number, b: number): number {
  if (!(a > 0 && b > 0 && a <= BETA_SHAPE_MOST && b <= BETA_SHAPE_MOST && u > 0 && u < 1)) return Number.NaN;
  const peak = logPeak(a, b);
  const t =
    log(u) <= logBelow(a, b, peak, log(a / b)).logF ? lowerQuantile(u, a, b, peak) : -lowerQuantile(1 - u, b, a, peak);
  return 1 / (1 + exp(-t));
}
