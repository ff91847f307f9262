// What must be recorded of each step so that a record can be held against runs, and which rows are evidence at which step.
// In: a checked model and its record. Out: a recording for a tilted engine, and the rows by step.
// A policy's row is evidence only at a step at which the policy is reviewed (or where it never is): between reviews nothing can
// have moved, so the same judgement of a coder would be counted again.

import type { Recording } from "../../engine/interpreter/engine.ts";
import { heldOption } from "../../engine/interpreter/play-run.ts";
import type { CheckedModel, Observed } from "../../language/checked-model.ts";
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

/** Whether a policy decides at a step. */
export function decides(model: CheckedModel, policy: number, step: number): boolean {
  const { review } = model.policies[policy]!;
  return review > 0 && step % review === 0 && heldOption(model.holds, policy, step) === undefined;
}

/** A policy that is never reviewed, or is held, is what it is: its row says nothing that a run could be wrong about. */
function isEvidence(model: CheckedModel, entry: Observed, step: number): boolean {
  return entry.as !== "option" || decides(model, entry.policy!, step);
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
  for (const row of record.rows) {
    const entry = record.observed[row.observed]!;
    if (!isEvidence(model, entry, row.step)) continue;
    (isLeaning(entry) ? leaning : weighing)[row.step]!.push(row);
  }
  const recording: Recording = { policies: [], series, constants: [], explained: [], finals: [], tilted: true };
  const [first, last] = [record.rows[0]?.step ?? 0, record.rows.at(-1)?.step ?? -1];
  return { model, record, recording, parts, leaning, weighing, first, last };
}
