// Rewrites every expression of a model from the slots given while reading to the final ones.

import { type Expression, rewrite } from "../expression.ts";
import { withFormulas } from "../formulas.ts";

export type FinalSlots = { constant: number[]; cell: number[] };

/** The same plain data with every expression in it rewritten. Fields that are slots themselves are the caller's to map. */
export function withFinalSlots<T>(data: T, slots: FinalSlots): T {
  const moved = (part: Expression): Expression => {
    if (part.kind === "constant") return { kind: "constant", slot: slots.constant[part.slot]! };
    if (part.kind === "cell") return { kind: "cell", slot: slots.cell[part.slot]! };
    return part;
  };
  return withFormulas(data, (e) => rewrite(e, moved));
}
