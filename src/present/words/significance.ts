// Which effects are told apart from chance, among as many as were looked at. In: an explanation. Out: those worth a sentence.

import type { Explained, ExplainedDecision } from "../../analysis/sensitivity/explain-answer.ts";
import type { Index } from "../../analysis/sensitivity/given-data.ts";
import {
  bonferroniZ,
  type ClaimEffect,
  type InputEffect,
  tellsApart,
} from "../../analysis/sensitivity/what-carries.ts";
import type { Lesson } from "../../analysis/sensitivity/what-to-learn.ts";

const Z95 = 1.959963984540054;

/** Whether an effect is told apart from none. */
export const toldClaims = (e: Explained): ClaimEffect[] =>
  e.carried.claims.filter((c) => tellsApart(c.split, e.carried.claims.length));

/** What is told to be worth knowing, and at least a hundredth of the regret. */
export const toldLessons = (d: ExplainedDecision): Lesson[] => {
  const z = bonferroniZ(d.lessons.length);
  const isTold = ({ knowing: { value, high } }: Lesson) => value > (z / Z95) * (high - value);
  return d.lessons.filter((l) => isTold(l) && l.knowing.value >= 0.01 * d.regret);
};

/** Numbers whose share of the variance is told apart from none, or whose distribution clearly moves the answer. */
export const toldInputs = (e: Explained): InputEffect[] => {
  const z = bonferroniZ(e.carried.inputs.length);
  const clear = (i: Index | undefined) => i !== undefined && i.value > z * i.se;
  return e.carried.inputs.filter((i) => clear(i.first) || clear(i.total) || i.pawn > 3 * e.carried.pawnNoise);
};
