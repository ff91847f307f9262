// An explanation in every form.

import type { Explained } from "../../analysis/sensitivity/explain-answer.ts";
import type { Gathered } from "../../ensemble/gather.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { csvLine } from "../document/csv.ts";
import { envelope } from "../document/envelope.ts";
import type { Forms } from "../document/forms.ts";
import { explainReport } from "./explain-report.ts";

const COLUMNS = ["claim", "true", "false", "difference", "low", "high", "resolved"];

export function explainForms(model: CheckedModel, name: string, g: Gathered, e: Explained): Forms {
  const json = () => ({ ...envelope("explain", model, g), explains: name, ...e });
  const rows = e.carried.claims.map((c) =>
    c.split.kind === "split"
      ? [c.claim, c.split.whenTrue, c.split.whenFalse, c.split.difference, c.split.low, c.split.high, c.split.resolved]
      : [c.claim, "", "", "", "", "", ""],
  );
  return {
    document: () => explainReport(model, e),
    json,
    jsonl: () => [json()],
    csv: () => csvLine(COLUMNS) + rows.map(csvLine).join(""),
  };
}
