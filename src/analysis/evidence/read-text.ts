// The reader: from an untouched text to what it says, who says it and where (issue "Rest on sources"). In: a source.
// Out: a Reading. Offline, by rules that can be read: boilerplate is flagged by line before sentences are cut, damage is flagged
// and never mended, and every claim is a draft for a person. Pure: the same text gives the same reading.

import { type Boilerplate, findBoilerplate } from "./boilerplate/find-boilerplate.ts";
import { readDay, writeDay } from "./dates/calendar.ts";
import { publishedDay } from "./dates/published.ts";
import { actingCapitals } from "./mentions/acting-capitals.ts";
import { type Body, readBody } from "./read-body.ts";
import { type Meaning, readMeaning } from "./read-meaning.ts";
import { READING_FORMAT, type Reading } from "./reading.ts";
import { paragraphs } from "./text/paragraphs.ts";
import type { SourceText, Span } from "./text/source-text.ts";

export type ReadOptions = {
  /** ISO date of publication, where the caller knows better than the page. */
  published?: string;
};

/** Reads an untouched text: what it says, who says it, how, and where by code points. Every claim is a draft for a person. */
export function readText(source: SourceText, options: ReadOptions = {}): Reading {
  const { page, boilerplate, found } = findBoilerplate(source);
  const { spans, datelines } = paragraphs(source, page, found);
  const junk = [...boilerplate, ...datelines].sort((a, b) => a.start - b.start);
  const published = readDay(options.published ?? "") ?? publishedDay(source.text, junk);
  const body = readBody(source.text, spans);
  const mentions = actingCapitals(source.text, body.mentions);
  const meaning = readMeaning(source.text, body, mentions, published, isColumn(source.text, junk));
  return toReading(source, { ...body, ...meaning, mentions, junk, published: published && writeDay(published) });
}

/** A page that calls itself opinion, or whose author says I. */
function isColumn(text: string, junk: readonly Boilerplate[]): boolean {
  const head = junk
    .slice(0, 8)
    .map((f) => text.slice(f.start, f.end))
    .join("\n");
  return (
    /\b(?:opinion|op-ed|analysis|comment|commentary|column|editorial|essay|viewpoint|perspective)\b/i.test(head) ||
    junk.some((f) => f.kind === "bio")
  );
}

type Everything = Body & Meaning & { junk: Boilerplate[]; published: string | undefined };

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
