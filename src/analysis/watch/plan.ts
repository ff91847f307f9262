// What must be recorded of each step so that a record can be held against runs, and which rows are evidence at which step.
// In: a checked model and its record. Out: a recording for a tilted engine, and the rows by step.
// A policy's row is evidence only at a step at which the policy may be reviewed: between reviews nothing can have moved, so the same
// judgement of a coder would be counted again. Where reviews differ between runs, a row counts where its code is another than that of
// the row before, and in the steps of the calendar (in each, where nothing is regular); in a run without a review then, what is in
// place answers for it.

import type { Recording } from "../../engine/interpreter/engine.ts";
import { heldOption } from "../../engine/interpreter/play-run.ts";
import type { CheckedModel, Observed } from "../../language/checked-model.ts";
import { decides, reviewsVary } from "../../language/decides.ts";
import { type Expression, number } from "../../language/expression.ts";
import type { RecordRow, WatchRecord } from "../../language/record/read-record.ts";

/** A number of the picture: plain, or where it stands among the recorded series. */
export type Seen = { plain: number } | { series: number };

export type SeenParts = { of: Seen; sd: Seen; size: Seen; trials: Seen };

export type WatchPlan = {
  model: CheckedModel;
  record: WatchRecord;
  recording: Recording;
  /** By place in `record.observed`. */
  parts: SeenParts[];
  /** Evidence by step: rows of policies and events, which lean the step, and the others, which weigh it. */
  leaning: RecordRow[][];
  weighing: RecordRow[][];
  /** The first and last step with a row, evidence or not. */
  first: number;
  last: number;
};

const isLeaning = ({ as }: Observed) => as === "option" || as === "event";

/** Whether a policy's row counts at a step. One that is never reviewed, or is held, is what it is: a run cannot be wrong about it. */
function countsAt(model: CheckedModel, slot: number, step: number, isNew: boolean): boolean {
  const policy = model.policies[slot]!;
  if (!decides(policy) || heldOption(model.holds, slot, step) !== undefined) return false;
  const isRegular = policy.review > 0 && step % policy.review === 0;
  return isRegular || (reviewsVary(model, policy) && (isNew || policy.review === 0));
}

/** Whether a row is evidence; `before` is the row before it of the same entry. */
function isEvidence(model: CheckedModel, entry: Observed, row: RecordRow, before: RecordRow | undefined): boolean {
  return entry.as !== "option" || countsAt(model, entry.policy!, row.step, row.value !== before?.value);
}

/** What must be recorded of each step so that the record can be held against runs, and which rows are evidence at which step. */
export function watchPlan(model: CheckedModel, record: WatchRecord): WatchPlan {
  const series: Expression[] = [];
  const keys = new Map<string, number>();
  const seen = (e: Expression | undefined): Seen => {
    if (e === undefined) return { plain: 0 };
    if (e.kind === "number") return { plain: e.value };
    const key = JSON.stringify(e);
    if (!keys.has(key)) keys.set(key, series.push(e) - 1);
    return { series: keys.get(key)! };
  };
  const parts = record.observed.map((o): SeenParts => {
    const of = isLeaning(o) || o.as === "unused" ? number(0) : o.of;
    return { of: seen(of), sd: seen(o.sd), size: seen(o.size), trials: seen(o.trials) };
  });
  const leaning = Array.from({ length: model.clock.steps }, (): RecordRow[] => []);
  const weighing = leaning.map((): RecordRow[] => []);
  const before = new Map<number, RecordRow>();
  for (const row of record.rows) {
    const entry = record.observed[row.observed]!;
    const is = isEvidence(model, entry, row, before.get(row.observed));
    before.set(row.observed, row);
    if (!is) continue;
    (isLeaning(entry) ? leaning : weighing)[row.step]!.push(row);
  }
  const recording: Recording = { policies: [], series, constants: [], explained: [], finals: [], tilted: true };
  const [first, last] = [record.rows[0]?.step ?? 0, record.rows.at(-1)?.step ?? -1];
  return { model, record, recording, parts, leaning, weighing, first, last };
}
