// Every function and distribution of a formula: one record each, read by the resolver, the reference and the editor.

import type { DistributionName, FunctionName } from "../expression.ts";
import { LIMITS } from "../limits.ts";

export type FunctionRecord = { takes: string; least: number; most: number; says: string; example: string };

const MANY = LIMITS.arguments.most;

export const FUNCTIONS: Record<FunctionName, FunctionRecord> = {
  min: { takes: "2 to 64 numbers", least: 2, most: MANY, says: "the smallest", example: "min(1, tension + 0.1)" },
  max: { takes: "2 to 64 numbers", least: 2, most: MANY, says: "the largest", example: "max(0, tech - 0.5)" },
  abs: { takes: "one number", least: 1, most: 1, says: "without its sign", example: "abs(trade - 0.5)" },
  sqrt: { takes: "one number", least: 1, most: 1, says: "square root", example: "sqrt(forces)" },
  exp: { takes: "one number", least: 1, most: 1, says: "e to the power", example: "1 - exp(-hazard / 12)" },
  log: { takes: "one number", least: 1, most: 1, says: "natural logarithm", example: "log(1 + arsenal)" },
  logistic: { takes: "one number", least: 1, most: 1, says: "1 / (1 + exp(-x))", example: "logistic(4 * (x - 0.5))" },
  clamp: {
    takes: "a number, a least and a most",
    least: 3,
    most: 3,
    says: "kept within bounds",
    example: "clamp(x, 0, 1)",
  },
  floor: { takes: "one number", least: 1, most: 1, says: "rounded down", example: "floor(t / 12)" },
};

export const DISTRIBUTIONS: Record<Exclude<DistributionName, "interval">, FunctionRecord> = {
  noise: {
    takes: "a standard deviation",
    least: 1,
    most: 1,
    says: "a normal draw of mean 0, in a step",
    example: "noise(0.02)",
  },
  normal: { takes: "a mean and a standard deviation", least: 2, most: 2, says: "normal", example: "normal(50, 6)" },
  uniform: { takes: "a least and a most", least: 2, most: 2, says: "all equally likely", example: "uniform(0, 1)" },
  triangular: {
    takes: "least, mode and most",
    least: 3,
    most: 3,
    says: "triangular",
    example: "triangular(0, 0.2, 1)",
  },
  beta: { takes: "two shapes", least: 2, most: 2, says: "beta, between 0 and 1", example: "beta(2, 5)" },
  lognormal: {
    takes: "mean and standard deviation of the log",
    least: 2,
    most: 2,
    says: "lognormal",
    example: "lognormal(0, 0.5)",
  },
  bernoulli: {
    takes: "a probability",
    least: 1,
    most: 1,
    says: "1 with that probability, else 0",
    example: "bernoulli(0.3)",
  },
  poisson: { takes: "a rate", least: 1, most: 1, says: "a count", example: "draw(poisson(launch_rate))" },
  choice: {
    takes: "1 to 64 weights",
    least: 1,
    most: MANY,
    says: "0, 1, 2, ... in proportion to the weights",
    example: "choice(1, 2, 1)",
  },
};

export const AGGREGATES = ["any", "all", "count", "sum", "mean", "max", "min"] as const;
export type AggregateName = (typeof AGGREGATES)[number];

/** Forms with a meaning of their own. */
export const FORMS = ["lookup", "smooth", "delay", "draw", "utility", "age"] as const;

export const ALL_FUNCTIONS: readonly string[] = [
  ...new Set<string>([...Object.keys(FUNCTIONS), ...Object.keys(DISTRIBUTIONS), ...AGGREGATES, ...FORMS]),
];
