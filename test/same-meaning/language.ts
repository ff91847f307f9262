// What the generator must reach (features.ts says what a model has): one list, so that a feature that falls out is missed.

import type { DistributionName, Expression, FunctionName } from "../../src/language/expression.ts";
import type { BinaryOperator } from "../../src/language/formula/syntax-tree.ts";

const KINDS: Expression["kind"][] = [
  "number",
  "constant",
  "cell",
  "option",
  "time",
  "negate",
  "not",
  "binary",
  "if",
  "call",
  "lookup",
  "draw",
];
const OPERATORS: BinaryOperator[] = ["+", "-", "*", "/", "^", "<", "<=", ">", ">=", "=", "!=", "and", "or"];
const FUNCTIONS: FunctionName[] = ["min", "max", "abs", "sqrt", "exp", "log", "logistic", "clamp", "floor"];
const DRAWS: DistributionName[] = [
  "interval",
  "normal",
  "uniform",
  "triangular",
  "beta",
  "lognormal",
  "bernoulli",
  "poisson",
  "choice",
];

export const LANGUAGE: string[] = [
  ...KINDS,
  ...OPERATORS,
  ...FUNCTIONS,
  "step noise",
  ...DRAWS.flatMap((name) => [`once ${name}`, `start ${name}`, `step ${name}`]),
  ...["day", "week", "month", "quarter", "year"].map((step) => `clock in ${step}s`),
  ...["options", "event", "quantity", "comparison"].map((kind) => `question of ${kind}`),
  "level 2",
  "a belief of a claim",
  "a belief of a parameter",
  "a belief of foresight",
  "uncertain foresight",
  "several actors",
  "a policy held",
  "a policy held for a while",
  "never reviewed",
  "only",
  "once",
  "switching",
  "hidden stocks",
  "a bound by formula",
  "a family of two indices",
  "utility read",
  "origin",
  "event by chance",
  "event at its date",
  "event at its date by chance",
  "event that repeats",
  "event that does not repeat",
  "event with outcomes",
  "event that sets a family",
];
