// A draw from a distribution by one uniform (inverse of its distribution function), so that equal luck moves equally in
// every scenario. In: name, arguments, a uniform strictly between 0 and 1. Wrong arguments give NaN: a fault of that run.

import { invariant } from "../../base/invariant.ts";
import type { DistributionName } from "../../language/expression.ts";
import * as by from "../../statistics/distributions.ts";
import { normalQuantile } from "../../statistics/elementary.ts";

const SAMPLERS: Record<DistributionName, (u: number, a: readonly number[]) => number> = {
  noise: (u, a) => a[0]! * normalQuantile(u),
  interval: (u, a) => by.drawInterval(u, a[0]!, a[1]!),
  normal: (u, a) => by.drawNormal(u, a[0]!, a[1]!),
  uniform: (u, a) => by.drawUniform(u, a[0]!, a[1]!),
  triangular: (u, a) => by.drawTriangular(u, a[0]!, a[1]!, a[2]!),
  beta: (u, a) => by.drawBeta(u, a[0]!, a[1]!),
  lognormal: (u, a) => by.drawLognormal(u, a[0]!, a[1]!),
  bernoulli: (u, a) => by.drawBernoulli(u, a[0]!),
  poisson: (u, a) => by.drawPoisson(u, a[0]!),
  choice: (u, a) => by.drawChoice(u, a),
};

export function sample(distribution: DistributionName, a: readonly number[], u: number): number {
  invariant(u > 0 && u < 1, "a uniform outside (0, 1)");
  return SAMPLERS[distribution](u, a);
}
