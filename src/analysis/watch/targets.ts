// What a backtest forecasts: for each variable of the record, what it will be h steps on. In: a plan. Out: targets, and their outcomes.
// An option: which one, h steps on. An event: whether it happens within h steps. A count: their sum within h steps. A quantity: its
// reading h steps on. Where a row is missing the outcome is unknown and nothing is scored. Only rows up to a step are seen of the past.

import type { RecordRow } from "../../language/record/read-record.ts";
import { log } from "../../statistics/elementary.ts";
import type { WatchPlan } from "./plan.ts";

export type TargetKind = "option" | "event" | "count" | "quantity";

export type Target = {
  variable: string;
  /** Place in the record's `observed`. */
  observed: number;
  kind: TargetKind;
  /** Of an option: how many there are. */
  options: number;
  /** Its readings are looked at by their logarithms. */
  isLog: boolean;
  /** Its rows by step: the first source's where several speak. */
  rows: (RecordRow | undefined)[];
};

const KINDS: Record<string, TargetKind | undefined> = {
  option: "option",
  event: "event",
  chance: "event",
  poisson: "count",
  negative_binomial: "count",
  binomial: "count",
  normal: "quantity",
  lognormal: "quantity",
};

/** Fewer rows than these say nothing of a forecaster. */
const FEWEST_ROWS = 5;

export function targetsOf(plan: WatchPlan): Target[] {
  const { model, record } = plan;
  return record.observed.flatMap((entry, observed): Target[] => {
    const kind = KINDS[entry.as];
    if (!kind) return [];
    const rows: Target["rows"] = Array.from({ length: model.clock.steps }, () => undefined);
    for (const row of record.rows) if (row.observed === observed) rows[row.step] ??= row;
    if (rows.filter((r) => r).length < FEWEST_ROWS) return [];
    const options = entry.as === "option" ? model.policies[entry.policy!]!.options.length : 0;
    return [{ variable: entry.id, observed, kind, options, isLog: entry.as === "lognormal", rows }];
  });
}

/** What came of a target h steps after `origin`; undefined where the record does not say. */
export function outcomeAfter(target: Target, origin: number, horizon: number): number | undefined {
  if (target.kind === "option" || target.kind === "quantity") {
    const value = target.rows[origin + horizon]?.value;
    return value === undefined || !target.isLog ? value : log(value);
  }
  let sum = 0;
  for (let t = origin + 1; t <= origin + horizon; t++) {
    const row = target.rows[t];
    if (!row) return undefined;
    sum += row.value;
  }
  return target.kind === "event" ? Math.min(1, sum) : sum;
}

/** The values up to a step, in order, with their steps. */
export function pastOf(target: Target, until: number): { step: number; value: number }[] {
  const past: { step: number; value: number }[] = [];
  for (let t = 0; t <= until; t++) {
    const row = target.rows[t];
    if (row) past.push({ step: t, value: target.isLog ? log(row.value) : row.value });
  }
  return past;
}
