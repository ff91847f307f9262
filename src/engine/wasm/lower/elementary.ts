// exp, log, the normal quantile and powers as graph values: the same operations in the same order as src/statistics/, two at a time.
// Branches of the scalar forms are selects here; both sides give the bits of the scalar form where they are taken.

import {
  EXP_COEFFICIENTS,
  EXP_LEAST,
  EXP_MOST,
  exp as expOf,
  LN2_HIGH,
  LN2_LOW,
  LOG_COEFFICIENTS,
  log as logOf,
  ROUNDER,
} from "../../../statistics/exp-log.ts";
import { normalQuantile, QUANTILE_CENTRE, QUANTILE_FAR, QUANTILE_NEAR } from "../../../statistics/normal-quantile.ts";
import {
  EXPONENT_MOST,
  POWER_LEAST,
  POWER_MOST,
  power as powerOf,
  SPLITTER,
  WHOLE_POWER_MOST,
} from "../../../statistics/power.ts";
import type { Graph, Value } from "../encode/graph.ts";

/** Short names for building values in formulas' own notation. */
export function arithmetic(g: Graph) {
  return {
    c: (value: number) => g.const(value),
    add: (a: Value, b: Value) => g.binary("add", a, b),
    sub: (a: Value, b: Value) => g.binary("sub", a, b),
    mul: (a: Value, b: Value) => g.binary("mul", a, b),
    div: (a: Value, b: Value) => g.binary("div", a, b),
  };
}

const known = (value: Value): number | undefined => (value.op === "const" ? value.value : undefined);

function expTail(g: Graph, r: Value): Value {
  const { c, add, mul } = arithmetic(g);
  const e = EXP_COEFFICIENTS.map((x) => c(x));
  const line = (i: number) => add(e[i]!, mul(r, e[i + 1]!));
  const r2 = mul(r, r);
  const r4 = mul(r2, r2);
  const upper = add(add(line(4), mul(line(6), r2)), mul(r4, line(8)));
  return add(add(line(0), mul(line(2), r2)), mul(r4, upper));
}

/** 2^k e^r: the low bits of `rounded` hold k, which goes into the exponent's place, where -1023 makes 0 and 1024 Infinity. */
function scaledExp(g: Graph, r: Value, rounded: Value): Value {
  const { c, add, mul } = arithmetic(g);
  const scale = g.shift("shl", g.binary("iadd", rounded, g.bits(1023n)), 52);
  return mul(add(c(1), add(r, mul(mul(r, r), expTail(g, r)))), scale);
}

/** exp(high + low) of a power. */
function expOfSum(g: Graph, high: Value, low: Value): Value {
  const { c, add, sub, mul } = arithmetic(g);
  const rounded = add(mul(high, c(Math.LOG2E)), c(ROUNDER));
  const k = sub(rounded, c(ROUNDER));
  const r = add(sub(sub(high, mul(k, c(LN2_HIGH))), mul(k, c(LN2_LOW))), low);
  const big = g.select(c(Number.POSITIVE_INFINITY), scaledExp(g, r, rounded), g.binary("gt", high, c(POWER_MOST)));
  return g.binary("andnot", big, g.binary("lt", high, c(POWER_LEAST)));
}

export function expValue(g: Graph, x: Value): Value {
  const value = known(x);
  if (value !== undefined) return g.const(expOf(value));
  const { c, add, sub, mul } = arithmetic(g);
  const within = (y: Value, least: number, most: number) => g.binary("pmin", g.binary("pmax", y, c(least)), c(most));
  // exp(-y): signs go into the constants, where they cost nothing and change no bit
  const y = x.op === "neg" ? x.args[0]! : undefined;
  const near = y ? within(y, -EXP_MOST, -EXP_LEAST) : within(x, EXP_LEAST, EXP_MOST);
  const rounded = add(mul(near, c(y ? -Math.LOG2E : Math.LOG2E)), c(ROUNDER));
  const k = sub(rounded, c(ROUNDER));
  const slack = 2 ** -50;
  const first = y ? sub(mul(k, c(-LN2_HIGH)), near) : sub(near, mul(k, c(LN2_HIGH)));
  const ends = y ? { low: -near.range.high, high: -near.range.low } : near.range;
  return g.known(scaledExp(g, sub(first, mul(k, c(LN2_LOW))), rounded), {
    low: expOf(ends.low) * (1 - slack),
    high: expOf(ends.high) * (1 + slack),
  });
}

