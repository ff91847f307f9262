// A claim's words in its source: found where the text is at hand and long enough, lost where its range points outside of it, absent where
// the text is not here. Ranges count code points, as the language has it.

import type { ClaimSource, Source } from "../../../../language/checked-model.ts";
import { takenAs } from "../../state/taken.ts";
import type { Files } from "../../worker/protocol.ts";

export type Quote = { kind: "found"; text: string } | { kind: "lost" } | { kind: "absent" };

/** `../texts/op-ed.txt` and `texts/note.txt` alike, as the model names it; else the same text where it was taken in on the page. */
export const textOf = (source: Source | undefined, texts: Files): string | undefined =>
  texts[source?.file ?? ""] ?? texts[takenAs(source?.sha256 ?? "")];

export function quoteOf(claim: ClaimSource, source: Source | undefined, texts: Files): Quote {
  const text = textOf(source, texts);
  if (text === undefined || !claim.range) return { kind: "absent" };
  const points = [...text];
  if (claim.range.end > points.length) return { kind: "lost" };
  return { kind: "found", text: points.slice(claim.range.start, claim.range.end).join("") };
}
