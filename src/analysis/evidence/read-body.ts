// First pass of the reader: from paragraphs to sentences, names and damage. In: the text and the author's paragraphs.
// Out: sentences with the lost spaces in them, splices, mentions. People are remembered from here on, so a surname later is
// known. Words are not kept: a text of 50 MB has ten million, and the second pass cuts them again where it stands.

import type { TextDamage } from "./damage/damage.ts";
import { findDamage } from "./damage/find-damage.ts";
import { findFused } from "./damage/fused.ts";
import type { Mention } from "./mentions/mention.ts";
import { findNames } from "./mentions/names.ts";
import { coverWords, findPersons, type People } from "./mentions/persons.ts";
import { splitSentences } from "./text/sentences.ts";
import type { Span } from "./text/source-text.ts";
import { tokens } from "./text/tokens.ts";
import { placesWithin, spansWithin } from "./text/within.ts";

export type Sentence = { span: Span; fused: readonly number[] };

export type Body = { sentences: Sentence[]; splices: TextDamage[]; mentions: Mention[] };

export function readBody(text: string, spans: readonly Span[]): Body {
  const body: Body = { sentences: [], splices: [], mentions: [] };
  const people: People = new Map();
  let subject: string | undefined;
  for (const [i, span] of spans.entries()) {
    const fused = findFused(text, span);
    const sentences = splitSentences(text, span, fused).map((s) => {
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
    const splices = findDamage({
      text,
      paragraph: span,
      nextOpens: next !== undefined && /^["“«]/.test(text.slice(next.start, next.start + 1)),
      sentences,
      fused,
      persons: persons.sort((a, b) => a.start - b.start),
    });
    for (const { span: s, fused: inside } of sentences) body.sentences.push({ span: s, fused: inside });
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
function outsideAnchors(mentions: readonly Mention[], splices: readonly TextDamage[]): Mention[] {
  const anchors = splices.filter((s) => s.kind === "anchor");
  if (anchors.length === 0) return [...mentions];
  return mentions.filter((m) => {
    const around = spansWithin(anchors, { start: m.start - LONGEST_ANCHOR, end: m.start + 1 });
    return !around.some((a) => m.end <= a.end && a.end - a.start > m.end - m.start + 2);
  });
}
