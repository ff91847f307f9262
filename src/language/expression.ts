// A formula after names are resolved: scalar, with slots for names. Plain data: it crosses threads.
// Truth values are the numbers 0 and 1. The meaning of each kind is engine/interpreter/evaluate.ts, and nothing else.

import { assertNever } from "../base/invariant.ts";
import type { BinaryOperator } from "./formula/syntax-tree.ts";

export type FunctionName = "min" | "max" | "abs" | "sqrt" | "exp" | "log" | "logistic" | "clamp" | "floor";

export type DistributionName =
  | "noise"
  | "interval"
  | "normal"
  | "uniform"
  | "triangular"
  | "beta"
  | "lognormal"
  | "bernoulli"
  | "poisson"
  | "choice";

export type Expression =
  | { kind: "number"; value: number }
  /** An element of the vector that is drawn once a run: claim, parameter, weight, foresight, ... */
  | { kind: "constant"; slot: number }
  /** A stock or derived variable in the present picture. */
  | { kind: "cell"; slot: number }
  /** 1 where the policy's present option is this one. */
  | { kind: "option"; policy: number; option: number }
  /** The step, from 0. */
  | { kind: "time" }
  | { kind: "negate" | "not"; of: Expression }
  | { kind: "binary"; operator: BinaryOperator; left: Expression; right: Expression }
  | { kind: "if"; test: Expression; yes: Expression; no: Expression }
  | { kind: "call"; name: FunctionName; arguments: Expression[] }
  /** Piecewise linear, flat outside its points. */
  | { kind: "lookup"; x: Expression; points: [number, number][] }
  /** The value at a place, from 0; a place outside is moved to the nearest end. */
  | { kind: "pick"; place: Expression; values: number[] }
  /** One draw: its uniform is keyed by stream, step and place. A projection takes it at its median. */
  | { kind: "draw"; distribution: DistributionName; arguments: Expression[]; stream: number; place: number };

export const number = (value: number): Expression => ({ kind: "number", value });

/** The parts of an expression, in the order written. */
export function partsOf(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case "number":
    case "constant":
    case "cell":
    case "option":
    case "time":
      return [];
    case "negate":
    case "not":
      return [e.of];
    case "binary":
      return [e.left, e.right];
    case "if":
      return [e.test, e.yes, e.no];
    case "call":
    case "draw":
      return e.arguments;
    case "lookup":
      return [e.x];
    case "pick":
      return [e.place];
    default:
      return assertNever(e);
  }
}

/** Calls `see` for an expression and all its parts. */
export function walk(e: Expression, see: (e: Expression) => void): void {
  see(e);
  for (const part of partsOf(e)) walk(part, see);
}

/** The same expression with each part replaced from the leaves up. */
export function rewrite(e: Expression, change: (e: Expression) => Expression): Expression {
  switch (e.kind) {
    case "number":
    case "constant":
    case "cell":
    case "option":
    case "time":
      return change(e);
    case "negate":
    case "not":
      return change({ ...e, of: rewrite(e.of, change) });
    case "binary":
      return change({ ...e, left: rewrite(e.left, change), right: rewrite(e.right, change) });
    case "if":
      return change({
        ...e,
        test: rewrite(e.test, change),
        yes: rewrite(e.yes, change),
        no: rewrite(e.no, change),
      });
    case "call":
    case "draw":
      return change({ ...e, arguments: e.arguments.map((a) => rewrite(a, change)) });
    case "lookup":
      return change({ ...e, x: rewrite(e.x, change) });
    case "pick":
      return change({ ...e, place: rewrite(e.place, change) });
    default:
      return assertNever(e);
  }
}

/** Slots of cells that an expression reads. */
export function cellsOf(e: Expression): Set<number> {
  const slots = new Set<number>();
  walk(e, (part) => {
    if (part.kind === "cell") slots.add(part.slot);
  });
  return slots;
}
