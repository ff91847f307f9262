// A segment of text as the W3C Web Annotation Data Model (2017) names it: by position and by quote (exact, prefix, suffix).
// In: a source and a segment in code points. Out: a selector that finds the segment again when the text around it has moved.

import { splitsPair } from "../text/code-points.ts";
import type { SourceText, Span } from "../text/source-text.ts";

export type QuoteSelector = { exact: string; prefix: string; suffix: string };

/** What is kept of a claim's place: enough to find it again without the text. */
export type Anchor = Span & QuoteSelector;

const CONTEXT = 32;

export function quoteAt(source: SourceText, span: Span, context: number = CONTEXT): Anchor {
  const { text, points } = source;
  const start = points.toUnits(span.start);
  const end = points.toUnits(span.end);
  let from = Math.max(0, start - context);
  let to = Math.min(text.length, end + context);
  if (splitsPair(text, from)) from++;
  if (splitsPair(text, to)) to--;
  return {
    start: span.start,
    end: span.end,
    exact: text.slice(start, end),
    prefix: text.slice(from, start),
    suffix: text.slice(end, to),
  };
}
