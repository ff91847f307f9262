// Finds quotation marks that are missing. In: a paragraph, and whether the next one opens with a quotation (then an open
// one is the custom of quotations over several paragraphs, and no defect). Out: the places where the mark should stand.
// Curly and straight double marks, guillemets, and single marks that open; a straight single mark may be an apostrophe.

import { attributes } from "../lexicon/reporting.ts";
import type { Span } from "../text/source-text.ts";

const MARK = /[“”«»"‘’]/gu;

type Open = { at: number; mark: string };

const CLOSES: Record<string, string> = { "“": "”", "«": "»", '"': '"', "‘": "’" };

export function findMissingQuotes(text: string, span: Span, nextOpens: boolean): number[] {
  const places: number[] = [];
  let open: Open | undefined;
  const leave = (limit: number) => {
    if (open) places.push(closingPlace(text, open.at, limit));
    open = undefined;
  };
  for (const match of text.slice(span.start, span.end).matchAll(MARK)) {
    const at = span.start + match.index;
    const role = roleOf(text, at, span, open);
    if (role === "none") continue;
    if (role === "open") {
      if (open && open.mark === match[0]) leave(at);
      if (!open) open = { at, mark: match[0] };
    } else if (open && CLOSES[open.mark] === match[0]) open = undefined;
    else if (!open && match[0] !== "’" && match[0] !== '"') places.push(openingPlace(text, span, at));
  }
  if (open && !(nextOpens && open.mark !== "‘")) leave(span.end);
  return places;
}

/** What a mark does, by what stands on its two sides. */
function roleOf(text: string, at: number, span: Span, open: Open | undefined): "open" | "close" | "none" {
  const mark = text[at]!;
  const left = at > span.start ? text[at - 1]! : " ";
  const right = at + 1 < span.end ? text[at + 1]! : " ";
  if (mark === "“" || mark === "«" || mark === "‘") {
    if (mark === "‘" && (/\p{L}/u.test(left) || (open !== undefined && open.mark !== "‘"))) return "none";
    return "open";
  }
  if (mark === "”" || mark === "»") return "close";
  if (mark === "’") {
    if (open?.mark !== "‘" || /\p{L}/u.test(right)) return "none";
    return "close";
  }
  if (/\p{N}/u.test(left) && open === undefined) return "none";
  if (open?.mark === '"') return /[\s(]/.test(left) && /[\p{L}\p{N}]/u.test(right) ? "open" : "close";
  return /[\p{L}\p{N}]/u.test(left) ? "close" : "open";
}

/** How far from a lone mark its partner is looked for. */
const REACH = 600;

const STOP = /[,?!.][’']?(?=\s)/g;

/** After the comma in front of "…, one diplomat said", else at the end of the first sentence. */
function closingPlace(text: string, from: number, limit: number): number {
  const piece = text.slice(from, Math.min(limit, from + REACH));
  let sentenceEnd: number | undefined;
  for (const match of piece.matchAll(STOP)) {
    const after = match.index + 1;
    const rest = /^[’']?\s+((?:[\p{L}\p{N}’'.-]+[\s,]+){0,9}?[\p{L}’']+)(?=[\s.,:])/u;
    const words = piece
      .slice(after, after + 160)
      .split(/[.!?,](?:\s|$)/)[0]!
      .split(/[\s,.]+/)
      .filter((w) => w !== "");
    if (rest.test(piece.slice(after)) && words.slice(0, 9).some((w) => attributes(w.toLowerCase())))
      return from + after;
    if (match[0] !== ",") {
      sentenceEnd = from + after;
      break;
    }
  }
  return sentenceEnd ?? Math.min(limit, from + piece.trimEnd().length);
}

/** Before the words that a lone closing mark ends: after a verb of saying, else where the sentence begins. */
function openingPlace(text: string, span: Span, at: number): number {
  const from = Math.max(span.start, at - REACH);
  const head = text.slice(from, at);
  const sentence = Math.max(...[...head.matchAll(/[.!?]["”’)]*\s+(?=\p{Lu})/gu)].map((m) => m.index + m[0].length), 0);
  let place = sentence;
  for (const match of head.slice(sentence).matchAll(/[\p{L}]+/gu)) {
    if (!attributes(match[0].toLowerCase())) continue;
    const after = sentence + match.index + match[0].length;
    place = after + (/^(?:\s+that)?[,:]?\s+/.exec(head.slice(after))?.[0].length ?? 0);
  }
  return from + Math.min(place, head.length);
}
