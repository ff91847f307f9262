// The kinds of boilerplate, as the gold format names them (test/oracles/texts/README.md), and the shape of a rule.

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

export type BoilerplateKind = (typeof FURNITURE_KINDS)[number];

/** A rule that needs only the line itself. */
export type LineRule = { kind: BoilerplateKind; most: number; is: RegExp };

/** What a rule may look at besides its line: what was found so far (by line index), and where the first prose stands. */
export type Surroundings = Page & { found: ReadonlyMap<number, BoilerplateKind>; firstProse: number };

/** A rule that needs the lines around it. */
export type PageRule = { kind: BoilerplateKind; is: (line: LineView, page: Surroundings) => boolean };
