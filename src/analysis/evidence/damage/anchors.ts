// Finds link text of the page that was pushed into a sentence ("Mutual Defense Treaty It obliges …"). In: a sentence, its
// words, the lost spaces in it, and where persons are named. Out: segments, each a phrase without a verb. The signs: a
// capital on a word of grammar in mid-sentence, or a short phrase without a verb in front of a lost space.

import { isName } from "../gazetteer/gazetteer.ts";
import { DETERMINERS, isFunctionWord, PRONOUNS, SUBORDINATORS } from "../lexicon/function-words.ts";
import { isAuxiliary, isFiniteAt, isFiniteVerb, maybeVerb } from "../lexicon/verbs.ts";
import type { Span } from "../text/source-text.ts";
import { between, type Token } from "../text/tokens.ts";

const LONGEST = 9;
const NEVER = new Set(["may", "will", "us", "so", "do", "i", "no", "nor", "than"]);
const MONTHS = /^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/;

export type AnchorScene = {
  text: string;
  sentence: Span;
  words: readonly Token[];
  fused: readonly number[];
  persons: readonly Span[];
};

export function findAnchors(scene: AnchorScene): Span[] {
  if (isTitleCase(scene.words)) return [];
  const found: Span[] = [];
  let from = 0;
  for (let k = 1; k < scene.words.length; k++) {
    const word = scene.words[k]!;
    const joined = scene.fused.includes(word.start);
    if (!joined && !isIntruder(scene, k)) continue;
    const anchor = phraseBefore(scene, from, k, joined) ?? (joined ? undefined : phraseFrom(scene, k));
    if (!anchor) continue;
    found.push(anchor);
    from = scene.words.findIndex((w) => w.start >= anchor.end);
    if (from < 0) break;
    k = Math.max(k, from);
  }
  return [...found, ...atTheEnd(scene, from), ...participles(scene, found)].sort((a, b) => a.start - b.start);
}

const onlySpace = (scene: AnchorScene, k: number) =>
  /^\s+$/.test(between(scene.text, scene.words[k - 1]!, scene.words[k]!)) && !scene.words[k - 1]!.possessive;

/** A word of grammar with a capital where no sentence, quotation or title begins. */
function isIntruder(scene: AnchorScene, k: number): boolean {
  const word = scene.words[k]!;
  const next = scene.words[k + 1];
  if (!word.capital || NEVER.has(word.lower) || !isFunctionWord(word.lower)) return false;
  if (word.text.length > 1 && word.text === word.text.toUpperCase()) return false;
  if (!onlySpace(scene, k)) return false;
  if (next === undefined) return false;
  if (!next.capital) return !/^\p{N}/u.test(next.text) || !DETERMINERS.has(word.lower);
  const previous = scene.words[k - 1]!;
  if (PRONOUNS.has(word.lower) || DETERMINERS.has(word.lower)) return false;
  return isName(next.text) || MONTHS.test(next.text) || isFunctionWord(next.lower) || !previous.capital;
}

/** The phrase that ends before word k: from the nearest sensible start, without a finite verb. */
function phraseBefore(scene: AnchorScene, from: number, k: number, joined: boolean): Span | undefined {
  const { words } = scene;
  let first = k - 1;
  while (first > from && k - first < LONGEST && phraseGoesOn(scene, first)) first--;
  if (hasFinite(words, first, k)) return undefined;
  const atStart = first === from && (from > 0 || words[first]!.start <= scene.sentence.start + 2);
  const leftOver = joined && !atStart;
  if (leftOver && !isLeftOver(scene, first)) return undefined;
  if (atStart && from > 0 && !joined && !words[first]!.capital) return undefined;
  const start = leftOver ? first : atStart ? skipNames(scene, first, k) : capitalStart(scene, first, k);
  if (start === undefined || start >= k) return undefined;

  if (!atStart && k - start === 1 && !joined && isName(words[start]!.text)) return undefined;
  return { start: words[start]!.start, end: words[k - 1]!.end };
}

