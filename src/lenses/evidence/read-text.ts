// The reader: from an untouched text to what it says, who says it and where (issue "Rest on sources"). In: a source.
// Out: a Reading. Offline, by rules that can be read: furniture is flagged by line before sentences are cut, damage is flagged
// and never mended, and every claim is a draft for a person. Pure: the same text gives the same reading.

import type { Claim } from "./claims/claim.ts";
import { findClaims } from "./claims/find-claims.ts";
import { type Cue, findCues } from "./cues/find-cues.ts";
import { readDay, writeDay } from "./dates/calendar.ts";
import { type FoundDate, findDates } from "./dates/find-dates.ts";
import { publishedDay } from "./dates/published.ts";
import { type Furniture, findFurniture } from "./furniture/find-furniture.ts";
import { actingCapitals } from "./mentions/acting-capitals.ts";
import type { Mention } from "./mentions/mention.ts";
import { findNames } from "./mentions/names.ts";
import { coverWords, findPersons, type People } from "./mentions/persons.ts";
import { READING_FORMAT, type Reading } from "./reading.ts";
import { findSplices } from "./splices/find-splices.ts";
import { findFused } from "./splices/fused.ts";
import type { Splice } from "./splices/splice.ts";
import { paragraphs } from "./text/paragraphs.ts";
import { splitSentences } from "./text/sentences.ts";
import type { SourceText, Span } from "./text/source-text.ts";
import { type Token, tokens } from "./text/tokens.ts";
import { placesWithin, spansWithin } from "./text/within.ts";

export type ReadOptions = {
  /** ISO date of publication, where the caller knows better than the page. */
  published?: string;
};

type Sentence = { span: Span; words: Token[]; fused: number[] };

export function readText(source: SourceText, options: ReadOptions = {}): Reading {
  const { page, furniture, found } = findFurniture(source);
  const { spans, datelines } = paragraphs(source, page, found);
  const junk = [...furniture, ...datelines].sort((a, b) => a.start - b.start);
  const published = readDay(options.published ?? "") ?? publishedDay(source.text, junk);
  const body = readBody(source.text, spans);
  const mentions = actingCapitals(source.text, body.mentions);
  const meaning = readMeaning(source.text, body, mentions, published, isColumn(source.text, junk));
  return toReading(source, { ...body, ...meaning, mentions, junk, published: published && writeDay(published) });
}

type Body = { sentences: Sentence[]; splices: Splice[]; mentions: Mention[] };

/** First pass: sentences, names, damage. People are remembered from here on, so a surname later is known. */
function readBody(text: string, spans: readonly Span[]): Body {
  const body: Body = { sentences: [], splices: [], mentions: [] };
  const people: People = new Map();
  let subject: string | undefined;
  for (const [i, span] of spans.entries()) {
    const fused = findFused(text, span);
    const sentences: Sentence[] = splitSentences(text, span, fused).map((s) => {
      const inside = placesWithin(fused, s.start + 1, s.end);
      return { span: s, words: tokens(text, s, inside), fused: inside };
    });
    const persons: Mention[] = [];
    const names: Mention[] = [];
    for (const { words } of sentences) {
      const inSentence = findNames(text, words);
      const scene = { text, words, nameOf: coverWords(words, inSentence), subject };
      persons.push(...findPersons(scene, people));
      pushAll(names, inSentence);
      subject = inSentence[0]?.actor ?? subject;
    }
    const next = spans[i + 1];
    const splices = findSplices({
      text,
      paragraph: span,
      nextOpens: next !== undefined && /^["“«]/.test(text.slice(next.start, next.start + 1)),
      sentences,
      fused,
      persons: persons.sort((a, b) => a.start - b.start),
    });
    pushAll(body.sentences, sentences);
    pushAll(body.splices, splices);
    pushAll(body.mentions, outsideAnchors(merge(names, persons), splices));
  }
  return body;
}

/** Not by spreading: a hostile text has more of a kind than a call takes arguments. */
function pushAll<T>(to: T[], from: readonly T[]): void {
  for (const item of from) to.push(item);
}

/** A person's name wins over a name of the gazetteer inside it. */
function merge(names: readonly Mention[], persons: readonly Mention[]): Mention[] {
  const kept = names.filter(
    (n) => !spansWithin(persons, { start: n.start - 80, end: n.end }).some((p) => p.end > n.start && p.start < n.end),
  );
  return [...kept, ...persons].sort((a, b) => a.start - b.start);
}

const LONGEST_ANCHOR = 400;

/** Link text names its target, not an actor of the sentence; a name alone that was made a link is the sentence's own. */
function outsideAnchors(mentions: readonly Mention[], splices: readonly Splice[]): Mention[] {
  const anchors = splices.filter((s) => s.kind === "anchor");
  if (anchors.length === 0) return [...mentions];
  return mentions.filter((m) => {
    const around = spansWithin(anchors, { start: m.start - LONGEST_ANCHOR, end: m.start + 1 });
    return !around.some((a) => m.end <= a.end && a.end - a.start > m.end - m.start + 2);
  });
}

/** Second pass: dates, cues, claims, sentence by sentence, since who spoke last carries over. */
function readMeaning(
  text: string,
  body: Body,
  mentions: readonly Mention[],
  published: ReturnType<typeof readDay>,
  column: boolean,
) {
  const dates: FoundDate[] = [];
  const cues: Cue[] = [];
  const claims: Claim[] = [];
  let lastSpeaker: string | undefined;
  for (const { span, words, fused } of body.sentences) {
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

/** A page that calls itself opinion, or whose author says I. */
function isColumn(text: string, junk: readonly Furniture[]): boolean {
  const head = junk
    .slice(0, 8)
    .map((f) => text.slice(f.start, f.end))
    .join("\n");
  return (
    /\b(?:opinion|op-ed|analysis|comment|commentary|column|editorial|essay|viewpoint|perspective)\b/i.test(head) ||
    junk.some((f) => f.kind === "bio")
  );
}

type Everything = Body & {
  dates: FoundDate[];
  cues: Cue[];
  claims: Claim[];
  junk: Furniture[];
  published: string | undefined;
};

function toReading(source: SourceText, all: Everything): Reading {
  const { toPoints } = source.points;
  const at = <T extends Span>(s: T): T => ({ ...s, start: toPoints(s.start), end: toPoints(s.end) });
  return {
    format: READING_FORMAT,
    offsets: "unicode-code-points",
    sha256: source.sha256,
    length: source.points.length,
    ...(all.published === undefined ? {} : { published: all.published }),
    sentences: all.sentences.map((s) => at(s.span)),
    junk: all.junk.map(at),
    splices: all.splices.map(at),
    mentions: all.mentions.map(at),
    dates: all.dates.map(at),
    cues: all.cues.map(at),
    claims: all.claims.map(at),
  };
}
