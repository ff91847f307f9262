// Read: a source untouched at the left, its claims at the right. A click on a claim shows its words; words selected become a new claim, as
// an edit of the text that undo takes back. A claim whose words are not where it says is listed as lost, never dropped.

import { useEffect, useRef, useState } from "react";
import type { ClaimSource } from "../../../language/checked-model.ts";
import { nameInWords } from "../../../report/figures.ts";
import { notice } from "../page/actions.ts";
import { quoteOf, textOf } from "../page/quote.ts";
import { withEdit } from "../state/doc.ts";
import { change, filesNow, showPlace, usePage } from "../state/store.ts";
import { addClaim } from "./write-model.ts";

type Piece = { text: string; claims: string[]; from: number };

/** The text cut at every end of a claim; offsets are code points. */
function piecesOf(points: readonly string[], claims: readonly ClaimSource[]): Piece[] {
  const cuts = new Set([0, points.length]);
  for (const { range } of claims) {
    if (range && range.end <= points.length) cuts.add(range.start).add(range.end);
  }
  const ends = [...cuts].toSorted((a, b) => a - b);
  return ends.slice(1).map((end, i) => {
    const from = ends[i]!;
    const over = claims.filter(
      (c) => c.range && c.range.end <= points.length && c.range.start <= from && c.range.end >= end,
    );
    return { from, text: points.slice(from, end).join(""), claims: over.map((c) => c.id) };
  });
}

/** Where a selection lies, in code points of the source. */
function selectedIn(box: HTMLElement): { start: number; end: number; text: string } | undefined {
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

export function Read() {
  const { model, texts, claim } = usePage();
  const sources = (model?.sources ?? []).filter((s) => textOf(s, texts) !== undefined);
  const own = model?.claims.find((c) => c.id === claim)?.source;
  const [picked, pick] = useState<string | undefined>();
  const [selected, select] = useState<ReturnType<typeof selectedIn>>();
  const box = useRef<HTMLElement>(null);
  const source = sources.find((s) => s.id === (picked ?? own)) ?? sources[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the claim in hand is scrolled to when it changes
  useEffect(() => {
    box.current?.querySelector("mark.chosen")?.scrollIntoView({ block: "center" });
  }, [claim]);
  if (!model || !source) return <p className="note">No text of a source is at hand.</p>;
  const text = textOf(source, texts)!;
  const points = [...text];
  const claims = model.claims.filter((c) => c.source === source.id);
  const lost = claims.filter((c) => quoteOf(c, source, texts).kind === "lost");
  const add = () => {
    if (!selected) return;
    const written = addClaim(filesNow(), { source: source.id, start: selected.start, end: selected.end });
    if (!written) {
      notice("No file of the model has a place for claims.");
      return;
    }
    change("claim", (doc) => withEdit(doc, written.file, written.text, usePage.getState().files[written.file]));
    notice(`Added as ${written.id}: say in your own words what it claims, in the Model tab.`);
    showPlace({ file: written.file, line: written.line, column: 1, length: 1 });
  };
  return (
    <div className="read">
      <p className="filter">
        <label>
          Source{" "}
          <select value={source.id} onChange={(event) => pick(event.target.value)}>
            {sources.map((s) => (
              <option key={s.id} value={s.id}>
                {s.title}
              </option>
            ))}
          </select>
        </label>
        <button type="button" onClick={add} disabled={!selected}>
          Make a claim of the selected words
        </button>
      </p>
      <div className="read-columns">
        <section
          aria-label="Text of the source"
          className="source-text"
          ref={box}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, and a keyboard must reach it
          tabIndex={0}
          onMouseUp={() => select(box.current ? selectedIn(box.current) : undefined)}
          onKeyUp={() => select(box.current ? selectedIn(box.current) : undefined)}
        >
          {piecesOf(points, claims).map((piece) =>
            piece.claims.length === 0 ? (
              <span key={piece.from}>{piece.text}</span>
            ) : (
              <mark
                key={piece.from}
                className={claim !== undefined && piece.claims.includes(claim) ? "chosen" : undefined}
              >
                {piece.text}
              </mark>
            ),
          )}
        </section>
        <ul className="source-claims">
          {claims
            .toSorted((a, b) => (a.range?.start ?? 0) - (b.range?.start ?? 0))
            .map((c) => (
              <li key={c.id}>
                <button type="button" aria-pressed={c.id === claim} onClick={() => usePage.setState({ claim: c.id })}>
                  <strong>{nameInWords(c.id)}</strong> <span>{c.says}</span>
                  {lost.includes(c) && <span className="amber">lost: its words are not there</span>}
                </button>
              </li>
            ))}
        </ul>
      </div>
    </div>
  );
}
