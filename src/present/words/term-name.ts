// What a value term is called where a person reads it. In: a part of a reason. Out: its label, or its name in words.

import type { ReasonPart } from "../../analysis/sensitivity/explain-decision.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { CHANGE, TASTE } from "../futures/chronicle.ts";
import { nameInWords } from "./figures.ts";

/** `a stable buffer`. */
export function termName(model: CheckedModel, { term, id }: Pick<ReasonPart, "term" | "id">): string {
  if (term === CHANGE) return "the cost of changing course";
  if (term === TASTE) return "reasons outside the model";
  return model.terms.find((t) => t.id === id)?.label ?? nameInWords(term);
}
