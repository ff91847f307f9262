// Which policies are reviewed in a step, and what calls them (docs/meaning.md, "When a policy is reviewed").
// In: the state of the step with what follows the state, and what policies keep. Out: what calls each; and what they keep now.

import type { CheckedModel, Policy } from "../../language/checked-model.ts";
import { evaluate, type State } from "./evaluate.ts";
import type { Happening } from "./events.ts";
import { keptOf } from "./states.ts";

/** What calls a review. An event tells more than a condition, and both more than the calendar. */
export type Call = "event" | "condition" | "regular";

function isRegular({ review, first }: Policy, p: State): boolean {
  const since = p.step - (first === undefined ? 0 : p.constants[first]!);
  return review > 0 && since >= 0 && since % review === 0;
}

/** What calls each policy in this step, held or not. The conditions' truth is kept for the next step; before the start all were false. */
export function callsNow(model: CheckedModel, p: State, kept: Float64Array): (Call | undefined)[] {
  const places = keptOf(model).policies;
  return model.policies.map((policy, slot): Call | undefined => {
    const { was, called } = places[slot]!;
    const when = policy.calls?.when;
    const isTrue = when !== undefined && evaluate(when, p) !== 0;
    const turnsTrue = isTrue && kept[was] === 0;
    if (when) kept[was] = isTrue ? 1 : 0;
    if (called >= 0 && kept[called] !== 0) return "event";
    if (turnsTrue) return "condition";
    return isRegular(policy, p) ? "regular" : undefined;
  });
}

/** What happened calls reviews in the next step. */
export function keepCalls(model: CheckedModel, happened: readonly Happening[], kept: Float64Array): void {
  const places = keptOf(model).policies;
  model.policies.forEach(({ calls }, slot) => {
    const { called } = places[slot]!;
    if (called >= 0) kept[called] = happened.some(({ event }) => calls!.on.includes(event)) ? 1 : 0;
  });
}
