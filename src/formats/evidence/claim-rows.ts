// Claims as rows, for CSV and for tables, and as Markdown. In: records and the source. Out: plain cells; who prints escapes them.

import type { ClaimRecord, SourceNote } from "./claim-record.ts";

export const CLAIM_COLUMNS = [
  "id",
  "stance",
  "speaker",
  "denied_by",
  "negated",
  "causal",
  "garbled",
  "line",
  "start",
  "end",
  "exact",
  "prefix",
  "suffix",
  "sha256",
] as const;

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

export function claimRow(record: ClaimRecord, source: SourceNote): (string | number)[] {
  const yes = (flag: true | undefined) => (flag ? "yes" : "");
  return [
    record.id,
    record.stance,
    record.speaker,
    (record.deniedBy ?? []).join(" "),
    yes(record.negated),
    yes(record.causal),
    yes(record.garbled),
    record.line,
    record.start,
    record.end,
    record.quote.exact,
    record.quote.prefix,
    record.quote.suffix,
    source.sha256,
  ];
}

/** Markdown: a list by line, each with its stance, who says it, and its words as a quotation. */
export function* claimsMarkdown(records: readonly ClaimRecord[], source: SourceNote): Generator<string> {
  const plain = (text: string) => oneLine(text).replace(/[\\`*_[\]<>|#]/g, "\\$&");
  yield `# Claims of ${plain(source.title)}\n\n`;
  yield `Source: sha256 \`${source.sha256}\`. Positions are code points of the untouched text.\n\n`;
  for (const r of records) {
    const denied = r.deniedBy ? `, denied by ${r.deniedBy.map(plain).join(" and ")}` : "";
    const damaged = r.garbled ? ", text damaged here" : "";
    yield `- **${r.id}** ${r.stance} (${plain(r.speaker)}${denied}${damaged}), line ${r.line}, ${r.start}-${r.end}\n`;
    yield `  > ${plain(r.quote.exact)}\n`;
  }
}
