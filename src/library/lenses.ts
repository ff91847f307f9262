// `standoff/lenses`: what carries an answer, why an actor chooses, claims read from a text.
export { readText } from "../lenses/evidence/read-text.ts";
export { decisionReason, optionScores, reviewAt } from "../lenses/sensitivity/explain-decision.ts";
export { whatCarries } from "../lenses/sensitivity/what-carries.ts";
export { chronicleOf } from "../report/chronicle.ts";
