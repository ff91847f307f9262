// A resolved formula as an equation of XMILE 1.0 (section 3.3). In: an expression, and what its slots are called there. Out: the equation.
// XMILE keeps truth and number apart more strictly than we do, so a truth value that is reckoned with becomes an IF. Luck has no place in the
// model of one future: a draw stands at its median, as an actor would project it.

import { assertNever } from "../base/invariant.ts";
import type { Expression, FunctionName } from "../language/expression.ts";
import { partsOf, walk } from "../language/expression.ts";
import { evaluate, type Picture } from "../meaning/evaluate.ts";
import { both, Cannot, call, choose, inside, number, type Part, plain, raised } from "./equation-parts.ts";

export type Said = {
  /** Our constants at their median: what a draw among them comes to. */
  constants: Float64Array;
  constant: (slot: number) => string;
  cell: (slot: number) => string;
  policy: (slot: number) => string;
  /** Makes an auxiliary that looks up; gives back its name. */
  table: (x: string, points: readonly [number, number][]) => string;
};

const ONE = number(1);
const ZERO = number(0);

const asNumber = (part: Part): Part => (part.truth ? choose(part, ONE, ZERO) : part);
const asTruth = (part: Part): Part => (part.truth ? part : both(part, "<>", ZERO));

const CALLS: Readonly<Record<FunctionName, (a: Part, b: Part, c: Part) => Part>> = {
  min: (a, b) => call("MIN", a, b),
  max: (a, b) => call("MAX", a, b),
  abs: (a) => call("ABS", a),
  sqrt: (a) => call("SQRT", a),
  exp: (a) => call("EXP", a),
  log: (a) => call("LN", a),
  logistic: (a) => both(ONE, "/", both(ONE, "+", call("EXP", plain(`-${inside(a, 7)}`)))),
  clamp: (a, b, c) => call("MIN", call("MAX", a, b), c),
  floor: (a) => call("INT", a),
};

/** What each draw is at its median where its parts change with time; the rest is worked out once. */
function medianOf(e: Extract<Expression, { kind: "draw" }>, said: Said): Part {
  let isFixed = true;
  walk(e, ({ kind }) => {
    if (kind === "cell" || kind === "option" || kind === "time") isFixed = false;
  });
  if (isFixed) return figureOf(e, said);
  const [first, second] = e.arguments.map((a) => asNumber(xmilePart(a, said)));
  if (e.distribution === "noise") return ZERO;
  if (e.distribution === "normal") return first!;
  if (e.distribution === "uniform") return both(both(first!, "+", second!), "/", number(2));
  throw new Cannot(`the median of \`${e.distribution}\` with parts that change`);
}

/** A value that never changes, as a number. */
function figureOf(e: Expression, { constants }: Said): Part {
  const nowhere: Picture = {
    constants,
    cells: new Float64Array(0),
    options: new Int32Array(0),
    step: 0,
    luck: undefined,
  };
  const value = evaluate(e, nowhere);
  if (!Number.isFinite(value)) throw new Cannot("a value that is no finite number");
  return number(value);
}

function binary(e: Extract<Expression, { kind: "binary" }>, left: Part, right: Part): Part {
  switch (e.operator) {
    case "and":
    case "or":
      return both(asTruth(left), e.operator, asTruth(right));
    case "^":
      return raised(asNumber(left), asNumber(right));
    case "!=":
      return both(asNumber(left), "<>", asNumber(right));
    default:
      return both(asNumber(left), e.operator, asNumber(right));
  }
}

function xmilePart(e: Expression, said: Said): Part {
  const part = (of: Expression) => xmilePart(of, said);
  switch (e.kind) {
    case "number":
      return figureOf(e, said);
    case "constant":
      return plain(said.constant(e.slot));
    case "cell":
      return plain(said.cell(e.slot));
    case "time":
      return plain("TIME");
    case "option":
      return both(plain(said.policy(e.policy)), "=", number(e.option));
    case "negate":
      return { text: `-${inside(asNumber(part(e.of)), 7)}`, strength: 6, truth: false };
    case "not":
      return { text: `not (${asTruth(part(e.of)).text})`, strength: 3, truth: true };
    case "binary":
      return binary(e, part(e.left), part(e.right));
    case "if":
      return choose(asTruth(part(e.test)), asNumber(part(e.yes)), asNumber(part(e.no)));
    case "call": {
      const [a, b = ZERO, c = ZERO] = partsOf(e).map((of) => asNumber(part(of)));
      return CALLS[e.name](a!, b, c);
    }
    case "lookup":
      return plain(said.table(asNumber(part(e.x)).text, e.points));
    case "draw":
      return medianOf(e, said);
    default:
      return assertNever(e);
  }
}

/** The equation of a formula, as a number. */
export const sayXmile = (e: Expression, said: Said): string => asNumber(xmilePart(e, said)).text;

export const draws = (e: Expression): boolean => {
  let found = false;
  walk(e, ({ kind }) => {
    if (kind === "draw") found = true;
  });
  return found;
};
