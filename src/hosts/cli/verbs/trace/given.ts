// What `standoff trace` gives out, in all its forms: whatever was traced, the claims are its rows.

import type { CheckedModel } from "../../../../language/checked-model.ts";
import { csvLine } from "../../../../present/document/csv.ts";
import type { Document } from "../../../../present/document/document.ts";
import type { Forms } from "../../../../present/document/forms.ts";
import type { ClaimShown } from "./result.ts";

export type Given = {
  what: "question" | "claim" | "sentence" | "assumptions";
  document: Document;
  value: object;
  claims: ClaimShown[];
};

const COLUMNS = ["claim", "says", "stance", "speaker", "credence", "source", "start", "end", "line", "model"];

export function resultOf(model: CheckedModel, given: Given): Forms {
  const { title, hash } = model;
  const changed = model.applied.length > 0 && { changed: model.applied };
  const json = () => ({
    schema: "standoff/trace/1",
    traces: given.what,
    model: { title, hash },
    ...changed,
    ...given.value,
  });
  const row = (c: ClaimShown) =>
    csvLine([
      ...[c.id, c.says, c.stance, c.speaker, c.credence, c.source, c.range?.start, c.range?.end],
      ...[c.quote?.line, `${c.at.file}:${c.at.line}`],
    ]);
  return {
    document: () => given.document,
    json,
    jsonl: () => [json()],
    csv: () => csvLine(COLUMNS) + given.claims.map(row).join(""),
  };
}
