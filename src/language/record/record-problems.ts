// What can be wrong with a record: one sentence and one mend each, like problems.ts for models. In: facts. Out: a Problem.

import type { Problem, Severity } from "../../base/problem.ts";

export type RecordProblem =
  | "record-without-header"
  | "record-column-missing"
  | "record-fields"
  | "record-open-quote"
  | "record-unknown-variable"
  | "record-bad-date"
  | "record-date-order"
  | "record-out-of-clock"
  | "record-impossible"
  | "record-bad-error"
  | "record-no-error"
  | "record-twice"
  | "record-too-long"
  | "record-empty";

export type RowPlace = { file: string; line: number; length: number };

const SEVERITY: Partial<Record<RecordProblem, Severity>> = { "record-out-of-clock": "warning" };

export function recordProblem(code: RecordProblem, at: RowPlace, says: string, mend?: string): Problem {
  return {
    code,
    severity: SEVERITY[code] ?? "error",
    at: { file: at.file, line: at.line, column: 1, length: Math.max(1, at.length) },
    says,
    ...(mend !== undefined && { mend }),
  };
}
