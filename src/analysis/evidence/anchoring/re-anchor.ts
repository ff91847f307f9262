// Finds claims again in a source that changed. In: anchors (position and quote) and the new text; the old text too where it
// is at hand. Out: one finding for each anchor, in order: kept, moved, reworded, or lost with the reason. Nothing is dropped.
// A sentence whose sense was turned, or whose numbers changed, is lost: the claim rested on other words.

import { NUMBER_WORDS } from "../lexicon/number-words.ts";
import type { SourceText, Span } from "../text/source-text.ts";
import { findApproximate, type WordIndex, wordIndex } from "./approximate.ts";
import { lineMap } from "./line-map.ts";
import { polarityTurned } from "./polarity.ts";
import { type Anchor, quoteAt } from "./quote-selector.ts";

export type Finding =
  | { kind: "kept" | "moved"; anchor: Anchor }
  /** `edits` counts changed characters; `was` is the old wording. */
  | { kind: "reworded"; anchor: Anchor; edits: number; was: string }
  | { kind: "lost"; was: Anchor; because: "gone" | "turned" | "numbers" | "unclear"; near?: Anchor };

/** Share of a quotation's characters that may have changed. */
const ALLOWED = 0.5;

export function reAnchor(anchors: readonly Anchor[], now: SourceText, old?: SourceText): Finding[] {
  const map = old ? lineMap(old.text, now.text) : undefined;
  let index: WordIndex | undefined;
  return anchors.map((anchor) => {
    const expected = expectedPlace(anchor, now, old, map);
    const exact = findExact(anchor, now, expected);
    if (exact !== undefined) return found(anchor, now, exact);
    index ??= wordIndex(now.text);
    return findReworded(anchor, now, index, expected);
  });
}

function expectedPlace(
  anchor: Anchor,
  now: SourceText,
  old: SourceText | undefined,
  map: ((unit: number) => number) | undefined,
): number {
  return old && map
    ? map(old.points.toUnits(anchor.start))
    : now.points.toUnits(Math.min(anchor.start, now.points.length));
}

function found(anchor: Anchor, now: SourceText, at: number): Finding {
  const start = now.points.toPoints(at);
  const end = now.points.toPoints(at + anchor.exact.length);
  return { kind: start === anchor.start ? "kept" : "moved", anchor: quoteAt(now, { start, end }) };
}

const MOST_PLACES = 500;

/** Every place with the same words; of several, the one with the same surroundings, then the nearest. */
function findExact(anchor: Anchor, now: SourceText, expected: number): number | undefined {
  if (anchor.exact === "") return undefined;
  const places: number[] = [];
  for (let at = now.text.indexOf(anchor.exact); at >= 0 && places.length < MOST_PLACES; ) {
    places.push(at);
    at = now.text.indexOf(anchor.exact, at + 1);
  }
  if (places.length <= 1) return places[0];
  const context = (at: number) =>
    alike(anchor.prefix, now.text.slice(Math.max(0, at - anchor.prefix.length), at), true) +
    alike(
      anchor.suffix,
      now.text.slice(at + anchor.exact.length, at + anchor.exact.length + anchor.suffix.length),
      false,
    );
  const ranked = places.map((at) => ({ at, context: context(at), far: Math.abs(at - expected) }));
  ranked.sort((a, b) => b.context - a.context || a.far - b.far);
  return ranked[0]!.at;
}

/** Characters that agree, counted from the quotation outwards. */
function alike(a: string, b: string, fromEnd: boolean): number {
  let n = 0;
  while (n < a.length && n < b.length && (fromEnd ? a.at(-1 - n) === b.at(-1 - n) : a[n] === b[n])) n++;
  return n;
}

function findReworded(anchor: Anchor, now: SourceText, index: WordIndex, expected: number): Finding {
  const allowed = Math.floor(anchor.exact.length * ALLOWED);
  const match = findApproximate(now.text, index, anchor.exact, allowed, expected);
  if (!match) return { kind: "lost", was: anchor, because: "gone" };
  const span = wholeWords(now.text, match);
  const place = quoteAt(now, { start: now.points.toPoints(span.start), end: now.points.toPoints(span.end) });
  const wording = place.exact;
  if (polarityTurned(anchor.exact, wording)) return { kind: "lost", was: anchor, because: "turned", near: place };
  if (numbersOf(anchor.exact) !== numbersOf(wording))
    return { kind: "lost", was: anchor, because: "numbers", near: place };
  if (sharedWords(anchor.exact, wording) < 0.5) return { kind: "lost", was: anchor, because: "unclear", near: place };
  return { kind: "reworded", anchor: place, edits: match.edits, was: anchor.exact };
}

/** A match may begin or end within a word: it is widened to whole words. */
function wholeWords(text: string, span: Span): Span {
  const word = /[\p{L}\p{M}\p{N}]/u;
  let { start, end } = span;
  while (start > 0 && word.test(text[start] ?? "") && word.test(text[start - 1]!)) start--;
  while (end < text.length && end > 0 && word.test(text[end - 1]!) && word.test(text[end]!)) end++;
  return { start, end };
}

/** In their order, those in words as figures. */
const numbersOf = (text: string) =>
  (text.toLowerCase().match(/\p{N}+(?:[.,]\p{N}+)*|\p{L}+/gu) ?? [])
    .flatMap((word) =>
      /^\p{N}/u.test(word) ? word : Object.hasOwn(NUMBER_WORDS, word) ? String(NUMBER_WORDS[word]) : [],
    )
    .join(" ");

function sharedWords(before: string, after: string): number {
  const list = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const now = new Set(list(after));
  const old = list(before);
  return old.length === 0 ? 1 : old.filter((w) => now.has(w)).length / old.length;
}
