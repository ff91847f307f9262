// What a record says, in every form: one for each question that is asked of it.

import type { BehaviourResult } from "../../analysis/watch/behaviours.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { csvLine } from "../document/csv.ts";
import { envelope } from "../document/envelope.ts";
import type { Forms } from "../document/forms.ts";
import {
  BACKTEST_COLUMNS,
  type BacktestReport,
  backtestJson,
  backtestReport,
  backtestRows,
} from "./backtest-report.ts";
import { BEHAVIOUR_COLUMNS, type BehavioursReport, behaviourRows, behavioursReport } from "./behaviours-report.ts";
import { INDICATOR_COLUMNS, type IndicatorsReport, indicatorRows, indicatorsReport } from "./indicators-report.ts";
import { RIVAL_COLUMNS, type RivalsReport, rivalRows, rivalsReport } from "./rivals-report.ts";
import { type WatchReport, watchJson, watchReport } from "./watch-report.ts";

type Played = { model: CheckedModel; seed: number; runs: number };

export type WatchFound =
  | ({ kind: "answers" } & Omit<WatchReport, "whole"> & Played)
  | ({ kind: "backtest" } & BacktestReport & Played)
  | ({ kind: "indicators" } & IndicatorsReport)
  | ({ kind: "rivals"; model: CheckedModel } & RivalsReport)
  | ({ kind: "behaviours"; model: CheckedModel } & BehavioursReport);

type Of<K extends WatchFound["kind"]> = Extract<WatchFound, { kind: K }>;

const OBSERVED = ["date", "variable", "value", "log", "source", "line"];

function answers(found: Of<"answers">, whole: boolean): Forms {
  const { model, seed, runs, watched } = found;
  const report = { ...found, whole };
  const head = () => envelope("watch", model, { seed, runs, failed: watched.failed });
  const rows = watched.observations.map((o) => [o.date, o.variable, o.value, o.log, o.source, o.line]);
  return {
    document: () => watchReport(report),
    json: () => ({ ...head(), ...watchJson(report) }),
    jsonl: () => watched.observations.map((o) => ({ ...head(), ...o })),
    csv: () => csvLine(OBSERVED) + rows.map(csvLine).join(""),
  };
}

function backtested(report: Of<"backtest">): Forms {
  const { model, seed, runs } = report;
  const head = envelope("backtest", model, { seed, runs, failed: 0 });
  return {
    document: () => backtestReport(report),
    json: () => ({ ...head, ...backtestJson(report) }),
    jsonl: () => report.backtest.scored.map((s) => ({ ...head, ...s })),
    csv: () => csvLine(BACKTEST_COLUMNS) + backtestRows(report).map(csvLine).join(""),
  };
}

function indicators(report: Of<"indicators">): Forms {
  const { model, seed, runs, lists, asOf } = report;
  const head = envelope("indicators", model, { seed, runs, failed: 0 });
  return {
    document: () => indicatorsReport(report),
    json: () => ({ ...head, asOf, questions: lists }),
    jsonl: () => lists.map((l) => ({ ...head, ...l })),
    csv: () => csvLine(INDICATOR_COLUMNS) + indicatorRows(report).map(csvLine).join(""),
  };
}

function rivals(report: Of<"rivals">): Forms {
  const { model, seed, particles, repeats } = report;
  const head = envelope("rivals", model, { seed, runs: particles, failed: 0 });
  return {
    document: () => rivalsReport(report),
    json: () => ({ ...head, repeats, rivals: report.rivals }),
    jsonl: () => report.rivals.map((r) => ({ ...head, ...r })),
    csv: () => csvLine(RIVAL_COLUMNS) + rivalRows(report).map(csvLine).join(""),
  };
}

const leastPlayed = (results: readonly BehaviourResult[]) => Math.min(...results.map((r) => r.runs));

function behaviours(report: Of<"behaviours">): Forms {
  const { model, seed, runs, results, pinned } = report;
  const head = envelope("behaviours", model, { seed, runs, failed: runs - leastPlayed(results) });
  return {
    document: () => behavioursReport(report),
    json: () => ({ ...head, pinned, behaviours: results }),
    jsonl: () => results.map((r) => ({ ...head, ...r })),
    csv: () => csvLine(BEHAVIOUR_COLUMNS) + behaviourRows(report).map(csvLine).join(""),
  };
}

export function watchForms(found: WatchFound, whole: boolean): Forms {
  switch (found.kind) {
    case "answers":
      return answers(found, whole);
    case "backtest":
      return backtested(found);
    case "indicators":
      return indicators(found);
    case "rivals":
      return rivals(found);
    case "behaviours":
      return behaviours(found);
  }
}
