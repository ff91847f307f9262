// The same model with one input drawn anew and all other luck kept: the swapped samples of a total-effect design (Jansen 1999;
// Saltelli et al. 2010). A draw's stream is part of its address, so another stream is another, independent draw for the same runs.

import type { CheckedModel } from "../language/checked-model.ts";
import { type Expression, rewrite } from "../language/expression.ts";
import { withFormulas } from "../language/formulas.ts";

export type Input = { kind: "constant" | "start"; slot: number };

/** Flipped bits that no name's hash has by itself. */
const OTHER = 0x5bd1e995;

const anew = (e: Expression): Expression =>
  rewrite(e, (part) => (part.kind === "draw" ? { ...part, stream: (part.stream ^ OTHER) >>> 0 } : part));

/** The model whose `input` is drawn independently of the original's; everything else has the same luck. */
export function withFreshDraw(model: CheckedModel, input: Input): CheckedModel {
  const hash = `${model.hash} ${input.kind} ${input.slot} anew`;
  if (input.kind === "constant") {
    const constants = model.constants.map((c, slot) => (slot === input.slot ? { ...c, value: anew(c.value) } : c));
    return { ...model, constants, hash };
  }
  const stocks = model.stocks.map((s, slot) => (slot === input.slot ? { ...s, start: anew(s.start) } : s));
  return { ...model, stocks, hash };
}

/** The kinds of luck by which futures part: tastes, the pick among options, and all the rest. */
export type Luck = "taste" | "tremble" | "rest";

const other = (stream: number) => (stream ^ OTHER) >>> 0;

/** The model with one kind of luck drawn independently of the original's; all else has the same. */
export function freshLuck(model: CheckedModel, kind: Luck): CheckedModel {
  const hash = `${model.hash} ${kind} anew`;
  if (kind === "rest") {
    const drawn = withFormulas(model, anew);
    return { ...drawn, hash, events: drawn.events.map((event) => ({ ...event, stream: other(event.stream) })) };
  }
  const policies = model.policies.map((policy) => {
    if (kind === "tremble") return { ...policy, stream: other(policy.stream) };
    return policy.taste ? { ...policy, taste: { ...policy.taste, stream: other(policy.taste.stream) } } : policy;
  });
  return { ...model, hash, policies };
}
