// Finds dates in a sentence. In: the text, the sentence, its lost spaces (a date ends there: "MayChina"), the scene for values.
// Out: spans with values, none overlapping. A word that may also be no date (May, March, a number) needs company.

import type { Span } from "../text/source-text.ts";
import { placesWithin } from "../text/within.ts";
import { DATE_PATTERNS, type DateForm } from "./patterns.ts";
import { type DateScene, valueOfDate } from "./values.ts";

export type FoundDate = Span & { value: string };

/** May, March and August are words too: they need a word in front that leads a date, or a day or year beside them. */
const LEADS_DATE =
  /\b(?:in|since|by|until|till|from|of|last|next|this|during|before|after|through|between|late|early|mid|to|and|or|for|every|around|each)[\s-]+$/i;
const LEADS_YEAR =
  /\b(?:in|by|since|before|after|until|till|from|of|during|around|between|to|and|through|the|late|early|mid|year|for|as|summer|spring|winter|autumn|January|February|March|April|May|June|July|August|September|October|November|December)[\s(-]+$/i;
const COUNTED =
  /^[\s-]+(?:soldiers|troops|people|men|women|tons|tonnes|miles|kilomet\w+|km|metres|meters|feet|dollars|euros|barrels|ships|missiles|warheads|times|percent|per cent|workers|refugees|civilians|hours|minutes|pages|votes|seats|homes|acres|hectares|containers|shells|drones|casualties)\b/i;
const PERFECT = /\b(?:has|have|had|'ve|’ve|since)\b/i;

const HINT =
  /\d|[A-Z][a-z]{2}|ago|later|last|this|next|past|yesterday|today|years?|decade|month|winter|summer|spring|autumn/;

export function findDates(
  text: string,
  sentence: Span,
  cuts: readonly number[],
  scene: Omit<DateScene, "future">,
): FoundDate[] {
  const found: FoundDate[] = [];
  let from = sentence.start;
  for (const cut of [...placesWithin(cuts, sentence.start + 1, sentence.end - 1), sentence.end]) {
    const piece = text.slice(from, cut).replace(/\s/g, " ");
    if (HINT.test(piece)) scan(piece, from, { ...scene, last: found.at(-1)?.value ?? scene.last }, found);
    from = cut;
  }
  return found.sort((a, b) => a.start - b.start);
}

function scan(piece: string, offset: number, scene: Omit<DateScene, "future">, found: FoundDate[]): void {
  const taken = new Uint8Array(piece.length);
  for (const { form, hint, is } of DATE_PATTERNS) {
    if (!hint.test(piece)) continue;
    for (const match of piece.matchAll(is)) {
      const a = match.index;
      const b = a + match[0].length;
      if (taken[a] === 1 || taken[b - 1] === 1 || !stands(form, piece, a, b, match[0])) continue;
      const value = valueOfDate(form, match.groups ?? {}, { ...scene, future: looksAhead(piece, a) });
      // A 31 June is no date, and neither is the June in it.
      taken.fill(1, a, b);
      if (value !== undefined) found.push({ ...withoutLead(piece, offset, a, b), value });
    }
  }
}

const TENSE =
  /\b(?:(?<ahead>will|shall|may|might|could|would|due|set|expected|plans?|scheduled|arranged|until|by|By|lapses?|expires?|next|holds?|begins?|starts?|ends?|opens?|meets?|votes?)|(?<behind>was|were|had|has|have|did|since|\p{L}{2,}(?:ed|aid|ame|ent|old|ook|ave|ew|ought|eld|egan|ell|et|ot|ade|ad)))\b/gu;

/** Does the sentence look ahead where the date stands? The last verb or preposition before it tells, else the first after. */
function looksAhead(piece: string, at: number): boolean {
  let ahead: boolean | undefined;
  for (const match of piece.slice(Math.max(0, at - 80), at).matchAll(TENSE)) ahead = match.groups?.ahead !== undefined;
  if (ahead !== undefined) return ahead;
  for (const match of piece.slice(at, at + 120).matchAll(TENSE)) return match.groups?.ahead !== undefined;
  return false;
}

/** "on Friday" and "in May" are the words Friday and May: the preposition is not part of the date. */
function withoutLead(piece: string, offset: number, a: number, b: number): Span {
  const lead = /^(?:on|early|late)\s+/i.exec(piece.slice(a, b))?.[0] ?? "";
  const cut = /^on/i.test(lead) ? lead.length : 0;
  return { start: offset + a + cut, end: offset + b };
}

function stands(form: DateForm, piece: string, a: number, b: number, written: string): boolean {
  const before = piece.slice(Math.max(0, a - 24), a);
  const after = piece.slice(b, b + 24);
  if (form === "month") {
    if (/^(?:May|March|August)$/.test(written))
      return LEADS_DATE.test(before) && !/^\s+(?:of|on|to|for)\s/i.test(after);
    return !/^\s+\p{Lu}\p{Ll}+/u.test(after) || LEADS_DATE.test(before);
  }
  if (form === "year") {
    if (COUNTED.test(after)) return false;
    return LEADS_YEAR.test(before) || /^\s*$|^\s*[.,;:)?!–—-]|^\s+\p{L}/u.test(after);
  }
  if (form === "span") {
    if (/^(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d)/i.test(written) && !/after|since/.test(written))
      return PERFECT.test(piece.slice(0, b)) || /^\s*(?:after|since)\b/.test(after);
    return true;
  }
  return true;
}
