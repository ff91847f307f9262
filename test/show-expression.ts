// An expression in the notation of formulas, with names for slots and all brackets written: what a test compares.

import { assertNever } from "../src/base/invariant.ts";
import type { CheckedModel } from "../src/language/checked-model.ts";
import type { Expression } from "../src/language/expression.ts";

export function showExpression(e: Expression, model: CheckedModel): string {
  const show = (part: Expression) => showExpression(part, model);
  const list = (parts: readonly Expression[]) => parts.map(show).join(", ");
  switch (e.kind) {
    case "number":
      return String(e.value);
    case "constant":
      return model.constants[e.slot]!.id;
    case "cell":
      return (model.stocks[e.slot] ?? model.derived[e.slot - model.stocks.length])!.id.replace(
        /^memory \d+$/,
        "memory",
      );
    case "option":
      return `[${model.policies[e.policy]!.id} is ${model.policies[e.policy]!.options[e.option]!.id}]`;
    case "time":
      return "t";
    case "negate":
      return `(-${show(e.of)})`;
    case "not":
      return `(not ${show(e.of)})`;
    case "binary":
      return `(${show(e.left)} ${e.operator} ${show(e.right)})`;
    case "if":
      return `(if ${show(e.test)} then ${show(e.yes)} else ${show(e.no)})`;
    case "call":
      return `${e.name}(${list(e.arguments)})`;
    case "lookup":
      return `lookup(${show(e.x)}, ${e.points.map(([x, y]) => `(${x}, ${y})`).join(", ")})`;
    case "pick":
      return `pick(${show(e.place)}, ${e.values.join(", ")})`;
    case "draw":
      return `${e.distribution}#${e.place}(${list(e.arguments)})`;
    default:
      return assertNever(e);
  }
}
