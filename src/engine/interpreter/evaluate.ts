// What an expression means: one number, given a state. The plainest code there is: a switch, no compilation, no cache.
// In: an expression and a state. Out: a number (truth: 0 or 1). The kernel must give the same bits.

import { assertNever, invariant } from "../../base/invariant.ts";
import type { Expression, FunctionName } from "../../language/expression.ts";
import type { BinaryOperator } from "../../language/formula/syntax-tree.ts";
import { clamp, exp, log, logistic, max, min, power } from "../../statistics/elementary.ts";
import { uniform } from "../../statistics/philox.ts";
import { sample } from "./sample.ts";

/**
 * The luck of one run at one moment; `undefined` in a projection, which takes every draw at its median. `given` takes the place of what
 * seed and run would give (redraw.ts).
 */
export type RandomKey = {
  seed: number;
  run: number;
  when: number;
  given?: ((stream: number, place: number) => number) | undefined;
};

/** All that a formula can see. */
export type State = {
  /** Drawn once a run; in a projection the actor's own beliefs stand here. */
  constants: Float64Array;
  /** Stocks, then derived variables. */
  cells: Float64Array;
  /** The present option of each policy. */
  options: Int32Array;
  /** The step. */
  step: number;
  luck: RandomKey | undefined;
};

const BINARY: Record<BinaryOperator, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": power,
  "<": (a, b) => (a < b ? 1 : 0),
  "<=": (a, b) => (a <= b ? 1 : 0),
  ">": (a, b) => (a > b ? 1 : 0),
  ">=": (a, b) => (a >= b ? 1 : 0),
  "=": (a, b) => (a === b ? 1 : 0),
  "!=": (a, b) => (a !== b ? 1 : 0),
  and: (a, b) => (a !== 0 && b !== 0 ? 1 : 0),
  or: (a, b) => (a !== 0 || b !== 0 ? 1 : 0),
};

const CALLS: Record<FunctionName, (a: number, b: number, c: number) => number> = {
  min,
  max,
  abs: (a) => Math.abs(a),
  sqrt: (a) => Math.sqrt(a),
  exp,
  log,
  logistic,
  clamp,
  floor: (a) => Math.floor(a),
};

/** Piecewise linear between points with rising x; flat outside them. */
/** The value at a place, by whole parts; NaN for a place that is none. */
function pick(place: number, values: readonly number[]): number {
  if (Number.isNaN(place)) return place;
  return values[Math.min(values.length - 1, Math.max(0, Math.floor(place)))]!;
}

function lookup(x: number, points: readonly [number, number][]): number {
  const [first, last] = [points[0]!, points[points.length - 1]!];
  if (Number.isNaN(x)) return x;
  if (x <= first[0]) return first[1];
  for (let i = 1; i < points.length; i++) {
    const [x0, y0] = points[i - 1]!;
    const [x1, y1] = points[i]!;
    if (x <= x1) return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
  }
  return last[1];
}

function randomKeyOf({ seed, run, when, given }: RandomKey, stream: number, place: number): number {
  return given ? given(stream, place) : uniform(seed, run, stream, when, place);
}

export function evaluate(e: Expression, p: State): number {
  switch (e.kind) {
    case "number":
      return e.value;
    case "constant":
      return p.constants[e.slot]!;
    case "cell":
      return p.cells[e.slot]!;
    case "option":
      return p.options[e.policy] === e.option ? 1 : 0;
    case "time":
      return p.step;
    case "negate":
      return -evaluate(e.of, p);
    case "not":
      return evaluate(e.of, p) !== 0 ? 0 : 1;
    case "binary":
      return BINARY[e.operator](evaluate(e.left, p), evaluate(e.right, p));
    case "if":
      return evaluate(e.test, p) !== 0 ? evaluate(e.yes, p) : evaluate(e.no, p);
    case "call": {
      const [a, b, c] = e.arguments;
      invariant(a, `${e.name} without arguments`);
      return CALLS[e.name](evaluate(a, p), b ? evaluate(b, p) : 0, c ? evaluate(c, p) : 0);
    }
    case "lookup":
      return lookup(evaluate(e.x, p), e.points);
    case "pick":
      return pick(evaluate(e.place, p), e.values);
    case "draw": {
      const { luck } = p;
      const u = luck === undefined ? 0.5 : randomKeyOf(luck, e.stream, e.place);
      return sample(
        e.distribution,
        e.arguments.map((a) => evaluate(a, p)),
        u,
      );
    }
    default:
      return assertNever(e);
  }
}
