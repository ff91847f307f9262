// The text of a source, untouched, with the words of claims marked; words that are selected are told.

import { useEffect, useRef } from "react";

export type Mark = { id: string; start: number; end: number };
export type Selected = { start: number; end: number; text: string };

type Piece = { text: string; marks: string[]; from: number };

/** The text cut at every end of a mark; offsets are code points. */
function piecesOf(points: readonly string[], all: readonly Mark[]): Piece[] {
  const marks = all.filter((m) => m.end <= points.length);
  const cuts = new Set([0, points.length]);
  for (const { start, end } of marks) cuts.add(start).add(end);
  const ends = [...cuts].toSorted((a, b) => a - b);
  return ends.slice(1).map((end, i) => {
    const from = ends[i]!;
    const over = marks.filter((m) => m.start <= from && m.end >= end);
    return { from, text: points.slice(from, end).join(""), marks: over.map((m) => m.id) };
  });
}

/** Where a selection lies, in code points of the source. */
function selectedIn(box: HTMLElement): Selected | undefined {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!box.contains(range.commonAncestorContainer)) return undefined;
  const before = document.createRange();
  before.selectNodeContents(box);
  before.setEnd(range.startContainer, range.startOffset);
  const start = [...before.toString()].length;
  const text = range.toString();
  return { start, end: start + [...text].length, text };
}

export function SourceText({
  text,
  marks,
  chosen,
  select,
}: {
  text: string;
  marks: readonly Mark[];
  chosen: string | undefined;
  select: (selected: Selected | undefined) => void;
}) {
  const box = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the claim in hand is scrolled to when it changes
  useEffect(() => {
    const mark = box.current?.querySelector<HTMLElement>("mark.chosen");
    // The box scrolls, not the page under it
    if (mark && box.current)
      box.current.scrollTop = mark.offsetTop - box.current.offsetTop - box.current.clientHeight / 3;
  }, [chosen]);
  const tell = () => select(box.current ? selectedIn(box.current) : undefined);
  return (
    <section
      aria-label="Text of the source"
      className="source-text"
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, and a keyboard must reach it
      tabIndex={0}
      onMouseUp={tell}
      onKeyUp={tell}
    >
      {piecesOf([...text], marks).map((piece) =>
        piece.marks.length === 0 ? (
          <span key={piece.from}>{piece.text}</span>
        ) : (
          <mark
            key={piece.from}
            className={chosen !== undefined && piece.marks.includes(chosen) ? "chosen" : undefined}
          >
            {piece.text}
          </mark>
        ),
      )}
    </section>
  );
}
