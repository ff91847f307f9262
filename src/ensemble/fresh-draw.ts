// The same model with one input drawn anew and all other luck kept: the swapped samples of a total-effect design (Jansen 1999;
// Saltelli et al. 2010). A draw's stream is part of its address, so another stream is another, independent draw for the same runs.

import type { CheckedModel } from "../language/checked-model.ts";
import { type Expression, rewrite } from "../language/expression.ts";

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
