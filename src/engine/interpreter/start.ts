// The state at the start of a run: starting values in an order in which each reads only what is there.

import type { CheckedModel } from "../../language/checked-model.ts";
import { within } from "./derive.ts";
import { evaluate, type State } from "./evaluate.ts";

export function startState(model: CheckedModel, constants: Float64Array, seed: number, run: number): State {
  const stocks = model.stocks.length;
  const p: State = {
    constants,
    cells: new Float64Array(stocks + model.derived.length),
    options: Int32Array.from(model.policies, ({ start, startBy }) =>
      startBy === undefined ? start : constants[startBy]!,
    ),
    step: 0,
    luck: { seed, run, when: 0 },
  };
  for (const slot of model.startOrder) {
    const stock = model.stocks[slot];
    p.cells[slot] = stock ? within(stock, evaluate(stock.start, p), p) : evaluate(model.derived[slot - stocks]!.is, p);
  }
  return p;
}
