// A reading in the forms of a file: YAML of the model language, the gold format as JSON with the claims' quotations, Web
// Annotations, CSV, Markdown. The text itself is in none of them.

import { claimAnnotations } from "../../../../lenses/evidence/exchange/annotations.ts";
import { CLAIM_COLUMNS, claimRow, claimsMarkdown } from "../../../../lenses/evidence/exchange/claim-rows.ts";
import { claimsYaml } from "../../../../lenses/evidence/exchange/claims-yaml.ts";
import { csvLine } from "../../../../report/csv.ts";
import type { ReadResult } from "./result.ts";

export const READ_ENDINGS = [".yaml", ".yml", ".json", ".jsonld", ".csv", ".md"];

export function formOf(result: ReadResult, file: string): string {
  const { records, note } = result;
  switch (file.toLowerCase().split(".").at(-1)) {
    case "yaml":
    case "yml":
      return claimsYaml(records, note);
    case "jsonld":
      return `${JSON.stringify(claimAnnotations(records, note), null, 2)}\n`;
    case "csv":
      return csvLine(CLAIM_COLUMNS) + records.map((record) => csvLine(claimRow(record, note))).join("");
    case "md":
      return claimsMarkdown(records, note);
    default:
      return `${JSON.stringify(jsonOf(result))}\n`;
  }
}

/** The gold format, and beside it what a program needs besides: the source, the quotations, problems and contradictions. */
function jsonOf(result: ReadResult): unknown {
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
