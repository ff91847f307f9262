// An expression of the model → a value of the graph. The meaning is engine/interpreter/evaluate.ts; this follows it form by form.
// Truth values are masks while they are only tested, and the numbers 0 and 1 where they are used as numbers.

import { assertNever } from "../../../base/invariant.ts";
import type { DistributionName, Expression, FunctionName } from "../../../language/expression.ts";
import type { BinaryOperator } from "../../../language/formula/syntax-tree.ts";
import { WIDTH_5_TO_95 } from "../../../statistics/distributions.ts";
import type { BinaryOp, Graph, Value } from "../encode/graph.ts";
import { arithmetic, expValue, knownQuantile, logisticValue, logValue, powerValue } from "./elementary.ts";

/** Where the parts of a state stand, for one function. */
export type Sight = {
  graph: Graph;
  constant: (slot: number) => Value;
  cell: (slot: number) => Value;
  /** The number of the policy's present option. */
  option: (policy: number) => Value;
  time: () => Value;
  /** A part of a formula whose value stands somewhere already. */
  found?: ((e: Expression) => Value | undefined) | undefined;
  /** A uniform draw; undefined in a projection, which takes every draw at its median. */
  uniform: ((stream: number, place: number) => Value) | undefined;
  /** Functions of the runtime: uniform → normal; (uniform, a, b) → draw of a rare distribution. */
  quantile: number;
  rare: Record<"beta" | "poisson", number>;
};

const COMPARISONS: Partial<Record<BinaryOperator, BinaryOp>> = {
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
  "=": "eq",
  "!=": "ne",
};

const COMPARE: Partial<Record<BinaryOperator, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

/** A mask that is known now is all ones or all zeros. */
export const always = (g: Graph, truth: boolean): Value => g.bits(truth ? -1n : 0n);

const knownMask = (mask: Value): boolean | undefined => (mask.op === "bits" ? mask.value !== 0n : undefined);

export function andMasks(g: Graph, a: Value, b: Value): Value {
  if (knownMask(a) !== undefined) return knownMask(a) ? b : a;
  if (knownMask(b) !== undefined) return knownMask(b) ? a : b;
  return g.binary("and", a, b);
}

export function orMasks(g: Graph, a: Value, b: Value): Value {
  if (knownMask(a) !== undefined) return knownMask(a) ? a : b;
  if (knownMask(b) !== undefined) return knownMask(b) ? b : a;
  return g.binary("or", a, b);
}

export function notMask(g: Graph, a: Value): Value {
  const known = knownMask(a);
  return known === undefined ? g.unary("not", a) : always(g, !known);
}

export function choose(g: Graph, yes: Value, no: Value, mask: Value): Value {
  const known = knownMask(mask);
  return known === undefined ? g.select(yes, no, mask) : known ? yes : no;
}

export function compare(g: Graph, operator: BinaryOperator, a: Value, b: Value): Value {
  if (a.op === "const" && b.op === "const") return always(g, COMPARE[operator]!(a.value, b.value));
  return g.binary(COMPARISONS[operator]!, a, b);
}

/** A mask as the number 1 or 0. */
export function numberOfMask(g: Graph, mask: Value): Value {
  const known = knownMask(mask);
  return known === undefined ? g.binary("and", mask, g.const(1)) : g.const(known ? 1 : 0);
}

const isTest = (e: Expression): boolean =>
  e.kind === "not" ||
  e.kind === "option" ||
  (e.kind === "binary" && (COMPARISONS[e.operator] !== undefined || e.operator === "and" || e.operator === "or"));

