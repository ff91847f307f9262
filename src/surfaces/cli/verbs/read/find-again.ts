// Finds the claims of an earlier reading (.json of `standoff read`, or Web Annotations of any tool) in the text as it is now.
// In: the file. Out: one finding a claim, lost ones among them; or "failed", with the reason said.

import { readFileSync } from "node:fs";
import type { Anchor } from "../../../../lenses/evidence/anchoring/quote-selector.ts";
import { reAnchor } from "../../../../lenses/evidence/anchoring/re-anchor.ts";
import { readAnnotations } from "../../../../lenses/evidence/exchange/annotations.ts";
import type { SourceText } from "../../../../lenses/evidence/text/source-text.ts";
import { EXIT, type Io } from "../../io.ts";
import { reasonOf } from "../../output.ts";
import type { Again } from "./result.ts";

export function findAgain(file: string, source: SourceText, io: Io): Again[] | "failed" {
  const json = parsed(file, io);
  if (json === undefined) return "failed";
  const { annotations, refused } = readAnnotations(asAnnotations(json));
  for (const { item, says } of refused) io.err(`${file}: claim ${item}: ${says}\n`);
  if (annotations.length === 0) {
    io.err(`standoff: ${file} holds no claims with a position or a quotation\n`);
    io.code = EXIT.wrong;
    return "failed";
  }
  const anchors: Anchor[] = annotations.map(({ start, end, exact, prefix, suffix }) => ({
    start,
    end,
    exact,
    prefix,
    suffix,
  }));
  return reAnchor(anchors, source).map((finding, i) => ({ id: annotations[i]!.id, finding }));
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

type Loose = { id?: unknown; start?: unknown; end?: unknown; quote?: unknown };

/** Our own .json has claims with a quote; in the shape of annotations one reader does for both. */
function asAnnotations(json: unknown): unknown {
  if (typeof json !== "object" || json === null || !("claims" in json) || !Array.isArray(json.claims)) return json;
  return json.claims.map((claim: Loose | null) => ({
    id: claim?.id,
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
