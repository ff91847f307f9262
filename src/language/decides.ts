// Who decides, and when that may differ between runs. In: a policy, a model. Out: yes or no.

import type { Actor, CheckedModel, Policy } from "./checked-model.ts";

/** Whether a policy is ever reviewed: at regular steps, or when something calls a review. */
export const decides = ({ review, calls }: Pick<Policy, "review" | "calls">): boolean =>
  review > 0 || calls !== undefined;

/** Whether the steps of its reviews may differ between runs: a first review that is drawn, calls, holds that depend on the state. */
export const reviewsVary = (model: CheckedModel, { first, calls }: Policy): boolean =>
  first !== undefined || calls !== undefined || (model.conditions?.length ?? 0) > 0;

/** Whether an actor sees the world otherwise than it is. */
export const seesOtherwise = ({ beliefs, stockBeliefs }: Actor): boolean =>
  beliefs.length > 0 || stockBeliefs !== undefined;
