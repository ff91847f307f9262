// The kinds of furniture, as the gold format names them (test/oracles/texts/README.md), and the shape of a rule.

import type { LineView, Page } from "./page.ts";

export const FURNITURE_KINDS = [
  "duration",
  "caption",
  "heading",
  "byline",
  "dateline",
  "share",
  "ad",
  "related",
  "subscribe",
  "newsletter",
  "bio",
  "copyright",
  "editor",
  "correction",
  "readtime",
  "pullquote",
  "figure",
  "footnote",
  "contact",
  "page",
  "tags",
] as const;

export type FurnitureKind = (typeof FURNITURE_KINDS)[number];

/** A rule that needs only the line itself. */
export type LineRule = { kind: FurnitureKind; most: number; is: RegExp };

/** A rule that needs the lines around it, and what was found so far (by line index). */
export type PageRule = {
  kind: FurnitureKind;
  is: (line: LineView, page: Page, found: ReadonlyMap<number, FurnitureKind>) => boolean;
};
