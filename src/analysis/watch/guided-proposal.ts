// What was seen of choices and events, as factors by which a step leans (engine/interpreter/states.ts, `Tilts`).
// In: rows of one step. Out: for a policy the chance of the code given each option, for an event given that it happened and that not.
// A wrong code is spread evenly over the other options (docs/watch.md).

import type { Tilts } from "../../engine/interpreter/states.ts";
import type { CheckedModel, Observed } from "../../language/checked-model.ts";
import type { RecordRow, WatchRecord } from "../../language/record/read-record.ts";

/** The chance that a code is wrong: the row's and the entry's together. */
export function doubtOf(entry: Observed, row: Pick<RecordRow, "sd">): number {
  const least = entry.sd?.kind === "number" ? entry.sd.value : 0;
  return 1 - (1 - row.sd) * (1 - least);
}

export function tiltsOf(model: CheckedModel, record: WatchRecord, rows: readonly RecordRow[]): Tilts | undefined {
  if (rows.length === 0) return undefined;
  const policies: (number[] | undefined)[] = model.policies.map(() => undefined);
  const events: ([number, number] | undefined)[] = model.events.map(() => undefined);
  for (const row of rows) {
    const entry = record.observed[row.observed]!;
    const doubt = doubtOf(entry, row);
    if (entry.as === "option") {
      const { options } = model.policies[entry.policy!]!;
      const other = doubt / (options.length - 1);
      const before = policies[entry.policy!] ?? options.map(() => 1);
      policies[entry.policy!] = before.map((f, i) => f * (i === row.value ? 1 - doubt : other));
    } else {
      const [l1, l0] = events[entry.event!] ?? [1, 1];
      const [right, wrong] = [1 - doubt, doubt];
      events[entry.event!] = row.value === 1 ? [l1 * right, l0 * wrong] : [l1 * wrong, l0 * right];
    }
  }
  return { policies, events };
}

/** Where the evidence of a row stands in a segment: by policy, then event. */
export const evidencePlace = (model: CheckedModel, entry: Observed): number =>
  entry.as === "option" ? entry.policy! : model.policies.length + entry.event!;
