// What a rule of boilerplate may look at: the lines that hold something, and how the page is laid out.
// In: a source. Out: plain views of its lines, whether the text is hard-wrapped, how often each line occurs.

import type { SourceText, Span } from "../text/source-text.ts";

export type LineView = Span & {
  /** Index among the lines that are not empty. */
  index: number;
  text: string;
  words: number;
  /** Ends as a sentence does. */
  terminal: boolean;
  /** An empty line, or the edge of the text, is above or below it. */
  openAbove: boolean;
  openBelow: boolean;
};

export type Page = {
  lines: LineView[];
  /** Lines are broken at a width, so a paragraph is a run of lines (a PDF, an e-mail). */
  wrapped: boolean;
  /** How often each line stands on the page. */
  times: Map<string, number>;
};

const TERMINAL = /[.!?…。！？؟:][\s"'”’»)\]]*$/;
const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;

/** Words of a line; long lines are not counted to the end, since "many" is all a rule asks. */
function countWords(text: string): number {
  return [...(text.length > 600 ? text.slice(0, 600) : text).matchAll(WORD)].length;
}

export function pageOf(source: SourceText): Page {
  const lines: LineView[] = [];
  const times = new Map<string, number>();
  let emptyAbove = true;
  for (const line of source.lines) {
    if (line.end <= line.start) {
      const last = lines.at(-1);
      if (last) last.openBelow = true;
      emptyAbove = true;
      continue;
    }
    const text = source.text.slice(line.start, line.end);
    const index = lines.length;
    lines.push({
      start: line.start,
      end: line.end,
      index,
      text,
      words: countWords(text),
      terminal: TERMINAL.test(text),
      openAbove: emptyAbove,
      openBelow: false,
    });
    times.set(text, (times.get(text) ?? 0) + 1);
    emptyAbove = false;
  }
  const last = lines.at(-1);
  if (last) last.openBelow = true;
  return { lines, wrapped: isWrapped(lines), times };
}

/** A wrapped text breaks its lines in mid-sentence: a quarter of its longer lines do, and the next one follows at once. */
function isWrapped(lines: readonly LineView[]): boolean {
  let long = 0;
  let broken = 0;
  let wide = 0;
  for (const line of lines) {
    if (line.words < 6) continue;
    long++;
    if (line.text.length > 160) wide++;
    const next = lines[line.index + 1];
    if (!line.terminal && next && !line.openBelow && /^[\p{Ll}\p{N}"'“‘(]/u.test(next.text)) broken++;
  }
  return long >= 4 && broken / long >= 0.25 && wide / long < 0.25;
}
