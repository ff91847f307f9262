// A reading in the forms of a file: YAML of the model language, the gold format as JSON with the claims' quotations, Web
// Annotations, CSV, Markdown. The text itself is in none of them. Written in pieces: what a book claims is more than the
// half gigabyte that one string may hold.

import { claimAnnotations } from "../../../../formats/evidence/annotations.ts";
import { CLAIM_COLUMNS, claimRow, claimsMarkdown } from "../../../../formats/evidence/claim-rows.ts";
import { claimsYaml } from "../../../../formats/evidence/claims-yaml.ts";
import { csvLine } from "../../../../present/document/csv.ts";
import type { ReadResult } from "./result.ts";

export const READ_ENDINGS = [".yaml", ".yml", ".json", ".jsonld", ".csv", ".md"];

const PIECE = 1_000_000;

export function* formOf(result: ReadResult, file: string): Generator<string> {
  let piece = "";
  for (const part of partsOf(result, file)) {
    piece += part;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}

function partsOf(result: ReadResult, file: string): Iterable<string> {
  const { records, note } = result;
  switch (file.toLowerCase().split(".").at(-1)) {
    case "yaml":
    case "yml":
      return claimsYaml(records, note);
    case "jsonld":
      return jsonParts(claimAnnotations(records, note));
    case "csv":
      return csvParts(result);
    case "md":
      return claimsMarkdown(records, note);
    default:
      return jsonParts(jsonOf(result));
  }
}

function* csvParts({ records, note }: ReadResult): Generator<string> {
  yield csvLine(CLAIM_COLUMNS);
  for (const record of records) yield csvLine(claimRow(record, note));
}

/** An object as JSON, its lists an item at a time. */
function* jsonParts(value: object): Generator<string> {
  let before = "{";
  for (const [key, part] of Object.entries(value)) {
    if (part === undefined) continue;
    yield `${before}${JSON.stringify(key)}:`;
    before = ",";
    if (Array.isArray(part)) yield* listParts(part);
    else yield JSON.stringify(part);
  }
  yield "}\n";
}

function* listParts(list: readonly unknown[]): Generator<string> {
  yield "[";
  for (const [i, item] of list.entries()) yield `${i === 0 ? "" : ","}${JSON.stringify(item)}`;
  yield "]";
}

/** The gold format, and beside it what a program needs besides: the source, the quotations, problems and contradictions. */
function jsonOf(result: ReadResult): object {
  const { reading, records, note, taken, problems, contradictions, refused, again } = result;
  return {
    schema: "standoff/read/1",
    ...reading,
    source: { ...note, name: taken.name, format: taken.format, fileSha256: taken.fileSha256 },
    claims: records,
    contradictions,
    problems,
    ...(refused.length > 0 ? { refused } : {}),
    ...(again ? { again } : {}),
  };
}
