// Variables: stocks (`start`, `next`, bounds) and derived (`is`), families one cell a member.
// Out: cells by provisional slot; check/number-cells.ts puts them in their final order.

import type { Described } from "../checked-model.ts";
import { type Expression, number } from "../expression.ts";
import { type Form, fieldOf, inLastForm, placeOfElement, placeOfLocated } from "../names/elements.ts";
import type { Scalar } from "../names/names.ts";
import { type Checker, checkBounds, describe, formula, memberField, streamOf } from "./checker.ts";

export type Cell = Described & { slot: number; hidden: boolean } & (
    | { kind: "stock"; start: Expression; next: Expression; min?: Expression | undefined; max?: Expression | undefined }
    | { kind: "derived"; is: Expression }
  );

function stockCell(c: Checker, scalar: Scalar, described: Described): Cell | undefined {
  const { element, id, bindings } = scalar;
  const own = { name: scalar.name, members: [...bindings.values()] };
  const start = memberField(c, element, "start", scalar);
  const next = memberField(c, element, "next", scalar);
  const at = placeOfElement(element);
  if (!next) {
    if (start || fieldOf(element, "start")) c.problems.add("start-without-next", at, { name: scalar.name });
    return undefined;
  }
  if (!start && !fieldOf(element, "start")) c.problems.add("stock-without-start", at, { name: scalar.name });
  const stream = streamOf(c, id, at);
  const bound = (key: string) => {
    const field = memberField(c, element, key, scalar);
    return field && formula(c, field, { rules: "bound", own, bindings });
  };
  const [min, max] = [bound("min"), bound("max")];
  checkBounds(c, at, id, min, max);
  return {
    ...described,
    slot: scalar.slot,
    hidden: false,
    kind: "stock",
    start: start ? formula(c, start, { rules: "start", stream, own, bindings }) : number(0),
    next: formula(c, next, { rules: "next", stream, own, bindings }),
    min,
    max,
  };
}

/** `start` tells neither form: a departure may set it alone. */
const VARIABLE_FORMS: Form[] = [
  { keys: ["is"], idle: ["start", "next", "min", "max"] },
  { keys: ["next"], idle: ["is"] },
];

function cellOf(c: Checker, scalar: Scalar): Cell {
  const element = inLastForm(scalar.element, VARIABLE_FORMS);
  const here: Scalar = { ...scalar, element };
  const described = describe(c, scalar.element, scalar.id);
  const is = memberField(c, element, "is", here);
  const isStock = fieldOf(element, "next") !== undefined || fieldOf(element, "start") !== undefined;
  const at = placeOfElement(scalar.element);
  if (is && isStock) c.problems.add("is-and-next", at, { name: scalar.name });
  if (!is && !isStock && !fieldOf(element, "is")) c.problems.add("nothing-said", at, { name: scalar.name });
  const stock = isStock && !is ? stockCell(c, here, described) : undefined;
  if (stock) return stock;
  if (is && !isStock) sayIdleBounds(c, here);
  const own = { name: scalar.name, members: [...scalar.bindings.values()] };
  const value = is ? formula(c, is, { rules: "is", own, bindings: scalar.bindings }) : number(0);
  return { ...described, slot: scalar.slot, hidden: false, kind: "derived", is: value };
}

/** A derived value has no bounds of its own. */
function sayIdleBounds(c: Checker, { element, name }: Scalar): void {
  for (const key of ["min", "max"]) {
    const field = fieldOf(element, key);
    const facts = { name: key, where: `the derived \`${name}\``, mend: "write `is: clamp(formula, least, most)`" };
    if (field) c.problems.add("not-read", placeOfLocated(field), facts);
  }
}

/** Every variable of the model, a cell a member. */
export function checkVariables(c: Checker): Cell[] {
  return [...c.names.variables.values()].map((scalar) => cellOf(c, scalar));
}
