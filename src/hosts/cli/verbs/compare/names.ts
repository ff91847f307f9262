// What a comparison's words name: scenarios, several laid over one another, the lenses of a model, the model as it is.

import { nearestName } from "../../../../base/nearest-name.ts";
import type { CheckedModel } from "../../../../language/checked-model.ts";
import { AS_IS } from "../../../../tasks/source.ts";
import type { OutputSettings } from "../../output.ts";
import type { Settings } from "../../settings.ts";

export type CompareSettings = Settings &
  OutputSettings & { measure: string[]; at?: string; question?: string; overLenses: boolean };

/** The row of the model with what the command line changed. */
export const BY_HAND = "by-hand";

/** `far-sighted+coercion` → the scenarios that are laid over one another. */
export const partsOf = (name: string) =>
  name === AS_IS || name === BY_HAND ? [] : name.split("+").map((part) => part.replaceAll("-", "_"));

export const lensesOf = (model: CheckedModel) => model.scenarios.filter((s) => s.lens).map((s) => s.id);

export function unknownIn(model: CheckedModel, names: readonly string[]): string | undefined {
  const known = model.scenarios.map((s) => s.id);
  const wrong = names.flatMap(partsOf).find((part) => !known.includes(part));
  if (wrong === undefined) return undefined;
  const near = nearestName(wrong, known);
  const mend = near ? `did you mean \`${near}\`?` : `it has: ${[AS_IS, ...known].join(", ")}`;
  return `this model has no scenario \`${wrong}\`; ${mend}`;
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
