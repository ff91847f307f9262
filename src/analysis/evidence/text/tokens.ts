// Cuts a segment of text into words. In: a segment in units, and places where two words run into each other (splices/fused.ts).
// Out: words with places; a possessive 's and hyphens are left out, so "China's" is China and "anti-Russian" two words.

import type { Span } from "./source-text.ts";
import { placesWithin } from "./within.ts";

export type Token = Span & {
  text: string;
  lower: string;
  /** Begins with a capital letter. */
  capital: boolean;
  possessive: boolean;
};

const WORD =
  /(?:\p{Lu}\.){2,}|[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:['’](?!s(?![\p{L}\p{N}]))\p{L}+)*|\p{N}+(?:[.,]\p{N}+)*[\p{L}]*/gu;
const CAPITAL = /^\p{Lu}/u;

export function tokens(text: string, span: Span, cuts: readonly number[] = []): Token[] {
  const found: Token[] = [];
  let from = span.start;
  for (const cut of [...placesWithin(cuts, span.start + 1, span.end - 1), span.end]) {
    const piece = text.slice(from, cut);
    for (const match of piece.matchAll(WORD)) {
      const start = from + match.index;
      if (match[0] === "s" && found.at(-1)?.possessive && found.at(-1)!.end === start - 1) continue;
      const end = start + match[0].length;
      found.push({
        start,
        end,
        text: match[0],
        lower: match[0].toLowerCase(),
        capital: CAPITAL.test(match[0]),
        possessive: /^['’]s(?![\p{L}\p{N}])/u.test(text.slice(end, end + 3)),
      });
    }
    from = cut;
  }
  return found;
}

/** What stands between two neighbouring words. */
export function between(text: string, left: Token, right: Token): string {
  return text.slice(left.end, right.start);
}
