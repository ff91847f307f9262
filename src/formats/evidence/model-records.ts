// Claims of a model as they leave it: with their places in a source, and their quotation where the text is at hand. The modeller's words go along.

import { quoteAt } from "../../analysis/evidence/anchoring/quote-selector.ts";
import { lineAt, type SourceText } from "../../analysis/evidence/text/source-text.ts";
import type { CheckedModel, Source } from "../../language/checked-model.ts";
import type { ClaimRecord } from "./claim-record.ts";

export function modelRecords(model: CheckedModel, source: Source, text: SourceText | undefined): ClaimRecord[] {
  return model.claims.flatMap((claim): ClaimRecord[] => {
    if (claim.source !== source.id || !claim.range) return [];
    const { id, range, stance, speaker, deniedBy, says } = claim;
    const inside = text && range.end <= text.points.length;
    const quote = inside ? quoteAt(text, range) : { exact: "", prefix: "", suffix: "" };
    return [
      {
        ...{ id, ...range, stance, speaker, says },
        line: inside ? lineAt(text, text.points.toUnits(range.start)).number : 0,
        quote: { exact: quote.exact, prefix: quote.prefix, suffix: quote.suffix },
        ...(deniedBy.length > 0 && { deniedBy }),
      },
    ];
  });
}
