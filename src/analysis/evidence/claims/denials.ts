// Tails that dispute what the sentence says: ", a charge that Moscow and Pyongyang deny", ", a claim that Caracas called …".
// In: a sentence. Out: where the main part ends, who denies, and, where a reading rather than a fact is disputed ("a reading
// that China rejects"), the segment of the denial as a claim of its own.

import type { Mention } from "../mentions/mention.ts";
import type { Span } from "../text/source-text.ts";
import { spansWithin } from "../text/within.ts";

const FACT =
  "charge|claim|accusation|allegation|assertion|suggestion|report|story|statement|charges|claims|accusations|allegations|reports|rumour|rumor|contention|version";
const READING =
  "reading|view|interpretation|position|argument|notion|idea|premise|description|characterisation|characterization|label";
const TAIL = new RegExp(
  `,\\s+(?:(?:an?|the|both|all|its|which|something|though|although|but)\\s+)?(?:(?<fact>${FACT})|(?<reading>${READING}))?\\s*(?<link>that|which|)\\s*(?<who>[^,;“"]{2,80}?)\\s+(?:(?:has|have|had|both|all|strongly|repeatedly|firmly|flatly|also)\\s+)*(?<verb>deny|denies|denied|reject|rejects|rejected|dispute|disputes|disputed|dismiss|dismisses|dismissed|call|calls|called|refute|refutes|refuted|described|describes)\\b`,
  "giu",
);

export type DisputedTail = { mainEnd: number; deniedBy: string[]; ownClaim: Span | undefined };

export function disputedTail(text: string, sentence: Span, mentions: readonly Mention[]): DisputedTail | undefined {
  const piece = text.slice(sentence.start, sentence.end);
  for (const match of piece.matchAll(TAIL)) {
    const g = match.groups ?? {};
    if (!g.fact && !g.reading) continue;
    if (/^call/i.test(g.verb!) && /^\s*(?:for|on)\b/.test(piece.slice(match.index + match[0].length))) continue;
    const mainEnd = sentence.start + match.index;
    const deniers = spansWithin(mentions, { start: mainEnd, end: sentence.start + match.index + match[0].length });
    const deniedBy = [...new Set(deniers.map((m) => m.actor))];
    const who = sentence.start + match.index + match[0].lastIndexOf(g.who!);
    return { mainEnd, deniedBy, ownClaim: g.reading ? { start: who, end: withoutStop(text, sentence) } : undefined };
  }
  return undefined;
}

function withoutStop(text: string, sentence: Span): number {
  return /[.!?]$/.test(text.slice(sentence.start, sentence.end)) ? sentence.end - 1 : sentence.end;
}