/** An expression as a mask: set where it is not 0. */
export function lowerMask(e: Expression, s: Sight): Value {
  const g = s.graph;
  if (e.kind === "not") return notMask(g, lowerMask(e.of, s));
  if (e.kind === "option") return compare(g, "=", s.option(e.policy), g.const(e.option));
  if (e.kind === "binary" && e.operator === "and") return andMasks(g, lowerMask(e.left, s), lowerMask(e.right, s));
  if (e.kind === "binary" && e.operator === "or") return orMasks(g, lowerMask(e.left, s), lowerMask(e.right, s));
  if (e.kind === "binary" && COMPARISONS[e.operator]) {
    return compare(g, e.operator, lowerNumber(e.left, s), lowerNumber(e.right, s));
  }
  return compare(g, "!=", lowerNumber(e, s), g.const(0));
}

const ARITHMETIC: Partial<Record<BinaryOperator, BinaryOp>> = { "+": "add", "-": "sub", "*": "mul", "/": "div" };

function lowerCall(name: FunctionName, args: Value[], g: Graph): Value {
  const [a, b, c] = args as [Value, Value, Value];
  switch (name) {
    case "min":
      return g.binary("pmin", a, b);
    case "max":
      return g.binary("pmax", a, b);
    case "clamp":
      return g.binary("pmin", g.binary("pmax", a, b), c);
    case "abs":
    case "sqrt":
    case "floor":
      return g.unary(name, a);
    case "exp":
      return expValue(g, a);
    case "log":
      return logValue(g, a);
    case "logistic":
      return logisticValue(g, a);
    default:
      return assertNever(name);
  }
}

/** From the last piece back: the first piece whose end is not passed is taken. */
function lowerLookup(x: Value, points: readonly (readonly [number, number])[], g: Graph): Value {
  const { c, add, sub, mul, div } = arithmetic(g);
  let value = c(points.at(-1)![1]);
  for (let i = points.length - 1; i >= 1; i--) {
    const [x0, y0] = points[i - 1]!;
    const [x1, y1] = points[i]!;
    const piece = add(c(y0), mul(div(sub(x, c(x0)), sub(c(x1), c(x0))), sub(c(y1), c(y0))));
    value = choose(g, piece, value, compare(g, "<=", x, c(x1)));
  }
  value = choose(g, c(points[0]![1]), value, compare(g, "<=", x, c(points[0]![0])));
  return choose(g, x, value, compare(g, "!=", x, x));
}

/** One of many by a tree of halves: tests are the same for all that pick by one place, so they are worked out once. */
function lowerPick(place: Value, values: readonly number[], g: Graph): Value {
  const { c } = arithmetic(g);
  const among = (first: number, end: number): Value => {
    if (end - first === 1) return c(values[first]!);
    const middle = (first + end) >> 1;
    return choose(g, among(first, middle), among(middle, end), compare(g, "<", place, c(middle)));
  };
  return choose(g, place, among(0, values.length), compare(g, "!=", place, place));
}

/** A sum-and-compare pick as numbers/distributions.ts does it. */
function lowerChoice(u: Value, weights: Value[], g: Graph): Value {
  const { c, add, mul } = arithmetic(g);
  let right = always(g, true);
  let total = c(0);
  for (const weight of weights) {
    right = andMasks(g, right, compare(g, ">=", weight, c(0)));
    total = add(total, weight);
  }
  right = andMasks(g, right, compare(g, ">", total, c(0)));
  right = andMasks(g, right, compare(g, "<", total, c(Number.POSITIVE_INFINITY)));
  const x = mul(u, total);
  let reached = c(0);
  let pick = c(0);
  for (let i = 0; i + 1 < weights.length; i++) {
    reached = add(reached, weights[i]!);
    pick = choose(g, c(i + 1), pick, compare(g, ">=", x, reached));
  }
  return choose(g, pick, c(Number.NaN), right);
}

function lowerTriangular(u: Value, [lo, mode, hi]: Value[], g: Graph): Value {
  const { c, add, sub, mul } = arithmetic(g);
  const [a, m, b] = [lo!, mode!, hi!];
  const width = sub(b, a);
  const up = add(a, g.unary("sqrt", mul(mul(u, width), sub(m, a))));
  const down = sub(b, g.unary("sqrt", mul(mul(sub(c(1), u), width), sub(b, m))));
  const value = choose(g, up, down, compare(g, "<", mul(u, width), sub(m, a)));
  const right = andMasks(g, compare(g, "<=", a, m), compare(g, "<=", m, b));
  return choose(g, value, c(Number.NaN), right);
}

