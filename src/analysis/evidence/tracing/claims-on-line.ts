// From a line of a source to the claims that stand on it. In: the text, the claims of that source, a line. Out: those that touch the line, in the
// order of the text; and the lines on which claims stand, to be pointed to where this one has none.

import type { ClaimSource } from "../../../language/checked-model.ts";
import { lineAt, type SourceText } from "../text/source-text.ts";

export function claimsOnLine(
  text: SourceText,
  claims: readonly ClaimSource[],
  line: number,
): { here: ClaimSource[]; lines: number[] } {
  const placed = claims.flatMap((claim) => {
    if (!claim.range || claim.range.end > text.points.length) return [];
    const first = lineAt(text, text.points.toUnits(claim.range.start)).number;
    const last = lineAt(text, text.points.toUnits(claim.range.end - 1)).number;
    return [{ claim, first, last }];
  });
  placed.sort((a, b) => a.claim.range!.start - b.claim.range!.start || a.claim.range!.end - b.claim.range!.end);
  return {
    here: placed.filter((p) => p.first <= line && p.last >= line).map((p) => p.claim),
    lines: [...new Set(placed.map((p) => p.first))].sort((a, b) => a - b),
  };
}