function phraseGoesOn(scene: AnchorScene, index: number): boolean {
  const gap = between(scene.text, scene.words[index - 1]!, scene.words[index]!);
  if (!/^(?:\s+|-|’|'|\s*&\s*)$/.test(gap)) return false;
  if (scene.persons.some((p) => p.end > scene.words[index - 1]!.start && p.end <= scene.words[index]!.start))
    return false;
  return !isFiniteVerb(scene.words[index - 1]!.lower) || scene.words[index - 1]!.capital;
}

function hasFinite(words: readonly Token[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    if (words[i]!.capital || /^(?:be|been|being)$/.test(words[i - 1]?.lower ?? "")) continue;
    if (isFiniteVerb(words[i]!.lower) || (i > from && i + 1 < to && isFiniteAt(words, i))) return true;
  }
  return false;
}

/** At the start of a sentence the phrase begins there, but a state that is its subject stays the author's. */
function skipNames(scene: AnchorScene, first: number, k: number): number {
  const { words } = scene;
  let start = first;
  while (start < k - 2 && isName(words[start]!.text) && words[start + 1]!.capital && onlySpace(scene, start + 1))
    start++;
  return start;
}

/** In mid-sentence it begins with a capital that is no name. */
function capitalStart(scene: AnchorScene, first: number, k: number): number | undefined {
  for (let i = first; i < k; i++) {
    const word = scene.words[i]!;
    if (!word.capital || isName(word.text) || MONTHS.test(word.text) || word.text === "I") continue;
    // "Moscow |US Presidential Election": of two names in a row the second belongs to the link text.
    const twoNames = i >= 2 && isName(scene.words[i - 1]!.text) && isName(scene.words[i - 2]!.text);
    return twoNames && onlySpace(scene, i) && onlySpace(scene, i - 1) ? i - 1 : i;
  }
  return undefined;
}

/** Before a lost space in mid-sentence: "Instead of unity, |TaiwanBeijing": a name that the clause has no use for. */
function isLeftOver(scene: AnchorScene, start: number): boolean {
  const opener = scene.words[0]!;
  return (
    SUBORDINATORS.has(opener.lower) &&
    start > 0 &&
    /,\s*$/.test(between(scene.text, scene.words[start - 1]!, scene.words[start]!))
  );
}

/** "and possibly The seventh nuclear test." A capital article opens it, and the sentence's end or a comma closes it. */
function phraseFrom(scene: AnchorScene, k: number): Span | undefined {
  const { words, text } = scene;
  if (words[k - 1]!.capital) return undefined;
  let last = k;
  while (
    last + 1 < words.length &&
    last - k < LONGEST &&
    /^(?:\s+|-)$/.test(between(text, words[last]!, words[last + 1]!))
  ) {
    if (isAuxiliary(words[last + 1]!.lower) || isIntruder(scene, last + 1)) break;
    last++;
  }
  return last > k && last - k < LONGEST ? { start: words[k]!.start, end: words[last]!.end } : undefined;
}

/** A sentence that a lost space ended and that says nothing is link text as a whole. */
function atTheEnd(scene: AnchorScene, from: number): Span[] {
  const { words, sentence, fused } = scene;
  const cut = fused.includes(sentence.end);
  if (!cut) return [];
  if (from === 0 && words.length > 0 && words.length <= LONGEST && !hasFinite(words, 0, words.length))
    return words.slice(1).some((w) => !w.capital && maybeVerb(w.lower) && isAuxiliary(w.lower))
      ? []
      : [{ start: words[0]!.start, end: words.at(-1)!.end }];
  return [];
}

const CLOSERS = new Set(["and", "but", "or", "which", "that", "while", "because", "so"]);

/** "three glaciers Melting faster than forecast and none …": a participle with a capital in mid-sentence. */
function participles(scene: AnchorScene, found: readonly Span[]): Span[] {
  const { words, text } = scene;
  const more: Span[] = [];
  for (let k = 1; k + 1 < words.length; k++) {
    const word = words[k]!;
    if (
      !word.capital ||
      !/^\p{Lu}\p{Ll}+ing$/u.test(word.text) ||
      isName(word.text) ||
      words[k - 1]!.capital ||
      words[k + 1]!.capital
    )
      continue;
    if (!onlySpace(scene, k) || found.some((f) => f.start < word.end && f.end > word.start)) continue;
    if (DETERMINERS.has(words[k - 1]!.lower)) continue;
    let last = k;
    while (
      last + 1 < words.length &&
      last - k < LONGEST &&
      /^\s+$/.test(between(text, words[last]!, words[last + 1]!))
    ) {
      if (CLOSERS.has(words[last + 1]!.lower) || isAuxiliary(words[last + 1]!.lower)) break;
      last++;
    }
    more.push({ start: word.start, end: words[last]!.end });
  }
  return more;
}

/** A title: most words have a capital, and those that have none are words of grammar. */
function isTitleCase(words: readonly Token[]): boolean {
  const long = words.filter((w) => w.text.length > 3);
  const small = long.filter((w) => !w.capital && !isFunctionWord(w.lower));
  return long.length >= 4 && small.length === 0;
}
