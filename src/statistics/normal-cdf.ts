// The normal distribution function to about 15 figures, 8 beyond seven standard deviations: Hart (1968), algorithm 5666, in the form of West (2005), "Better
// approximations to cumulative normal functions". In: a number. Out: a probability, 0 or 1 far out.

import { exp } from "./exp-log.ts";

const ABOVE = [
  3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931,
  220.206867912376,
];
const BELOW = [
  8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
  793.826512519948, 440.413735824752,
];
const FAR = 7.07106781186547;
const FARTHEST = 37;
const ROOT_TWO_PI = 2.506628274631;

const horner = (coefficients: readonly number[], x: number) => coefficients.reduce((sum, c) => sum * x + c, 0);

/** The upper tail at x >= 0. */
function tail(x: number): number {
  if (x > FARTHEST) return 0;
  const e = exp((-x * x) / 2);
  if (x < FAR) return (e * horner(ABOVE, x)) / horner(BELOW, x);
  return e / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / ROOT_TWO_PI;
}

export function normalCdf(x: number): number {
  return x > 0 ? 1 - tail(x) : tail(-x);
}
