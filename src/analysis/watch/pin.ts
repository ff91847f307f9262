// Policies held to what the record says of them, so that one actor's part can be judged while the others do what they did.
// In: a record and which policies. Out: holds, from each row until the next; a gap keeps what was last said.

import type { CheckedModel, Hold } from "../../language/checked-model.ts";
import type { WatchRecord } from "../../language/record/read-record.ts";

export function holdsOf(model: CheckedModel, record: WatchRecord, policies: readonly number[]): Hold[] {
  return policies.flatMap((policy) => {
    const rows = record.rows.filter((row) => {
      const entry = record.observed[row.observed]!;
      return entry.as === "option" && entry.policy === policy;
    });
    return rows.flatMap((row, i): Hold[] => {
      const until = rows[i + 1]?.step ?? row.step + 1;
      return row.step < until
        ? [{ policy, option: row.value, from: row.step, until: Math.min(until, model.clock.steps) }]
        : [];
    });
  });
}

/** Policies of which the record has rows. */
export const recordedPolicies = (record: WatchRecord): number[] => [
  ...new Set(record.rows.flatMap((row) => record.observed[row.observed]!.policy ?? [])),
];
