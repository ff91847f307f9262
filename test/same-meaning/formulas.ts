// Descriptions of formulas, and fast-check arbitraries of them. A description holds no names: a reference is a number that is
// reduced modulo what is in sight where the formula stands (write-formula.ts), so whatever shrinking leaves is still a formula.
// Most forms keep their values moderate (a root of abs, an exp of a clamp); `raw` leaves the guard out, so that a few runs go
// to infinity, to NaN and through them.

import fc from "fast-check";

export type Num =
  | { k: "literal"; v: number }
  | { k: "read"; i: number }
  | { k: "option"; i: number; o: number }
  | { k: "step" }
  | { k: "truth"; of: Truth }
  | { k: "negate"; a: Num }
  | { k: "sum"; op: "+" | "-" | "*"; a: Num; b: Num }
  | { k: "over"; a: Num; b: Num; raw: boolean }
  | { k: "power"; a: Num; b: Num; form: number; raw: boolean }
  | { k: "function"; name: "abs" | "sqrt" | "exp" | "log" | "logistic" | "floor"; a: Num; raw: boolean }
  | { k: "extreme"; name: "min" | "max"; of: Num[] }
  | { k: "clamp"; a: Num; b: Num; c: Num }
  | { k: "if"; test: Truth; a: Num; b: Num }
  | { k: "lookup"; a: Num; x: number; dx: number[]; y: number[] }
  | { k: "lag"; i: number; n: number }
  | { k: "delay"; a: Num; n: number }
  | { k: "smooth"; a: Num; steps: Num; start: Num | null }
  | { k: "each"; name: "sum" | "mean" | "min" | "max" | "count"; set: number; a: Num; body: Truth; where: Truth | null }
  | { k: "draw"; name: Distribution; a: Num; b: Num; plain: number[] | null; raw: boolean }
  | { k: "utility"; i: number }
  | { k: "age"; i: number };

export type Truth =
  | { k: "literal"; v: boolean }
  | { k: "claim"; i: number }
  | { k: "is"; i: number; o: number; not: boolean }
  | { k: "compare"; op: string; a: Num; b: Num }
  | { k: "date"; op: string; step: number; swap: boolean }
  | { k: "join"; op: "and" | "or"; a: Truth; b: Truth }
  | { k: "not"; a: Truth }
  | { k: "every"; name: "any" | "all"; set: number; body: Truth; where: Truth | null }
  | { k: "same"; i: number; member: number; not: boolean };

export const DISTRIBUTIONS = [
  "noise",
  "normal",
  "uniform",
  "interval",
  "triangular",
  "lognormal",
  "bernoulli",
  "poisson",
  "choice",
  "beta",
] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

const some = fc.nat({ max: 59 });
/** True once in `n`; shrinks to false. */
export const seldom = (n: number) => fc.nat({ max: n - 1 }).map((x) => x === n - 1);

const USUAL = [0, 1, 0.5, 2, 0.25, 0.1, 3, 0.01, 10, 0.75];
const ODD = [5e-324, 2.2e-308, 1e-17, 1e15, 4503599627370495.5, 9007199254740991, 1e160, 1e300, 1.7976931348623157e308];

/** Numbers as people write them, now and then one at the edge of what doubles hold. */
export const literal = fc.oneof(
  { arbitrary: fc.constantFrom(...USUAL), weight: 12 },
  { arbitrary: fc.integer({ min: -40, max: 40 }).map((n) => n / 8), weight: 8 },
  { arbitrary: fc.double({ min: -3, max: 3, noNaN: true }), weight: 8 },
  { arbitrary: fc.constantFrom(...ODD), weight: 1 },
);
const part = fc.integer({ min: 1, max: 40 }).map((n) => n / 10);

const num = fc.record;

