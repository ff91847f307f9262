// What would be worth knowing before a decision: each claim, and each number by thirds of its range, with the value of settling it
// and the option that would then be taken. In: a decision and the constants of its runs. Out: a list, dearest first.

import type { Place } from "../../base/problem.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { claimsInUse } from "../../language/formulas.ts";
import { type Decision, groupsOf, type Knowing, valueOfKnowing } from "./value-of-knowing.ts";

export type Lesson = {
  /** The claim's id, or the number's name. */
  about: string;
  kind: "claim" | "number";
  knowing: Knowing;
  /** What would be taken: claims false and true; numbers from the low third to the high one. */
  options: string[];
  at: Place;
};

const NUMBERS = new Set([
  "parameter",
  "weight",
  "foresight",
  "precision",
  "discount",
  "switching",
  "taste",
  "half_life",
]);
const THIRDS = 3;

/** `constants`: by slot of the model, a value a row of the decision; `options`: their names. */
export function whatToLearn(
  model: CheckedModel,
  constants: readonly Float64Array[],
  decision: Decision,
  options: readonly string[],
): Lesson[] {
  const used = claimsInUse(model);
  const lessons: Lesson[] = [];
  model.constants.forEach((constant, slot) => {
    const isClaim = constant.kind === "claim";
    if (!used.has(slot) && constant.kind === "claim") return;
    if (!isClaim && (!NUMBERS.has(constant.kind) || constant.follows)) return;
    const column = constants[slot]!;
    const { group, groups } = isClaim
      ? { group: Uint8Array.from(column, (x) => (x === 0 ? 0 : 1)), groups: 2 }
      : groupsOf(column, THIRDS);
    const knowing = valueOfKnowing(decision, group, groups);
    if (!knowing) return;
    lessons.push({
      about: constant.id.replace(/^weight of /, ""),
      kind: isClaim ? "claim" : "number",
      knowing,
      options: knowing.best.map((k) => options[k]!),
      at: constant.at,
    });
  });
  return lessons.sort((a, b) => b.knowing.value - a.knowing.value);
}
