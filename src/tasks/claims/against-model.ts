// What a text tells that does not fit, for a person to settle: with the dated facts, counts and claims of a model, with itself, with the day on
// which it was published. In: claims with their words, a model. Out: what contradicts what; nothing is decided.

import type { Reading } from "../../analysis/evidence/reading.ts";
import { againstClaims } from "../../analysis/evidence/weighing/against-claims.ts";
import {
  againstEachOther,
  againstFacts,
  aheadToldAsPast,
  type Contradiction,
  type ToldClaim,
} from "../../analysis/evidence/weighing/contradictions.ts";
import { modelFacts, readHistory } from "../../analysis/evidence/weighing/model-facts.ts";
import { againstCounts } from "../../analysis/evidence/weighing/told-counts.ts";
import type { ClaimRecord } from "../../formats/evidence/claim-record.ts";
import type { CheckedModel } from "../../language/checked-model.ts";

/** Claims against claims is a square; beyond this many it is left out, and that is said. */
export const MOST_COMPARED = 1500;

export type Against = {
  /** When the model says that this very text was published. */
  published: string | undefined;
  contradictions: (told: readonly ToldClaim[], published: string | undefined) => Contradiction[];
};

/** `history`: the text of the model's record, where it is at hand; `sha256`: of the text that is read. */
export function againstModel(model: CheckedModel, history: string | undefined, sha256: string): Against {
  const facts = modelFacts(model, readHistory(history ?? ""));
  const here = model.sources.find((source) => source.sha256 === sha256);
  return {
    published: here?.published,
    contradictions: (told, published) => [
      ...againstFacts(told, facts, published),
      ...againstCounts(told, model, published),
      ...againstClaims(told, model.claims, here?.id),
    ],
  };
}

/** Claims as the contradiction check wants them: words, stance, and the dates that lie in them. */
export function toldClaims(records: readonly ClaimRecord[], reading: Reading): ToldClaim[] {
  let k = 0;
  return records.map((record) => {
    while (k > 0 && reading.dates[k - 1]!.start >= record.start) k--;
    while (k < reading.dates.length && reading.dates[k]!.start < record.start) k++;
    const dates: string[] = [];
    for (let i = k; i < reading.dates.length && reading.dates[i]!.start < record.end; i++)
      dates.push(reading.dates[i]!.value);
    const { id, quote, stance, start, end, negated } = record;
    return { id, says: quote.exact, stance, start, end, dates, ...(negated ? { negated } : {}) };
  });
}

export function contradictionsIn(
  told: readonly ToldClaim[],
  published: string | undefined,
  against: Against | undefined,
): Contradiction[] {
  const place = new Map(told.map((claim, i) => [claim.id, i]));
  const found = [
    ...aheadToldAsPast(told, published),
    ...(against?.contradictions(told, published) ?? []),
    ...(told.length <= MOST_COMPARED ? againstEachOther(told) : []),
  ];
  return found.sort((a, b) => place.get(a.claim)! - place.get(b.claim)!);
}
