// The two halves of a step's mechanics: derived variables from the state, and stocks to the next step.

import type { CheckedModel } from "../../language/checked-model.ts";
import { max, min } from "../../statistics/elementary.ts";
import { evaluate, type State } from "./evaluate.ts";

/** Every `is`, in dependency order, into the state. */
export function derive(model: CheckedModel, p: State): void {
  const first = model.stocks.length;
  model.derived.forEach(({ is }, i) => {
    p.cells[first + i] = evaluate(is, p);
  });
}

/** A stock's value within its bounds: `min` first, then `max`. A bound keeps a value that is not a number as it is. */
export function within(stock: CheckedModel["stocks"][number], value: number, p: State): number {
  let v = value;
  if (stock.min) v = max(v, evaluate(stock.min, p));
  if (stock.max) v = min(v, evaluate(stock.max, p));
  return v;
}

/** All stocks together, from the same state to the next step; the state's step moves on. */
export function advance(model: CheckedModel, p: State): void {
  const next = model.stocks.map((stock) => within(stock, evaluate(stock.next, p), p));
  p.cells.set(next);
  p.step += 1;
}
