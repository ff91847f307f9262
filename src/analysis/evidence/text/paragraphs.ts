// The author's paragraphs: what is left of a page without its boilerplate. In: a source and the lines that are boilerplate.
// Out: segments of the untouched text. A page of broken lines gives one segment for a run of lines, else one for a line.
// A place and date in front of the first words (LONDON, Jan. 3 (Wire) —) is no part of the sentence: it is boilerplate too.

import type { Boilerplate } from "../boilerplate/find-boilerplate.ts";
import type { Page } from "../boilerplate/page.ts";
import type { SourceText, Span } from "./source-text.ts";

const INLINE_DATELINE =
  /^\p{Lu}[\p{Lu}.'’-]{2,}(?:[ /]\p{Lu}[\p{Lu}.'’-]+)*(?:,\s*\p{L}[\p{L}. ]{1,20})?(?:,?\s+\p{Lu}\p{L}{2,8}\.?\s+\d{1,2})?(?:,?\s+\d{4})?\s*(?:\([^)]{1,40}\))?\s*(?:[—–]|\s-{1,2}(?=\s))\s*/u;

export function paragraphs(
  source: SourceText,
  page: Page,
  found: ReadonlyMap<number, unknown>,
): { spans: Span[]; datelines: Boilerplate[] } {
  const spans: Span[] = [];
  const datelines: Boilerplate[] = [];
  for (const line of page.lines) {
    if (found.has(line.index) || !/[\p{L}\p{N}]/u.test(line.text)) continue;
    const above = page.lines[line.index - 1];
    const last = spans.at(-1);
    if (page.wrapped && last && above && last.end === above.end && !line.openAbove) {
      last.end = line.end;
      continue;
    }
    const head = INLINE_DATELINE.exec(source.text.slice(line.start, Math.min(line.end, line.start + 120)))?.[0];
    if (head === undefined || head.length >= line.end - line.start) spans.push({ start: line.start, end: line.end });
    else {
      datelines.push({ start: line.start, end: line.start + head.trimEnd().length, kind: "dateline" });
      spans.push({ start: line.start + head.length, end: line.end });
    }
  }
  return { spans, datelines };
}
