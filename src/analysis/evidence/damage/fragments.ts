// Finds the start of a sentence that was cut off: it begins with a small letter. In: a sentence and its words. Out: the
// segment that hangs in the air, up to a name with a capital or a word of grammar with one. Names that are written small
// (al-Shabaab, de Gaulle, iPhone) begin no fragment.

import { isFunctionWord } from "../lexicon/function-words.ts";
import { isFiniteVerb } from "../lexicon/verbs.ts";
import type { Span } from "../text/source-text.ts";
import { between, type Token } from "../text/tokens.ts";

const SMALL_NAMES = new Set(["al", "el", "bin", "ibn", "de", "la", "von", "van", "der", "da", "di", "ul"]);

export function findFragment(text: string, words: readonly Token[]): Span | undefined {
  const first = words[0];
  if (!first || first.capital || !/^\p{Ll}/u.test(first.text)) return undefined;
  if (/\p{Lu}/u.test(first.text)) return undefined;
  if (SMALL_NAMES.has(first.lower) && words[1]?.capital) return undefined;
  let last = 0;
  while (last + 1 < words.length && last < 7) {
    const next = words[last + 1]!;
    if (!/^[\s-]+$/.test(between(text, words[last]!, next))) break;
    if (isFiniteVerb(next.lower)) break;
    const hyphened = text[words[last]!.end] === "-";
    if (next.capital && !hyphened && (isFunctionWord(next.lower) || words[last]!.capital)) break;
    if (last >= 3 && !next.capital) break;
    last++;
  }
  return { start: first.start, end: words[last]!.end };
}
