// A resolved formula back as text, with the names of its model: for showing what a scenario changed. Not for reading in again:
// families come out unrolled, dates as steps.

import { assertNever } from "../../base/invariant.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import type { Expression } from "../../language/expression.ts";
import { BINDING } from "../../language/formula/syntax-tree.ts";
import { quantity } from "./figures.ts";

const TIGHT = 8;
const LOOSE = 0;

/** A number as a person would write it: whole ones whole. */
const figure = (x: number) =>
  Number.isInteger(x) && Math.abs(x) < 1e15 ? String(x) : Number(x.toPrecision(6)) === x ? String(x) : quantity(x);

function strengthOf(e: Expression): number {
  if (e.kind === "binary") return BINDING[e.operator];
  if (e.kind === "negate" || e.kind === "not") return 6;
  if (e.kind === "option") return 3;
  if (e.kind === "if" || (e.kind === "draw" && e.distribution === "interval")) return LOOSE;
  return e.kind === "number" && e.value < 0 ? 6 : TIGHT;
}

export function sayExpression(model: CheckedModel, e: Expression): string {
  const say = (part: Expression) => sayExpression(model, part);
  const inside = (part: Expression, strength: number) => (strengthOf(part) < strength ? `(${say(part)})` : say(part));
  switch (e.kind) {
    case "number":
      return figure(e.value);
    case "constant":
      return model.constants[e.slot]!.id;
    case "cell":
      return (model.stocks[e.slot] ?? model.derived[e.slot - model.stocks.length]!).id;
    case "option": {
      const policy = model.policies[e.policy]!;
      return `${policy.id} is ${policy.options[e.option]!.id}`;
    }
    case "time":
      return "t";
    case "negate":
      return `-${inside(e.of, TIGHT)}`;
    case "not":
      return `not ${inside(e.of, TIGHT)}`;
    case "binary": {
      const own = BINDING[e.operator];
      return `${inside(e.left, own)} ${e.operator} ${inside(e.right, own + 1)}`;
    }
    case "if":
      return `if ${say(e.test)} then ${say(e.yes)} else ${say(e.no)}`;
    case "call":
      return `${e.name}(${e.arguments.map(say).join(", ")})`;
    case "lookup":
      return `lookup(${say(e.x)}, ${e.points.map(([x, y]) => `(${figure(x)}, ${figure(y)})`).join(", ")})`;
    case "pick":
      return `one of ${e.values.length} draws from a file`;
    case "draw":
      if (e.distribution === "interval") return e.arguments.map(say).join(" to ");
      return `${e.distribution}(${e.arguments.map(say).join(", ")})`;
    default:
      return assertNever(e);
  }
}
