// Does a formula read the state: variables, choices, time, the past? Found from its form, before it is resolved, since what is
// drawn once a run and what follows the state obey other rules. In: the checker, a formula as written. Out: yes or no.

import type { Syntax } from "../formula/syntax-tree.ts";
import { formulaText, type Located } from "../names/elements.ts";
import type { Names } from "../names/names.ts";
import { type Checker, parseAt } from "./checker.ts";

const OF_THE_STATE = ["utility", "smooth", "delay", "age"];

const isVariable = (names: Names, name: string) =>
  names.variables.has(name) || names.families.get(name)?.of === "variable";

function reads(names: Names, syntax: Syntax): boolean {
  const inner = (part: Syntax) => reads(names, part);
  switch (syntax.kind) {
    case "name":
      return syntax.name === "t" || syntax.name === "date" || isVariable(names, syntax.name);
    case "number":
    case "date":
    case "member":
      return false;
    case "index":
      return inner(syntax.of);
    case "is":
      return syntax.of.kind === "member";
    case "call":
      return (
        OF_THE_STATE.includes(syntax.name) ||
        syntax.arguments.some((part) => (part.kind === "pair" ? inner(part.x) || inner(part.y) : inner(part)))
      );
    case "each":
      return inner(syntax.body) || (syntax.where !== undefined && inner(syntax.where));
    case "negate":
    case "not":
      return inner(syntax.of);
    case "binary":
      return inner(syntax.left) || inner(syntax.right);
    case "interval":
      return inner(syntax.low) || inner(syntax.high);
    case "if":
      return inner(syntax.test) || inner(syntax.yes) || inner(syntax.no);
  }
}

/** Whether a formula as written reads the state. */
export function readsState(c: Checker, located: Located): boolean {
  if (typeof located.value !== "string") return false;
  const syntax = parseAt(c, formulaText(located));
  return syntax !== undefined && reads(c.names, syntax);
}
