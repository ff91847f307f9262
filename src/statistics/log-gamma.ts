// The logarithm of the gamma function for x > 0: Stirling's series (Abramowitz & Stegun 1964, 6.1.41) from 10 on, brought there by
// recurrence below. About 14 figures.

import { log } from "./exp-log.ts";

const SERIES = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];
const HALF_LOG_TWO_PI = 0.9189385332046727;
const LEAST = 10;

export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let product = 1;
  let y = x;
  for (; y < LEAST; y += 1) product *= y;
  const square = 1 / (y * y);
  let series = 0;
  for (let k = SERIES.length - 1; k >= 0; k--) series = series * square + SERIES[k]!;
  return (y - 0.5) * log(y) - y + HALF_LOG_TWO_PI + series / y - log(product);
}
