// A text against the claims that a model has already. In: what the text tells, and the model's claims. Out: findings for a person
// to settle. Two rules: the same words with the opposite sign (contradictions.ts); and, where the model's claim stands in this
// very text, a segment told as past that the model reads as a forecast: a conditional that lost its "would".

import type { ClaimSource } from "../../../language/checked-model.ts";
import { againstEachOther, type Contradiction, type ToldClaim, tenseOf } from "./contradictions.ts";

/** `here`: the model's source that is this text, where it is one. */
export function againstClaims(
  told: readonly ToldClaim[],
  claims: readonly ClaimSource[],
  here: string | undefined,
): Contradiction[] {
  return [...toldAsPast(told, claims, here), ...oppositeWords(told, claims)];
}

const placesOf = (claims: readonly ClaimSource[]) =>
  claims.map((c) => `\`${c.id}\` (${c.at.file}:${c.at.line})`).join(", ");

function toldAsPast(
  told: readonly ToldClaim[],
  claims: readonly ClaimSource[],
  here: string | undefined,
): Contradiction[] {
  if (here === undefined) return [];
  const ahead = claims.filter((c) => c.source === here && c.stance === "forecast");
  return told.flatMap((claim): Contradiction[] => {
    if (claim.stance === "question" || tenseOf(claim.says) !== "past") return [];
    const read = ahead.filter((c) => c.range && c.range.start < claim.end && c.range.end > claim.start);
    if (read.length === 0) return [];
    const says = `it tells as past what the model reads as a forecast: ${placesOf(read)}`;
    return [{ kind: "model-claim", claim: claim.id, others: read.map((c) => c.id), says }];
  });
}

function oppositeWords(told: readonly ToldClaim[], claims: readonly ClaimSource[]): Contradiction[] {
  const own = claims.map((c): ToldClaim => ({ id: c.id, says: c.says, stance: c.stance, start: 0, end: 0 }));
  return told.flatMap((claim) =>
    own.flatMap((other, i): Contradiction[] =>
      againstEachOther([claim, other]).length === 0
        ? []
        : [
            {
              kind: "model-claim",
              claim: claim.id,
              others: [other.id],
              says: `it says the opposite of the model's claim ${placesOf([claims[i]!])}`,
            },
          ],
    ),
  );
}
