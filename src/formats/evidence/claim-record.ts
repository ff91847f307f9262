// A claim as it leaves the lens: what it says, where it stands by position and by quote, line and paragraph. Plain data, from
// which YAML, CSV, Markdown and Web Annotations are written. Only the claim's own words go along, never the text.

import { type QuoteSelector, quoteAt } from "../../analysis/evidence/anchoring/quote-selector.ts";
import type { Claim } from "../../analysis/evidence/claims/claim.ts";
import type { Reading } from "../../analysis/evidence/reading.ts";
import { lineAt, type SourceText } from "../../analysis/evidence/text/source-text.ts";

export type ClaimRecord = Claim & {
  id: string;
  line: number;
  quote: QuoteSelector;
  /** A person's own words for it. */
  says?: string;
};

/** What is known of the source besides its text. */
export type SourceNote = {
  id: string;
  title: string;
  file?: string;
  sha256: string;
  published?: string;
  note?: string;
};

export function claimRecords(source: SourceText, reading: Reading): ClaimRecord[] {
  const taken = new Map<string, number>();
  return reading.claims.map((claim) => {
    const { exact, prefix, suffix } = quoteAt(source, claim);
    const line = lineAt(source, source.points.toUnits(claim.start)).number;
    return { ...claim, id: freshId(exact, taken), line, quote: { exact, prefix, suffix } };
  });
}

const SMALL = new Set(
  "the a an of to in on at by for with from and or but that this these those it its is are was were be been has have had do does did will would may might could not no as than so such their his her our we they he she you i said says say told according who which what when where there".split(
    " ",
  ),
);

/** A name of letters, digits and underscores from the first telling words; a number where two would be alike. */
function freshId(exact: string, taken: Map<string, number>): string {
  const plain = exact
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  const words = (plain.match(/[a-z0-9]+/g) ?? []).filter((w) => w.length > 1 && !SMALL.has(w));
  const stem =
    words
      .slice(0, 4)
      .join("_")
      .slice(0, 48)
      .replace(/^(?=\d)/, "c_") || "claim";
  const n = (taken.get(stem) ?? 0) + 1;
  taken.set(stem, n);
  if (n === 1) return stem;
  const id = `${stem}_${n}`;
  taken.set(id, 1);
  return id;
}

/** A name for a source from that of its file. */
export function sourceIdFrom(name: string): string {
  const stem = name
    .replace(/\.[^.]*$/, "")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "");
  return (
    stem
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .replace(/^(?=\d)/, "text_")
      .slice(0, 48) || "text"
  );
}
