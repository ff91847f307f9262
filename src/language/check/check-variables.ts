// Variables: stocks (`start`, `next`, bounds) and derived (`is`), families one cell a member.
// Out: cells by provisional slot; check/number-cells.ts puts them in their final order.

import type { Described } from "../checked-model.ts";
import { type Expression, number } from "../expression.ts";
import { fieldOf, lastForm, placeOfElement } from "../names/elements.ts";
import type { Scalar } from "../names/names.ts";
import { type Checker, describe, formula, memberField, streamOf } from "./checker.ts";

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
  return {
    ...described,
    slot: scalar.slot,
    hidden: false,
    kind: "stock",
    start: start ? formula(c, start, { rules: "start", stream, own, bindings }) : number(0),
    next: formula(c, next, { rules: "next", stream, own, bindings }),
    min: bound("min"),
    max: bound("max"),
  };
}

function cellOf(c: Checker, scalar: Scalar): Cell {
  const element = lastForm(scalar.element, ["is", "next"]) === scalar.element ? scalar.element : mergedForm(scalar);
  const here: Scalar = { ...scalar, element };
  const described = describe(c, scalar.element, scalar.id);
  const is = memberField(c, element, "is", here);
  const isStock = fieldOf(element, "next") !== undefined || fieldOf(element, "start") !== undefined;
  const at = placeOfElement(scalar.element);
  if (is && isStock) c.problems.add("is-and-next", at, { name: scalar.name });
  if (!is && !isStock && !fieldOf(element, "is")) c.problems.add("nothing-said", at, { name: scalar.name });
  const stock = isStock ? stockCell(c, here, described) : undefined;
  if (stock) return stock;
  const own = { name: scalar.name, members: [...scalar.bindings.values()] };
  const value = is ? formula(c, is, { rules: "is", own, bindings: scalar.bindings }) : number(0);
  return { ...described, slot: scalar.slot, hidden: false, kind: "derived", is: value };
}

/** A scenario that turns a stock into a derived variable (or back) leaves the other form behind. */
function mergedForm(scalar: Scalar): Scalar["element"] {
  const { element } = scalar;
  const last = element.layers.findLast((l) => {
    const value = l.value as Record<string, unknown>;
    return value.is !== undefined || value.next !== undefined;
  });
  const derivedNow = last !== undefined && (last.value as Record<string, unknown>).is !== undefined;
  const drop = derivedNow ? ["next", "start"] : ["is"];
  const layers = element.layers.map((l) => ({
    ...l,
    value:
      l === last ? l.value : Object.fromEntries(Object.entries(l.value as object).filter(([k]) => !drop.includes(k))),
  }));
  return element.layers.length === 1 ? element : { ...element, layers };
}

/** Every variable of the model, a cell a member. */
export function checkVariables(c: Checker): Cell[] {
  return [...c.names.variables.values()].map((scalar) => cellOf(c, scalar));
}
