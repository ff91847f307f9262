// What in a text contradicts dated facts, or another claim of it, or its own dates. In: claims with their words, and facts as
// plain data. Out: findings for a person to settle; nothing is decided here. A sentence tells an event where it has all the
// event's words, a tense, and perhaps a negation: told as past while the facts say that it did not happen, or denied while
// they say that it did. What lies ahead (a date after publication) told in the past tense is found without any fact.

import type { Stance } from "../claims/claim.ts";

export type DatedFact = {
  id: string;
  /** Every group must be met by one of its words or phrases, in any order: [["nuclear"], ["test", "tests"]]. */
  event: readonly (readonly string[])[];
  happened: boolean;
  /** ISO dates between which the fact holds; open where absent. */
  from?: string;
  to?: string;
  says?: string;
};

export type ToldClaim = {
  id: string;
  says: string;
  stance: Stance;
  start: number;
  end: number;
  dates?: readonly string[];
  negated?: boolean;
};

export type Contradiction =
  | { kind: "fact"; claim: string; fact: string; says: string }
  | { kind: "ahead-told-as-past"; claim: string; date: string; says: string }
  | { kind: "claims"; claim: string; other: string; says: string }
  /** A count that the model does not have (told-counts.ts). */
  | { kind: "count"; claim: string; says: string }
  /** Against claims that a model has (against-claims.ts). */
  | { kind: "model-claim"; claim: string; others: string[]; says: string };

export type Tense = "past" | "present" | "ahead";

const AHEAD =
  /\b(?:will|would|could|may|might|shall|likely|unlikely|possibly|perhaps|if|unless|should|plans?|going to|expected to|poised to|can)\b/i;
const PAST =
  /\b(?:was|were|had|did|has|have|took|conducted|carried out|\p{L}+ed|went|came|fell|broke|sank|shot|struck|hit|launched|began|told|said|gave|left|lost|won)\b/iu;

export function tenseOf(text: string): Tense {
  if (AHEAD.test(text)) return "ahead";
  return PAST.test(text) ? "past" : "present";
}

const NEGATION = /\b(?:not|no|never|neither|nor|none|nobody|without|denie[sd]|deny|reject(?:s|ed)?)\b|n['’]t\b/i;

/** Whether the text denies what the claim speaks of. */
export const isDenied = (claim: ToldClaim) =>
  claim.stance === "denied" || claim.negated === true || NEGATION.test(claim.says);

function meets(text: string, event: DatedFact["event"]): boolean {
  const lower = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  return event.every((group) => group.some((word) => lower.includes(` ${word.toLowerCase()} `)));
}

/**
 * Does the fact speak of all the time that the claim speaks of? "In 2017" is not after September 2017, so such a claim stands. A claim
 * without a date speaks of the days before publication, and what is told as past lies before it.
 */
function inTime(fact: DatedFact, claim: ToldClaim, published: string | undefined): boolean {
  const when = claim.dates?.map((d) => d.slice(0, 10)).filter((d) => /^\d{4}/.test(d)) ?? [];
  const spoken = when.length > 0 ? when : published === undefined ? [] : [published];
  if (spoken.length === 0) return true;
  return spoken.some((d) => {
    const last = published?.startsWith(d) ? published : d;
    return (fact.from === undefined || startsAfter(d, fact.from)) && (fact.to === undefined || endsBy(last, fact.to));
  });
}

const startsAfter = (date: string, from: string) =>
  date.length >= from.length ? date >= from : date > from.slice(0, date.length);
const endsBy = (date: string, to: string) =>
  date.length >= to.length ? date.slice(0, to.length) <= to : date < to.slice(0, date.length);

/** Sentences against dated facts. */
export function againstFacts(
  claims: readonly ToldClaim[],
  facts: readonly DatedFact[],
  published?: string,
): Contradiction[] {
  const found: Contradiction[] = [];
  for (const claim of claims) {
    if (claim.stance === "question" || claim.stance === "forecast") continue;
    const tense = tenseOf(claim.says);
    const negated = isDenied(claim);
    for (const fact of facts) {
      if (tense === "ahead" || !meets(claim.says, fact.event) || !inTime(fact, claim, published)) continue;
      if (fact.happened === !negated) continue;
      const told = negated ? "denies what" : "tells as having happened what";
      found.push({
        kind: "fact",
        claim: claim.id,
        fact: fact.id,
        says: `it ${told} ${fact.says ?? `the fact \`${fact.id}\` says ${fact.happened ? "did" : "did not"} happen`}`,
      });
    }
  }
  return found;
}

/** A date after publication in a sentence that is told in the past: a conditional that lost its "would", more often than not. */
export function aheadToldAsPast(claims: readonly ToldClaim[], published: string | undefined): Contradiction[] {
  if (published === undefined) return [];
  const found: Contradiction[] = [];
  for (const claim of claims) {
    const date = claim.dates?.find(
      (d) => /^\d{4}/.test(d) && !d.includes("/") && d.slice(0, 7) > published.slice(0, d.length >= 7 ? 7 : 4),
    );
    if (date === undefined || tenseOf(claim.says) !== "past" || !/\b(?:had|was|were|did)\b/i.test(claim.says)) continue;
    found.push({
      kind: "ahead-told-as-past",
      claim: claim.id,
      date,
      says: `it tells as past what its date ${date} puts after publication (${published})`,
    });
  }
  return found;
}

const SMALL =
  /^(?:the|a|an|of|to|in|on|at|by|for|with|from|and|or|but|that|this|it|its|is|are|was|were|be|been|has|have|had|not|no|never|as|than|so|said|says)$/;

function content(text: string): Set<string> {
  return new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []).filter((w) => !SMALL.test(w) && !isNegation(w)),
  );
}
const isNegation = (word: string) => NEGATION.test(word);

/** Claims of the same words and the opposite sign, by what they have in common over what they have (Jaccard 1901). */
export function againstEachOther(claims: readonly ToldClaim[], least = 0.6): Contradiction[] {
  const sets = claims.map((c) => content(c.says));
  const sign = claims.map(
    (c) => (c.stance === "denied") !== NEGATION.test(c.says.replace(/\b(?:denie[sd]|deny|reject(?:s|ed)?)\b/gi, "")),
  );
  const found: Contradiction[] = [];
  for (let i = 0; i < claims.length; i++)
    for (let j = i + 1; j < claims.length; j++) {
      if (sign[i] === sign[j] || sets[i]!.size < 3 || sets[j]!.size < 3) continue;
      let common = 0;
      for (const w of sets[i]!) if (sets[j]!.has(w)) common++;
      if (common / (sets[i]!.size + sets[j]!.size - common) < least) continue;
      found.push({
        kind: "claims",
        claim: claims[i]!.id,
        other: claims[j]!.id,
        says: "they say the same with opposite signs",
      });
    }
  return found;
}
