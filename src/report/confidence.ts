// Confidence in an answer, by one stated rule over the claims that the model rests on (docs/command-line.md, "Confidence").
// It says how good the ground is, never how likely the answer: ICD 203 keeps the two out of one phrase.
// The rule counts, it does not judge: a reader who disagrees can see the counts.

import type { CheckedModel, ClaimSource } from "../language/checked-model.ts";

export type Confidence = {
  level: "low" | "moderate" | "high";
  claims: number;
  /** Denied by someone. */
  disputed: number;
  /** Said as opinion or forecast. */
  opinion: number;
  /** Neither of the two, and with a source. */
  firm: number;
  sources: number;
};

/** At least this share of claims neither disputed nor opinion, and this many sources: high; then moderate. */
const HIGH = { firm: 0.8, sources: 3 };
const MODERATE = { firm: 0.5, sources: 2 };

const isOpinion = (c: ClaimSource) => c.stance === "opinion" || c.stance === "forecast";

export function confidenceIn(model: CheckedModel): Confidence {
  const claims = model.claims.filter((c) => c.constant !== undefined);
  const disputed = claims.filter((c) => c.deniedBy.length > 0 || c.stance === "denied");
  const opinion = claims.filter((c) => !disputed.includes(c) && isOpinion(c));
  const firm = claims.filter((c) => !disputed.includes(c) && !isOpinion(c) && c.source !== undefined);
  const sources = new Set(claims.flatMap((c) => c.source ?? []));
  const reaches = (rule: typeof HIGH) => firm.length >= rule.firm * claims.length && sources.size >= rule.sources;
  const level = claims.length === 0 ? "low" : reaches(HIGH) ? "high" : reaches(MODERATE) ? "moderate" : "low";
  return {
    level,
    claims: claims.length,
    disputed: disputed.length,
    opinion: opinion.length,
    firm: firm.length,
    sources: sources.size,
  };
}

/** `Confidence low: 14 of 62 claims are disputed and 20 opinion; all rest on one source.` */
export function sayConfidence(c: Confidence): string {
  if (c.claims === 0) return "Confidence low: the model rests on no claim of any source.";
  const parts: string[] = [];
  if (c.disputed > 0) parts.push(`${c.disputed} of ${c.claims} claims disputed`);
  if (c.opinion > 0) parts.push(`${c.opinion}${parts.length > 0 ? "" : ` of ${c.claims} claims`} opinion`);
  if (parts.length === 0) parts.push(`none of ${c.claims} claims disputed`);
  const sources = c.sources === 0 ? "no source named" : c.sources === 1 ? "one source" : `${c.sources} sources`;
  return `Confidence ${c.level}: ${parts.join(", ")}, ${sources}.`;
}
