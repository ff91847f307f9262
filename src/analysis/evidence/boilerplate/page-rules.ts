// Boilerplate that only its neighbours show: repeats, captions beside a video's duration, titles, names under a title, the
// note on the author. Run after the line rules, in this order, over lines that are still the author's.

import type { BoilerplateKind, PageRule, Surroundings } from "./kinds.ts";
import type { LineView, Page } from "./page.ts";

const neighbour = (line: LineView, page: Surroundings, step: 1 | -1) => page.lines[line.index + step];

/** The nearest line above or below that is still the author's and reads like prose. */
function isProse(line: LineView): boolean {
  return (line.terminal && line.words >= 5) || line.words > 22;
}

/** Index of the first line that is surely the author's. */
export function firstProse(page: Page, found: ReadonlyMap<number, BoilerplateKind>): number {
  return (
    page.lines.find((line) => line.words > 12 && isProse(line) && !found.has(line.index))?.index ?? page.lines.length
  );
}

/** A line that stands twice, one under the other or nearly: a caption and the text read out for it. */
function isRepeat(line: LineView, page: Surroundings): boolean {
  if (line.words < 2 || line.words > 40) return false;
  return [-2, -1, 1, 2].some((step) => page.lines[line.index + step]?.text === line.text);
}

function isRunningTitle(line: LineView, page: Surroundings): boolean {
  return line.words <= 14 && !line.terminal && (page.times.get(line.text) ?? 0) >= 3;
}

/** The line after a duration, or before it, where it is no sentence of its own. */
function isBesideDuration(line: LineView, page: Surroundings): boolean {
  if (line.words > 25 || (line.terminal && !/\?$/.test(line.text))) return false;
  const beside = (step: 1 | -1) => {
    const other = neighbour(line, page, step);
    return other !== undefined && page.found.get(other.index) === "duration";
  };
  return beside(-1) || (beside(1) && line.words <= 16 && !line.terminal);
}

/** How many lines away a pull quote may stand from its sentence. */
const REACH = 60;

/** Words taken out of the text and set large: the same words stand in a longer line. */
function isPullQuote(line: LineView, page: Surroundings): boolean {
  if (line.words < 4 || line.words > 40) return false;
  const bare = line.text.replace(/^["'“‘«]+|["'”’».,!?…]+$/g, "");
  if (bare.length < 16) return false;
  const near = page.lines.slice(Math.max(0, line.index - REACH), line.index + REACH);
  return near.some((other) => other.words > line.words + 3 && other.text.includes(bare));
}

const NAME = "\\p{Lu}[\\p{L}\\p{M}'’.-]*(?:\\s+(?:de|la|van|von|der|den|al|bin|ibn|el|da|dos|di|le|du|ten))?";
const NAMES = new RegExp(
  `^(?:${NAME}\\s+){1,4}${NAME}(?:\\s*(?:,|and|&|,\\s*and)\\s*(?:${NAME}\\s+){1,4}${NAME})*(?:,\\s*[^.!?]{2,60})?$`,
  "u",
);

/** A line of names between the title and the text. */
function isNameLine(line: LineView, page: Surroundings): boolean {
  return line.index > 0 && line.index < page.firstProse && line.words <= 14 && NAMES.test(line.text);
}

function isTop(line: LineView, page: Surroundings): boolean {
  const below = neighbour(line, page, 1);
  return (
    line.index < 4 &&
    line.words <= 24 &&
    below !== undefined &&
    ["byline", "dateline", "readtime", "share", "tags"].includes(page.found.get(below.index) ?? "") &&
    !/[.]["'”’)]*$/.test(line.text)
  );
}

const OPENS_OR_JOINS = /[,;(]$|\b(?:and|or|but|the|a|an|of|to|in|for|with|by|that)$/i;
const ONLY_QUOTED = /^["“].*[”"]$/;

/** A short line without an end: a title, a cross-heading, a label. */
function isHeading(line: LineView, page: Surroundings): boolean {
  if (line.terminal && !/:$/.test(line.text)) return false;
  if (ONLY_QUOTED.test(line.text)) return false;
  const limit = /^[^\p{Ll}]+$/u.test(line.text) ? 20 : 15;
  if (line.words > limit || line.words === 0) return false;
  if (!page.wrapped) return !/[,;(]$/.test(line.text) && !startsSmall(line);
  const edge = (other: LineView | undefined, open: boolean) =>
    open || other === undefined || page.found.has(other.index);
  const alone = edge(neighbour(line, page, -1), line.openAbove) && edge(neighbour(line, page, 1), line.openBelow);
  return alone && !OPENS_OR_JOINS.test(line.text) && !startsSmall(line);
}

const startsSmall = (line: LineView) => /^\p{Ll}/u.test(line.text);

const TRADE =
  "professor|lecturer|fellow|researcher|scholar|analyst|author|journalist|editor|director|correspondent|columnist|writer|reporter|historian|economist|scientist|expert|adviser|advisor|ambassador|diplomat|architect|engineer|lawyer|student|chair|president|founder|consultant|teacher|hydrologist|officer|general|admiral|colonel|minister|senator|associate|specialist|strategist|critic|contributor|photographer|novelist|poet|producer|head|member|candidate|instructor|coordinator|manager";
const BIO = new RegExp(
  `^(?:about the author|the (?:author|writer)s?\\b|the (?:views|opinions) expressed|(?:the )?(?:views|opinions)\\b.{0,40}\\b(?:own|author)|${NAME}(?:\\s+${NAME}){1,4}(?:,? (?:who|a|an|the)\\b.{0,80})?,? (?:is|was|are|teaches|writes|covers|reports|serves|works|directs|leads|has (?:written|covered|served|reported|worked))\\b.{0,200}(?:\\b(?:${TRADE})s?\\b|\\bbooks?\\b|\\b(?:novel|memoir|based in|lives in)\\b|\\b(?:university|institute|college|council|centre|center|school|foundation|newspaper|magazine|law|history|politics|relations)\\b))`,
  "iu",
);
const NAMED = /\p{Lu}[\p{L}\p{M}'’.-]+\s+\p{Lu}/u;

/** The note on the author: a sentence of that shape after which no prose of the author's follows, or above the first. */
function isBio(line: LineView, page: Surroundings): boolean {
  if (line.index === 0 || page.lines.length - line.index > 12 || !BIO.test(line.text)) return false;
  if (!NAMED.test(line.text.slice(0, 80)) && !/^(?:about|the )/i.test(line.text)) return false;
  const after = page.lines.slice(line.index + 1);
  return after.every((l) => page.found.has(l.index) || !isProse(l) || BIO.test(l.text));
}

export const PAGE_RULES: readonly PageRule[] = [
  { kind: "caption", is: isBesideDuration },
  { kind: "caption", is: isRepeat },
  { kind: "page", is: isRunningTitle },
  { kind: "pullquote", is: isPullQuote },
  { kind: "bio", is: isBio },
  { kind: "byline", is: isNameLine },
  { kind: "heading", is: isTop },
  { kind: "heading", is: isHeading },
];
