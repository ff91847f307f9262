// The game that an actor believes itself to be in (hypergames: Bennett 1977): the model with what this actor takes to be true in the
// place of what is true. In: a checked model and an actor. Out: a model to be played like any other, or nothing where the actor
// believes what is so. The others keep their own values, foresight and beliefs, save where the actor believes otherwise of them.

import type { CheckedModel } from "../language/checked-model.ts";

/** Undefined where the actor believes nothing that differs. */
export function believedModel(model: CheckedModel, actor: number): CheckedModel | undefined {
  const { id, beliefs } = model.actors[actor]!;
  if (beliefs.length === 0) return undefined;
  // Constants are drawn in an order in which beliefs, too, read only what stands before them (language/check)
  const constants = model.constants.map((constant, slot) => {
    const belief = beliefs.find((one) => one.constant === slot);
    return belief ? { ...constant, value: belief.value } : constant;
  });
  return { ...model, hash: `${model.hash} as ${id} believes`, constants };
}

/** What the actor believes something else of, by id. */
export const believedOtherwise = (model: CheckedModel, actor: number): string[] =>
  model.actors[actor]!.beliefs.map((belief) => model.constants[belief.constant]!.id);