/** k and m - 1 of x = 2^k * m, m from sqrt(1/2) to sqrt(2), for a normal positive x. */
function splitExponent(g: Graph, x: Value): { k: Value; f: Value } {
  const { c, sub } = arithmetic(g);
  const shifted = g.binary("isub", x, g.bits(0x3fe6a09e667f3bcdn));
  const exponent = g.binary("and", shifted, g.bits(BigInt.asIntN(64, 0xfff0000000000000n)));
  const m = g.binary("isub", x, exponent);
  const biased = g.binary("and", g.binary("iadd", g.shift("shru", shifted, 52), g.bits(2048n)), g.bits(4095n));
  const k = sub(g.binary("or", biased, g.bits(0x4330000000000000n)), c(4503599627370496 + 2048));
  return { k, f: sub(m, c(1)) };
}

function logTail(g: Graph, z: Value): Value {
  const { c, add, mul } = arithmetic(g);
  const l = LOG_COEFFICIENTS.map((x) => c(x));
  const w = mul(z, z);
  const odd = mul(z, add(l[0]!, mul(w, add(l[2]!, mul(w, add(l[4]!, mul(w, l[6]!)))))));
  const even = mul(w, add(l[1]!, mul(w, add(l[3]!, mul(w, l[5]!)))));
  return add(odd, even);
}

export function logValue(g: Graph, x: Value): Value {
  const value = known(x);
  if (value !== undefined) return g.const(logOf(value));
  const { c, add, sub, mul, div } = arithmetic(g);
  const { k, f } = splitExponent(g, x);
  const s = div(f, add(c(2), f));
  const h = mul(c(0.5), mul(f, f));
  const tail = logTail(g, mul(s, s));
  const result = sub(mul(k, c(LN2_HIGH)), sub(sub(h, add(mul(s, add(h, tail)), mul(k, c(LN2_LOW)))), f));
  const nothing = g.select(c(Number.NEGATIVE_INFINITY), c(Number.NaN), g.binary("ge", x, c(0)));
  const tiny = g.select(nothing, result, g.binary("lt", x, c(2 ** -1022)));
  const same = g.binary("or", g.binary("eq", x, c(Number.POSITIVE_INFINITY)), g.binary("ne", x, x));
  return g.select(x, tiny, same);
}

export function logisticValue(g: Graph, x: Value): Value {
  const { c, add, div } = arithmetic(g);
  return div(c(1), add(c(1), expValue(g, g.unary("neg", x))));
}

function horner(g: Graph, table: readonly number[], x: Value): Value {
  const { c, add, mul } = arithmetic(g);
  return table.slice(1).reduce((y, coefficient) => add(mul(y, x), c(coefficient)), c(table[0]!));
}

/** AS 241 near the centre, |p - 0.5| <= 0.425. */
export function quantileCentre(g: Graph, q: Value): Value {
  const { c, sub, mul, div } = arithmetic(g);
  const r = sub(c(0.180625), mul(q, q));
  return div(mul(q, horner(g, QUANTILE_CENTRE[0], r)), horner(g, QUANTILE_CENTRE[1], r));
}

/** What the tails' formulas are in: the root of minus the logarithm of the smaller tail. */
export function quantileRoot(g: Graph, p: Value, q: Value): Value {
  const { c, sub } = arithmetic(g);
  const tail = g.select(p, sub(c(1), p), g.binary("lt", q, c(0)));
  return g.unary("sqrt", g.unary("neg", logValue(g, tail)));
}

/** AS 241 in the tails: near up to a root of 5, far beyond. */
export function quantileTail(g: Graph, q: Value, root: Value, where: "near" | "far"): Value {
  const { c, sub, div } = arithmetic(g);
  const [from, tables] = where === "far" ? ([5, QUANTILE_FAR] as const) : ([1.6, QUANTILE_NEAR] as const);
  const a = sub(root, c(from));
  const z = div(horner(g, tables[0], a), horner(g, tables[1], a));
  return g.select(g.unary("neg", z), z, g.binary("lt", q, c(0)));
}

/** The quantile of a uniform that is known now. */
export const knownQuantile = normalQuantile;

/** x^n for a whole n that is known: square and multiply from the lowest bit, as numbers/power.ts does. */
function wholePower(g: Graph, x: Value, n: number): Value {
  const { c, mul } = arithmetic(g);
  let product: Value | undefined;
  let square = x;
  for (let rest = n; rest > 0; rest >>= 1) {
    if (rest & 1) product = product ? mul(product, square) : square;
    if (rest > 1) square = mul(square, square);
  }
  return product ?? c(1);
}

