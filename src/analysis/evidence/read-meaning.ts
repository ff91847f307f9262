// Second pass of the reader: dates, cues and claims, sentence by sentence, since who spoke last carries over. In: the first
// pass's result, the mentions that act, the date of publication, whether the page is opinion. Out: three layers, in order.

import type { Claim } from "./claims/claim.ts";
import { findClaims } from "./claims/find-claims.ts";
import { type Cue, findCues } from "./cues/find-cues.ts";
import { type Day, writeDay } from "./dates/calendar.ts";
import { type FoundDate, findDates } from "./dates/find-dates.ts";
import type { Mention } from "./mentions/mention.ts";
import type { Body } from "./read-body.ts";
import { tokens } from "./text/tokens.ts";
import { spansWithin } from "./text/within.ts";

export type Meaning = { dates: FoundDate[]; cues: Cue[]; claims: Claim[] };

export function readMeaning(
  text: string,
  body: Body,
  mentions: readonly Mention[],
  published: Day | undefined,
  column: boolean,
) {
  const dates: FoundDate[] = [];
  const cues: Cue[] = [];
  const claims: Claim[] = [];
  let lastSpeaker: string | undefined;
  for (const { span, fused } of body.sentences) {
    const words = tokens(text, span, fused);
    const inDates = findDates(text, span, fused, { published, last: dates.at(-1)?.value });
    const inCues = findCues(text, span);
    const drafted = findClaims({
      text,
      sentence: span,
      words,
      mentions: spansWithin(mentions, span),
      dates: inDates,
      cues: inCues,
      splices: spansWithin(body.splices, { start: span.start, end: span.end + 1 }),
      lastSpeaker,
      column,
      published: published && writeDay(published),
    });
    lastSpeaker = drafted.lastSpeaker;
    dates.push(...inDates);
    cues.push(...inCues);
    claims.push(...drafted.claims);
  }
  return { dates, cues, claims };
}
