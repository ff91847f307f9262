// Drafts claims as a file of the model language (docs: sources, claims). In: records and the source. Out: lines of YAML in block style.
// `says` holds the source's words until a person puts it in his own; credence is left to him, so nothing moves by itself.
// Strings are written in double quotes, JSON's escapes being YAML's: no text can break out of its place.

import type { ClaimRecord, SourceNote } from "./claim-record.ts";

const HEAD = `# Drafted by \`standoff read\`: claims of a text, as it words them. None is in a model until you add it.
# For each: accept it or delete it, say it in your own words, and give it a credence (the probability that it is true).
`;

const quoted = (text: string) =>
  JSON.stringify(text.replace(/\s+/g, " ").trim()).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escapeUnit);
const escapeUnit = (c: string) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Line by line: a book's claims are more than one string may hold. */
export function* claimsYaml(records: readonly ClaimRecord[], source: SourceNote): Generator<string> {
  const lines = [HEAD, "sources:", `  ${source.id}:`, `    title: ${quoted(source.title)}`];
  if (source.published !== undefined) lines.push(`    published: ${source.published}`);
  if (source.file !== undefined) lines.push(`    file: ${quoted(source.file)}`);
  lines.push(`    sha256: ${source.sha256}`);
  if (source.note !== undefined) lines.push(`    note: ${quoted(source.note)}`);
  if (records.length > 0) lines.push("", "claims:");
  for (const line of lines) yield `${line}\n`;
  for (const record of records) yield `${claimLines(record, source).join("\n")}\n`;
}

function claimLines(record: ClaimRecord, source: SourceNote): string[] {
  const lines = [
    `  ${record.id}:`,
    `    says: ${quoted(record.says ?? record.quote.exact)}`,
    `    source: ${source.id}`,
    `    at: { start: ${record.start}, end: ${record.end} }`,
    `    stance: ${record.stance}`,
    `    speaker: ${quoted(record.speaker)}`,
  ];
  if (record.deniedBy) lines.push(`    denied_by: [${record.deniedBy.map((who) => JSON.stringify(who)).join(", ")}]`);
  const notes = [`line ${record.line}`];
  if (record.negated) notes.push("negated");
  if (record.causal) notes.push("names a cause");
  if (record.garbled) notes.push("the text is damaged here: read the source");
  lines.push(`    note: ${quoted(notes.join("; "))}`);
  return lines;
}