/** The same for an n that may differ by lane: seven rounds, as |n| <= 64. */
function wholePowerByLane(g: Graph, x: Value, n: Value): Value {
  const { c, sub, mul } = arithmetic(g);
  let product = c(1);
  let square = x;
  let rest = n;
  for (let round = 0; round < 7; round++) {
    const half = g.unary("floor", mul(rest, c(0.5)));
    const odd = g.binary("eq", sub(rest, mul(half, c(2))), c(1));
    product = g.select(mul(product, square), product, odd);
    square = mul(square, square);
    rest = half;
  }
  return product;
}

function upper(g: Graph, a: Value): Value {
  const { c, sub, mul } = arithmetic(g);
  const t = mul(a, c(SPLITTER));
  return sub(t, sub(t, a));
}

function productError(g: Graph, a: Value, b: Value, p: Value): Value {
  const { add, sub, mul } = arithmetic(g);
  const aHigh = upper(g, a);
  const bHigh = upper(g, b);
  const aLow = sub(a, aHigh);
  const bLow = sub(b, bHigh);
  return add(add(add(sub(mul(aHigh, bHigh), p), mul(aHigh, bLow)), mul(aLow, bHigh)), mul(aLow, bLow));
}

function positivePower(g: Graph, x: Value, y: Value): Value {
  const { c, add, sub, mul, div } = arithmetic(g);
  const { k, f } = splitExponent(g, x);
  const divisor = add(c(2), f);
  const divisorLow = sub(f, sub(divisor, c(2)));
  const s = div(f, divisor);
  const product = mul(s, divisor);
  const sLow = div(sub(sub(sub(f, product), productError(g, s, divisor, product)), mul(s, divisorLow)), divisor);
  const whole = mul(k, c(LN2_HIGH));
  const twice = mul(c(2), s);
  const rest = add(add(mul(c(2), sLow), mul(s, logTail(g, mul(s, s)))), mul(k, c(LN2_LOW)));
  const sum = add(whole, twice);
  const sumLow = g.select(c(0), sub(twice, sub(sum, whole)), g.binary("eq", whole, c(0)));
  const high = add(sum, add(sumLow, rest));
  const low = add(sub(sum, high), add(sumLow, rest));
  const t = mul(y, high);
  return expOfSum(g, t, add(productError(g, y, high, t), mul(y, low)));
}

function sizePower(g: Graph, size: Value, y: Value): Value {
  const { c } = arithmetic(g);
  const up = g.binary("gt", y, c(0));
  const infinite = g.binary("eq", size, c(Number.POSITIVE_INFINITY));
  const plain = g.select(g.select(size, c(0), up), positivePower(g, size, y), infinite);
  return g.select(g.select(c(0), c(Number.POSITIVE_INFINITY), up), plain, g.binary("lt", size, c(2 ** -1022)));
}

/** The second way of numbers/power.ts, for any y that is not a small whole number. */
function generalPower(g: Graph, x: Value, y: Value): Value {
  const { c, mul } = arithmetic(g);
  const isWhole = g.binary("eq", g.unary("floor", y), y);
  const negative = g.binary("lt", x, c(0));
  const bounded = g.binary("pmax", g.binary("pmin", y, c(EXPONENT_MOST)), c(-EXPONENT_MOST));
  const result = sizePower(g, g.unary("abs", x), bounded);
  const half = mul(y, c(0.5));
  const odd = g.binary("ne", g.unary("floor", half), half);
  const signed = g.select(g.unary("neg", result), result, g.binary("and", negative, odd));
  const notNumbers = g.binary("or", g.binary("ne", x, x), g.binary("ne", y, y));
  const wrong = g.binary("or", notNumbers, g.binary("and", negative, g.unary("not", isWhole)));
  return g.select(c(Number.NaN), signed, wrong);
}

export function powerValue(g: Graph, x: Value, y: Value): Value {
  const { c, div } = arithmetic(g);
  const exponent = known(y);
  const base = known(x);
  if (exponent !== undefined && base !== undefined) return c(powerOf(base, exponent));
  if (exponent !== undefined) {
    const isSmallWhole = Math.floor(exponent) === exponent && Math.abs(exponent) <= WHOLE_POWER_MOST;
    if (!isSmallWhole) return generalPower(g, x, y);
    const product = wholePower(g, x, Math.abs(exponent));
    return exponent < 0 ? div(c(1), product) : product;
  }
  const size = g.unary("abs", y);
  const smallWhole = g.binary("and", g.binary("eq", g.unary("floor", y), y), g.binary("le", size, c(WHOLE_POWER_MOST)));
  const product = wholePowerByLane(g, x, size);
  const byProduct = g.select(div(c(1), product), product, g.binary("lt", y, c(0)));
  return g.select(byProduct, generalPower(g, x, y), smallWhole);
}
