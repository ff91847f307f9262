// Finds where a quotation stands in a text that was edited. In: the text and the quotation, in UTF-16 units. Out: the best
// segment and its number of edits, or nothing within the allowance. Two steps: words vote for where the quotation would begin
// (rare words count), then Sellers' algorithm (1980, "The theory and computation of evolutionary distances") runs on the few
// windows with most votes: edit distance with a free start and a free end. Linear in the text but for those windows.

import type { Span } from "../text/source-text.ts";

export type Match = Span & { edits: number };

const WORD = /[\p{L}\p{N}]+/gu;
const WINDOWS = 6;
const BUCKET = 32;

/** Places of every word of a text; made once for many quotations. */
export type WordIndex = Map<string, number[]>;

export function wordIndex(text: string): WordIndex {
  const index: WordIndex = new Map();
  for (const match of text.matchAll(WORD)) {
    const word = match[0].toLowerCase();
    const places = index.get(word);
    if (places) places.push(match.index);
    else index.set(word, [match.index]);
  }
  return index;
}

/** Best match with at most `allowed` edits; ties go to the one nearest to `expected`. */
export function findApproximate(
  text: string,
  index: WordIndex,
  quote: string,
  allowed: number,
  expected: number,
): Match | undefined {
  let best: Match | undefined;
  const distance = (m: Match) => Math.abs(m.start - expected);
  for (const begin of likelyBegins(index, quote, expected)) {
    const slack = Math.ceil(quote.length * 0.5) + BUCKET;
    const from = Math.max(0, begin - slack);
    const match = sellers(text.slice(from, Math.min(text.length, begin + quote.length + slack)), quote);
    const found = { start: from + match.start, end: from + match.end, edits: match.edits };
    if (found.edits > allowed) continue;
    if (!best || found.edits < best.edits || (found.edits === best.edits && distance(found) < distance(best)))
      best = found;
  }
  return best;
}

const MOST_PLACES = 2000;

/** Where the quotation would begin if a word of it is the word that stands there; the places with most votes. */
function likelyBegins(index: WordIndex, quote: string, expected: number): number[] {
  const votes = new Map<number, number>();
  for (const match of quote.matchAll(WORD)) {
    const places = index.get(match[0].toLowerCase());
    if (!places || places.length > MOST_PLACES) continue;
    const weight = match[0].length / Math.sqrt(places.length);
    for (const place of places) {
      const bucket = Math.floor((place - match.index) / BUCKET);
      votes.set(bucket, (votes.get(bucket) ?? 0) + weight);
    }
  }
  // A neighbour's votes count as well: edits shift the later words into the next bucket.
  const total = (bucket: number) => [-2, -1, 0, 1, 2].reduce((sum, k) => sum + (votes.get(bucket + k) ?? 0), 0);
  const far = (bucket: number) => Math.abs(bucket * BUCKET - expected);
  const ranked = [...votes.keys()].map((bucket) => ({ bucket, votes: total(bucket) }));
  ranked.sort((a, b) => b.votes - a.votes || far(a.bucket) - far(b.bucket));
  const chosen: number[] = [];
  for (const { bucket } of ranked) {
    if (chosen.some((c) => Math.abs(c - bucket) <= 2)) continue;
    chosen.push(bucket);
    if (chosen.length === WINDOWS) break;
  }
  return chosen.map((bucket) => Math.max(0, bucket * BUCKET));
}

/** The segment of `window` with the least edit distance to `quote`; the earliest end, then the latest start that gives it. */
export function sellers(window: string, quote: string): Match {
  const m = quote.length;
  let cost = Uint32Array.from({ length: m + 1 }, (_, i) => i);
  let begin = new Uint32Array(m + 1);
  let best: Match = { start: 0, end: 0, edits: m };
  for (let j = 1; j <= window.length; j++) {
    const nextCost = new Uint32Array(m + 1);
    const nextBegin = new Uint32Array(m + 1);
    nextBegin[0] = j;
    const unit = window.charCodeAt(j - 1);
    for (let i = 1; i <= m; i++) {
      const swap = cost[i - 1]! + (quote.charCodeAt(i - 1) === unit ? 0 : 1);
      const drop = cost[i]! + 1;
      const add = nextCost[i - 1]! + 1;
      const least = Math.min(swap, drop, add);
      nextCost[i] = least;
      nextBegin[i] = least === swap ? begin[i - 1]! : least === drop ? begin[i]! : nextBegin[i - 1]!;
    }
    cost = nextCost;
    begin = nextBegin;
    if (cost[m]! < best.edits) best = { start: begin[m]!, end: j, edits: cost[m]! };
  }
  return best;
}
