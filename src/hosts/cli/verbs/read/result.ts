// What `standoff read` knows when it is done: one plain result from which every form is written.

import { basename } from "node:path";
import type { Finding } from "../../../../analysis/evidence/anchoring/re-anchor.ts";
import type { RefusedProposal } from "../../../../analysis/evidence/proposals.ts";
import type { Reading } from "../../../../analysis/evidence/reading.ts";
import type { SourceText } from "../../../../analysis/evidence/text/source-text.ts";
import type { Contradiction } from "../../../../analysis/evidence/weighing/contradictions.ts";
import type { Problem } from "../../../../base/problem.ts";
import type { Taken } from "../../../../formats/documents/intake.ts";
import { type ClaimRecord, type SourceNote, sourceIdFrom } from "../../../../formats/evidence/claim-record.ts";
import type { ReadSettings } from "./settings.ts";

export type Again = { id: string; finding: Finding };

export type ReadResult = {
  taken: Taken;
  source: SourceText;
  reading: Reading;
  records: ClaimRecord[];
  note: SourceNote;
  problems: Problem[];
  contradictions: Contradiction[];
  refused: RefusedProposal[];
  /** Claims of an earlier reading, found again or lost. */
  again: Again[] | undefined;
};

/** The model may name a text in its own folder, or in a folder `texts` beside it. */
const ALLOWED = /^\w[\w .-]*$/;

export function noteOf(taken: Taken, reading: Reading, settings: ReadSettings): SourceNote {
  const kept = taken.drawnOut ? (settings.saveText && basename(settings.saveText)) || undefined : taken.name;
  const file = kept !== undefined && ALLOWED.test(kept) && taken.name !== "standard input" ? kept : undefined;
  const note = taken.drawnOut
    ? `the text drawn out of ${taken.name}, sha256 ${taken.fileSha256}${file === undefined ? "; keep it with --save-text to have the positions checked" : ""}`
    : undefined;
  return {
    id: settings.id ?? sourceIdFrom(taken.name),
    title: settings.title ?? taken.title ?? taken.name,
    sha256: taken.sha256,
    ...(file === undefined ? {} : { file }),
    ...(reading.published === undefined ? {} : { published: reading.published }),
    ...(note === undefined ? {} : { note }),
  };
}