function lowerDraw(name: DistributionName, args: Value[], u: Value, s: Sight): Value {
  const g = s.graph;
  const { c, add, sub, mul, div } = arithmetic(g);
  const [a, b] = args as [Value, Value];
  const z = () => (u.op === "const" ? c(knownQuantile(u.value)) : g.call(s.quantile, [u]));
  const wrong = c(Number.NaN);
  const normal = (mean: Value, sd: Value) => choose(g, add(mean, mul(sd, z())), wrong, compare(g, ">=", sd, c(0)));
  const lognormal = (mu: Value, sigma: Value) =>
    choose(g, expValue(g, add(mu, mul(sigma, z()))), wrong, compare(g, ">=", sigma, c(0)));
  switch (name) {
    case "noise":
      return mul(a, z());
    case "normal":
      return normal(a, b);
    case "lognormal":
      return lognormal(a, b);
    case "uniform":
      return choose(g, add(a, mul(sub(b, a), u)), wrong, compare(g, "<=", a, b));
    case "interval": {
      const [from, to] = [logValue(g, a), logValue(g, b)];
      const both = lognormal(div(add(from, to), c(2)), div(sub(to, from), c(WIDTH_5_TO_95)));
      const plain = normal(div(add(a, b), c(2)), div(sub(b, a), c(WIDTH_5_TO_95)));
      return choose(g, choose(g, both, plain, compare(g, ">", a, c(0))), wrong, compare(g, "<=", a, b));
    }
    case "triangular":
      return lowerTriangular(u, args, g);
    case "bernoulli": {
      const right = andMasks(g, compare(g, ">=", a, c(0)), compare(g, "<=", a, c(1)));
      return choose(g, numberOfMask(g, compare(g, "<", u, a)), wrong, right);
    }
    case "choice":
      return lowerChoice(u, args, g);
    case "beta":
      return g.call(s.rare.beta, [u, a, b]);
    case "poisson":
      return g.call(s.rare.poisson, [u, a, c(0)]);
    default:
      return assertNever(name);
  }
}

/** An expression as a number. */
export function lowerNumber(e: Expression, s: Sight): Value {
  const g = s.graph;
  if (isTest(e)) return numberOfMask(g, lowerMask(e, s));
  const found = s.found?.(e);
  if (found) return found;
  switch (e.kind) {
    case "number":
      return g.const(e.value);
    case "constant":
      return s.constant(e.slot);
    case "cell":
      return s.cell(e.slot);
    case "time":
      return s.time();
    case "negate":
      return g.unary("neg", lowerNumber(e.of, s));
    case "binary": {
      const [left, right] = [lowerNumber(e.left, s), lowerNumber(e.right, s)];
      return e.operator === "^" ? powerValue(g, left, right) : g.binary(ARITHMETIC[e.operator]!, left, right);
    }
    case "if":
      return choose(g, lowerNumber(e.yes, s), lowerNumber(e.no, s), lowerMask(e.test, s));
    case "call":
      return lowerCall(
        e.name,
        e.arguments.map((a) => lowerNumber(a, s)),
        g,
      );
    case "lookup":
      return lowerLookup(lowerNumber(e.x, s), e.points, g);
    case "pick":
      return lowerPick(lowerNumber(e.place, s), e.values, g);
    case "draw": {
      const u = s.uniform ? s.uniform(e.stream, e.place) : g.const(0.5);
      return lowerDraw(
        e.distribution,
        e.arguments.map((a) => lowerNumber(a, s)),
        u,
        s,
      );
    }
    case "option":
    case "not":
      return numberOfMask(g, lowerMask(e, s));
    default:
      return assertNever(e);
  }
}
