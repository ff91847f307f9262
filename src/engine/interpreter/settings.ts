// Constants set from outside while an engine stays as it is: a lever under a finger. A setting takes the place of what luck would draw;
// of a claim it takes the place of its credence. It means what the model means with that number written in the constant's place.
// Only a constant that draws something may be set so: an engine may have built what is known for good into its code.

import type { CheckedModel, Constant } from "../../language/checked-model.ts";
import { type Expression, number } from "../../language/expression.ts";

export type Setting = { constant: number; value: number };

/** The credence of a claim, where it is a plain number. */
export function plainCredence({ kind, value }: Constant): number | undefined {
  if (kind !== "claim" || value.kind !== "draw" || value.distribution !== "bernoulli") return undefined;
  const [chance] = value.arguments;
  return chance?.kind === "number" ? chance.value : undefined;
}

const draws = (e: Expression) =>
  e.kind === "draw" || (e.kind === "if" && (e.yes.kind === "draw" || e.no.kind === "draw"));

/** Whether engines take a setting of this constant. */
export function maySet(constant: Constant): boolean {
  return constant.kind === "claim" ? plainCredence(constant) !== undefined : draws(constant.value);
}

function setOne(constant: Constant, to: number): Constant {
  const { value } = constant;
  const isClaim = constant.kind === "claim" && value.kind === "draw";
  return { ...constant, value: isClaim ? { ...value, arguments: [number(to)] } : number(to) };
}

/** The model that the settings mean. */
export function withSettings(model: CheckedModel, set: readonly Setting[]): CheckedModel {
  if (set.length === 0) return model;
  const constants = model.constants.map((constant, slot) => {
    const own = set.findLast((s) => s.constant === slot);
    return own ? setOne(constant, own.value) : constant;
  });
  return { ...model, constants };
}
