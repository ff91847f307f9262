// What the names of a comparison mean: scenarios, several laid over one another, the lenses of a model, the model as it is.

import { nearestName } from "../../base/nearest-name.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { AS_IS, type OfModel } from "../source.ts";
import { type Refusal, refuse } from "../task.ts";

export type CompareRequest = OfModel & {
  /** Ids; `as-is` is the model itself; `a+b` lays one over the other. The first is what the others are compared with. */
  scenarios?: readonly string[] | undefined;
  /** Formulas. */
  measure?: readonly string[] | undefined;
  /** A date, in place of the mean over the clock. */
  at?: string | undefined;
  /** The decision table of one of the model's comparisons, in place of a measure. */
  question?: string | undefined;
  overLenses?: boolean | undefined;
  seed?: number | undefined;
  runs?: number | undefined;
};

/** The row of the model with what was changed by hand. */
export const BY_HAND = "by-hand";

/** `far-sighted+coercion` → the scenarios that are laid over one another. */
export const partsOf = (name: string) =>
  name === AS_IS || name === BY_HAND ? [] : name.split("+").map((part) => part.replaceAll("-", "_"));

export const lensesOf = (model: CheckedModel) => model.scenarios.filter((s) => s.lens).map((s) => s.id);

export function unknownIn(model: CheckedModel, names: readonly string[]): Refusal | undefined {
  const known = model.scenarios.map((s) => s.id);
  const wrong = names.flatMap(partsOf).find((part) => !known.includes(part));
  if (wrong === undefined) return undefined;
  const near = nearestName(wrong, known);
  const mend = near ? `did you mean \`${near}\`?` : `it has: ${[AS_IS, ...known].join(", ")}`;
  return refuse("usage", `this model has no scenario \`${wrong}\`; ${mend}`);
}

/** What a row is called: the label of its scenario, the names where several are laid over one another. */
export function labelOf(model: CheckedModel, name: string): string {
  const parts = partsOf(name);
  if (name === BY_HAND) return "as changed by hand";
  if (parts.length > 1) return parts.join("+");
  return model.scenarios.find((s) => s.id === parts[0])?.label ?? "the model as it is";
}

/** `222 months from 2006-01`, where a scenario plays another time than the model. */
export function ownClock(base: CheckedModel, model: CheckedModel): string | undefined {
  const { start, step, steps } = model.clock;
  const isSame = start === base.clock.start && step === base.clock.step && steps === base.clock.steps;
  return isSame ? undefined : `${steps} ${step}s from ${start}`;
}
