// Finds the claims of an earlier reading (.json of `standoff read`, or Web Annotations of any tool) in the text as it is now.
// In: the file. Out: one finding a claim, lost ones among them, and the claims that were found; or "failed", with the reason said. An annotation
// that has a position and no quotation is taken at its word where its source is this very text, by hash, and is lost otherwise.

import { readFileSync } from "node:fs";
import { type Anchor, quoteAt } from "../../../../analysis/evidence/anchoring/quote-selector.ts";
import { type Finding, reAnchor } from "../../../../analysis/evidence/anchoring/re-anchor.ts";
import { lineAt, type SourceText } from "../../../../analysis/evidence/text/source-text.ts";
import { type ReadAnnotation, readAnnotations } from "../../../../formats/evidence/annotations.ts";
import type { ClaimRecord } from "../../../../formats/evidence/claim-record.ts";
import { EXIT, type Io } from "../../io.ts";
import { reasonOf } from "../../output.ts";
import type { Again } from "./result.ts";

/** `claims`: the ones that were found, where they stand now. */
export type FoundAgain = { again: Again[]; claims: ClaimRecord[] };

export function findAgain(file: string, source: SourceText, io: Io): FoundAgain | "failed" {
  const json = parsed(file, io);
  if (json === undefined) return "failed";
  const { annotations, refused } = readAnnotations(asAnnotations(json));
  for (const { item, says } of refused) io.err(`${file}: claim ${item}: ${says}\n`);
  if (annotations.length === 0) {
    io.err(`standoff: ${file} holds no claims with a position or a quotation\n`);
    io.code = EXIT.wrong;
    return "failed";
  }
  const anchors = annotations.map((annotation) => quotedBy(annotation, source));
  const again = reAnchor(anchors, source).map((finding, i) => ({ id: annotations[i]!.id, finding }));
  const claims = again.flatMap(({ finding }, i) => recordOf(annotations[i]!, finding, source));
  return { again, claims: claims.sort((a, b) => a.start - b.start || a.end - b.end) };
}

function quotedBy({ start, end, exact, prefix, suffix, sha256 }: ReadAnnotation, source: SourceText): Anchor {
  const here = exact === "" && end > start && end <= source.points.length && sha256 === source.sha256;
  return here ? quoteAt(source, { start, end }) : { start, end, exact, prefix, suffix };
}

/** A name that the language allows, from whatever another tool calls it. */
const nameFrom = (id: string) =>
  id
    .replace(/\W+/g, "_")
    .replace(/^(?=[\d_])/, "c")
    .slice(0, 64);

function recordOf(annotation: ReadAnnotation, finding: Finding, source: SourceText): ClaimRecord[] {
  if (finding.kind === "lost") return [];
  const { start, end } = finding.anchor;
  const { exact, prefix, suffix } = quoteAt(source, { start, end });
  const { id, stance, speaker, deniedBy, says } = annotation;
  const line = lineAt(source, source.points.toUnits(start)).number;
  const more = { ...(deniedBy && { deniedBy }), ...(says !== undefined && { says }) };
  return [{ id: nameFrom(id), start, end, stance, speaker, ...more, line, quote: { exact, prefix, suffix } }];
}

function parsed(file: string, io: Io): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    io.err(`standoff: cannot read \`${file}\`: ${reasonOf(error)}\n`);
    io.code = EXIT.outside;
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    io.err(`standoff: ${file} is no JSON; --since wants the .json or .jsonld of an earlier reading\n`);
    io.code = EXIT.wrong;
    return undefined;
  }
}

type Loose = { [key in "id" | "start" | "end" | "quote" | "stance" | "speaker" | "deniedBy"]?: unknown };

/** Our own .json has claims with a quote; in the shape of annotations one reader does for both. */
function asAnnotations(json: unknown): unknown {
  if (typeof json !== "object" || json === null || !("claims" in json) || !Array.isArray(json.claims)) return json;
  return json.claims.map((claim: Loose | null) => ({
    id: claim?.id,
    body: [
      { value: claim?.stance, "standoff:part": "stance" },
      { value: claim?.speaker, "standoff:part": "speaker" },
      ...(Array.isArray(claim?.deniedBy) ? claim.deniedBy : []).map((value) => ({
        value,
        "standoff:part": "denied-by",
      })),
    ],
    target: {
      selector: [
        { type: "TextPositionSelector", start: claim?.start, end: claim?.end },
        ...(typeof claim?.quote === "object" && claim.quote !== null
          ? [{ type: "TextQuoteSelector", ...claim.quote }]
          : []),
      ],
    },
  }));
}
