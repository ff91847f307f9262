// A source as the reader sees it: the untouched text, its hash and its lines. In: the text and the hash of the file's bytes.
// Out: lines with their place in UTF-16 units. Nothing is trimmed, normalised or re-encoded: positions refer to what was given.

import { sha256Hex } from "../../../statistics/sha256.ts";
import { type CodePoints, codePoints } from "./code-points.ts";

export type Span = { start: number; end: number };

/** A line without its line end; `start` and `end` leave out white space at both sides, so an empty line has start = end. */
export type TextLine = Span & { number: number };

export type SourceText = {
  text: string;
  /** Of the bytes of the file where there is one, else of the text's UTF-8. */
  sha256: string;
  lines: TextLine[];
  points: CodePoints;
};

const LINE_END = /\r\n|[\n\r\f\v\u0085\u2028\u2029]/g;

export function sourceText(text: string, sha256: string = sha256Hex(text)): SourceText {
  const lines: TextLine[] = [];
  let from = 0;
  for (const match of text.matchAll(LINE_END)) {
    lines.push(trimmed(text, from, match.index, lines.length + 1));
    from = match.index + match[0].length;
  }
  lines.push(trimmed(text, from, text.length, lines.length + 1));
  return { text, sha256, lines, points: codePoints(text) };
}

const SPACE = /[\s\u200b\u200e\u200f\ufeff]/;

function trimmed(text: string, from: number, to: number, number: number): TextLine {
  let start = from;
  let end = to;
  while (start < end && SPACE.test(text[start]!)) start++;
  while (end > start && SPACE.test(text[end - 1]!)) end--;
  return { start, end, number };
}

/** The line that holds a position (units), by bisection. */
export function lineAt(source: SourceText, unit: number): TextLine {
  let low = 0;
  let high = source.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (source.lines[middle]!.start <= unit) low = middle;
    else high = middle - 1;
  }
  return source.lines[low]!;
}