/** Formulas of a number and of a truth value, which nest in each other. `deep` is the most levels. */
function formulasOf(deep: number): { number: fc.Arbitrary<Num>; truth: fc.Arbitrary<Truth> } {
  const depth = fc.createDepthIdentifier();
  const nested = { withCrossShrink: true, maxDepth: deep, depthSize: "medium", depthIdentifier: depth } as const;
  return fc.letrec<{ number: Num; truth: Truth }>((tie) => {
    const [a, b, c] = [tie("number"), tie("number"), tie("number")];
    const [test, other] = [tie("truth"), tie("truth")];
    const where = fc.option(other, { freq: 2 });
    const leaf: fc.Arbitrary<Num> = fc.oneof(
      { arbitrary: num({ k: fc.constant("literal" as const), v: literal }), weight: 5 },
      { arbitrary: num({ k: fc.constant("read" as const), i: some }), weight: 12 },
      { arbitrary: num({ k: fc.constant("option" as const), i: some, o: some }), weight: 5 },
      { arbitrary: fc.constant<Num>({ k: "step" }), weight: 2 },
      { arbitrary: num({ k: fc.constant("lag" as const), i: some, n: fc.integer({ min: 1, max: 3 }) }), weight: 2 },
      { arbitrary: num({ k: fc.constant("utility" as const), i: some }), weight: 1 },
      { arbitrary: num({ k: fc.constant("age" as const), i: some }), weight: 1 },
    );
    const number: fc.Arbitrary<Num> = fc.oneof(
      nested,
      { arbitrary: leaf, weight: 12 },
      { arbitrary: num({ k: fc.constant("sum" as const), op: fc.constantFrom("+", "-", "*"), a, b }), weight: 16 },
      { arbitrary: num({ k: fc.constant("negate" as const), a }), weight: 2 },
      { arbitrary: num({ k: fc.constant("over" as const), a, b, raw: seldom(28) }), weight: 4 },
      {
        arbitrary: num({ k: fc.constant("power" as const), a, b, form: fc.nat({ max: 4 }), raw: seldom(28) }),
        weight: 3,
      },
      {
        arbitrary: num({
          k: fc.constant("function" as const),
          name: fc.constantFrom("abs", "sqrt", "exp", "log", "logistic", "floor"),
          a,
          raw: seldom(28),
        }),
        weight: 9,
      },
      {
        arbitrary: num({
          k: fc.constant("extreme" as const),
          name: fc.constantFrom("min", "max"),
          of: fc.array(a, { minLength: 2, maxLength: 4 }),
        }),
        weight: 4,
      },
      { arbitrary: num({ k: fc.constant("clamp" as const), a, b, c }), weight: 3 },
      { arbitrary: num({ k: fc.constant("if" as const), test, a, b }), weight: 5 },
      {
        arbitrary: num({
          k: fc.constant("lookup" as const),
          a,
          x: fc.integer({ min: -8, max: 8 }).map((n) => n / 4),
          dx: fc.array(part, { minLength: 1, maxLength: 3 }),
          y: fc.array(literal, { minLength: 4, maxLength: 4 }),
        }),
        weight: 2,
      },
      { arbitrary: num({ k: fc.constant("delay" as const), a, n: fc.integer({ min: 1, max: 3 }) }), weight: 1 },
      {
        arbitrary: num({ k: fc.constant("smooth" as const), a, steps: b, start: fc.option(c, { freq: 2 }) }),
        weight: 2,
      },
      {
        arbitrary: num({
          k: fc.constant("each" as const),
          name: fc.constantFrom("sum", "mean", "min", "max", "count"),
          set: some,
          a,
          body: test,
          where,
        }),
        weight: 3,
      },
      {
        arbitrary: num({
          k: fc.constant("draw" as const),
          name: fc.constantFrom(...DISTRIBUTIONS),
          a,
          b,
          plain: fc.option(fc.array(part, { minLength: 3, maxLength: 4 }), { freq: 3 }),
          raw: seldom(30),
        }),
        weight: 4,
      },
      { arbitrary: num({ k: fc.constant("truth" as const), of: test }), weight: 3 },
    );
    const truth: fc.Arbitrary<Truth> = fc.oneof(
      nested,
      { arbitrary: num({ k: fc.constant("claim" as const), i: some }), weight: 4 },
      { arbitrary: num({ k: fc.constant("literal" as const), v: fc.boolean() }), weight: 1 },
      { arbitrary: num({ k: fc.constant("is" as const), i: some, o: some, not: seldom(4) }), weight: 6 },
      {
        arbitrary: num({
          k: fc.constant("compare" as const),
          op: fc.constantFrom("<", "<=", ">", ">=", "=", "!=", "=="),
          a,
          b,
        }),
        weight: 7,
      },
      {
        arbitrary: num({
          k: fc.constant("date" as const),
          op: fc.constantFrom("<", "<=", ">", ">=", "=", "!="),
          step: fc.integer({ min: -2, max: 16 }),
          swap: fc.boolean(),
        }),
        weight: 2,
      },
      {
        arbitrary: num({ k: fc.constant("join" as const), op: fc.constantFrom("and", "or"), a: test, b: other }),
        weight: 3,
      },
      { arbitrary: num({ k: fc.constant("not" as const), a: test }), weight: 2 },
      {
        arbitrary: num({
          k: fc.constant("every" as const),
          name: fc.constantFrom("any", "all"),
          set: some,
          body: test,
          where,
        }),
        weight: 2,
      },
      { arbitrary: num({ k: fc.constant("same" as const), i: some, member: some, not: fc.boolean() }), weight: 2 },
    );
    return { number, truth };
  });
}

/** What a variable, an effect or a value is made of. */
export const { number: formula, truth: condition } = formulasOf(4);
/** What a bound, a weight or an actor's mind is made of. */
export const { number: shortFormula, truth: shortCondition } = formulasOf(2);
