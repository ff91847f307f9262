// Rewrites every expression of a model from the slots given while reading to the final ones.

import type { Expression } from "../expression.ts";
import { rewrite } from "../expression.ts";

export type FinalSlots = { constant: number[]; cell: number[] };

function moved(e: Expression, slots: FinalSlots): Expression {
  return rewrite(e, (part) => {
    if (part.kind === "constant") return { kind: "constant", slot: slots.constant[part.slot]! };
    if (part.kind === "cell") return { kind: "cell", slot: slots.cell[part.slot]! };
    return part;
  });
}

const isExpression = (value: object): value is Expression =>
  "kind" in value && EXPRESSION_KINDS.has(String(value.kind));

const EXPRESSION_KINDS = new Set<string>([
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
] satisfies Expression["kind"][]);

/** The same plain data with every expression in it rewritten. Fields that are slots themselves are the caller's to map. */
export function withFinalSlots<T>(data: T, slots: FinalSlots): T {
  // Lists of names are the same ones
  if (Array.isArray(data))
    return typeof data[0] === "string" ? data : (data.map((item) => withFinalSlots(item, slots)) as T);
  if (typeof data !== "object" || data === null) return data;
  // A constant's kind ("claim", "weight") and a question's ("options", "event") are no expressions' kinds
  if (isExpression(data)) return moved(data, slots) as T;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withFinalSlots(value, slots)])) as T;
}
