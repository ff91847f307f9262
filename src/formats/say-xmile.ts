// A resolved formula as an equation of XMILE 1.0 (section 3.3). In: an expression, and what its slots are called there. Out: the equation.
// XMILE keeps truth and number apart more strictly than we do, so a truth value that is reckoned with becomes an IF; and an IF within a sum
// becomes an auxiliary of its own, since some readers take one IF an equation. RandomKey has no place in the model of one future: a draw stands
// at its median, as an actor would project it.

import { assertNever } from "../base/invariant.ts";
import { evaluate, type State } from "../engine/interpreter/evaluate.ts";
import type { Expression, FunctionName } from "../language/expression.ts";
import { partsOf, walk } from "../language/expression.ts";
import { both, Cannot, call, inside, number, type Part, plain, raised, STRENGTH } from "./equation-parts.ts";

export type Said = {
  /** Our constants at their median: what a draw among them comes to. */
  constants: Float64Array;
  constant: (slot: number) => string;
  cell: (slot: number) => string;
  policy: (slot: number) => string;
  option: (policy: number, option: number) => string;
  /** Makes an auxiliary of an equation, one for all places that say the same; gives back its name. */
  auxiliary: (named: string, equation: string) => string;
  /** Makes an auxiliary that looks up; gives back its name. */
  table: (x: string, points: readonly [number, number][]) => string;
};

const ONE = number(1);
const ZERO = number(0);

// XMILE's words are of any case; in capitals every reader knows them
const choose = (test: Part, yes: Part, no: Part): Part => ({
  text: `IF ${asTruth(test).text} THEN ${inside(yes, 1)} ELSE ${inside(no, 0)}`,
  strength: 0,
  truth: false,
});
const joined = (left: Part, operator: "and" | "or", right: Part): Part => {
  const strength = STRENGTH[operator]!;
  const text = `${inside(asTruth(left), strength)} ${operator.toUpperCase()} ${inside(asTruth(right), strength)}`;
  return { text, strength, truth: true };
};

/** A condition as 1 or 0. */
const asNumber = (part: Part, said: Said, named = "condition"): Part =>
  part.truth ? plain(said.auxiliary(named, choose(part, ONE, ZERO).text)) : part;
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
  const [first, second] = e.arguments.map((a) => numberPart(a, said));
  if (e.distribution === "noise") return ZERO;
  if (e.distribution === "normal") return first!;
  if (e.distribution === "uniform") return both(both(first!, "+", second!), "/", number(2));
  throw new Cannot(`the median of \`${e.distribution}\` with parts that change`);
}

/** A value that never changes, as a number. */
function figureOf(e: Expression, { constants }: Said): Part {
  const nowhere: State = {
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

/** A formula within another, as a number: what would be an IF has a name of its own. */
function numberPart(e: Expression, said: Said): Part {
  if (e.kind === "option")
    return plain(said.auxiliary(`${said.policy(e.policy)} is ${said.option(e.policy, e.option)}`, isOption(e, said)));
  const part = xmilePart(e, said);
  return e.kind === "if" ? plain(said.auxiliary("choice", part.text)) : asNumber(part, said);
}

const isOption = (e: Extract<Expression, { kind: "option" }>, said: Said) => choose(xmilePart(e, said), ONE, ZERO).text;

function binary(e: Extract<Expression, { kind: "binary" }>, said: Said): Part {
  if (e.operator === "and" || e.operator === "or")
    return joined(xmilePart(e.left, said), e.operator, xmilePart(e.right, said));
  const [left, right] = [numberPart(e.left, said), numberPart(e.right, said)];
  if (e.operator === "^") return raised(left, right);
  return both(left, e.operator === "!=" ? "<>" : e.operator, right);
}

const INVERSE: Readonly<Record<string, "<" | "<=" | ">" | ">=" | "=" | "<>">> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "=": "<>",
  "!=": "=",
};

/** What is not so, said without a NOT, which some readers take for a function: the opposite comparison, or De Morgan's. */
function negation(e: Expression, said: Said): Part {
  if (e.kind === "not") return asTruth(xmilePart(e.of, said));
  if (e.kind === "option") return both(plain(said.policy(e.policy)), "<>", number(e.option));
  if (e.kind !== "binary") return both(numberPart(e, said), "=", ZERO);
  if (e.operator === "and" || e.operator === "or")
    return joined(negation(e.left, said), e.operator === "and" ? "or" : "and", negation(e.right, said));
  const inverse = INVERSE[e.operator];
  return inverse === undefined
    ? both(numberPart(e, said), "=", ZERO)
    : both(numberPart(e.left, said), inverse, numberPart(e.right, said));
}

function xmilePart(e: Expression, said: Said): Part {
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
      return { text: `-${inside(numberPart(e.of, said), 7)}`, strength: 6, truth: false };
    case "not":
      return negation(e.of, said);
    case "binary":
      return binary(e, said);
    case "if":
      return choose(xmilePart(e.test, said), branch(e.yes, said), branch(e.no, said));
    case "call": {
      const [a, b = ZERO, c = ZERO] = partsOf(e).map((of) => numberPart(of, said));
      return CALLS[e.name](a!, b, c);
    }
    case "lookup":
      return plain(said.table(numberPart(e.x, said).text, e.points));
    // The middle one of draws from a file: the other side has one future
    case "pick":
      return number(e.values.toSorted((a, b) => a - b)[Math.floor(e.values.length / 2)]!);
    case "draw":
      return medianOf(e, said);
    default:
      return assertNever(e);
  }
}

/** What follows THEN or ELSE may be a further IF. */
const branch = (e: Expression, said: Said): Part => (e.kind === "if" ? xmilePart(e, said) : numberPart(e, said));

/** The equation of a formula, as a number. */
export function sayXmile(e: Expression, said: Said): string {
  const part = xmilePart(e, said);
  return part.truth ? choose(part, ONE, ZERO).text : part.text;
}

export const draws = (e: Expression): boolean => {
  let found = false;
  walk(e, ({ kind }) => {
    if (kind === "draw") found = true;
  });
  return found;
};
