// Scenarios compared by measures, in every form.

import type { ScenariosCompared } from "../../ensemble/compare-scenarios.ts";
import type { Better, CheckedModel } from "../../language/checked-model.ts";
import { csvLine } from "../document/csv.ts";
import { envelope } from "../document/envelope.ts";
import type { Forms } from "../document/forms.ts";
import { type ChangedScenario, type MeasuredTable, scenarioReport } from "./scenario-report.ts";

export type ComparedRow = { id: string; label: string; changes: ChangedScenario["changes"] };

export type ComparedScenarios = {
  base: CheckedModel;
  rows: readonly ComparedRow[];
  compared: ScenariosCompared;
  measures: readonly string[];
  better: readonly (Better | undefined)[];
  at: string | undefined;
};

export function compareForms({ base, rows, compared, measures, better, at }: ComparedScenarios): Forms {
  const when = at ?? "mean over the clock";
  const tables = compared.tables.map(
    (table, k): MeasuredTable => ({
      measure: measures[k]!,
      better: better[k],
      when,
      rows: table,
    }),
  );
  const changed = rows.map(({ id, label, changes }) => ({ scenario: id, label, changes }));
  const changesOf = (id: string) => rows.find((row) => row.id === id)!.changes;
  const head = { ...envelope("compare", base, compared), baseline: rows[0]!.id };
  const json = ({ measure, rows: figures }: MeasuredTable) => ({
    measure,
    when,
    rows: figures.map((figure) => ({ ...figure, changed: changesOf(figure.scenario) })),
  });
  const columns = ["measure", "when", "scenario", "mean", "se", "difference", "low", "high", "best", "regret"];
  const cells = ({ measure, rows: figures }: MeasuredTable) =>
    figures.map((f) =>
      csvLine([measure, when, f.scenario, f.mean, f.se, f.difference, f.low, f.high, f.best, f.regret]),
    );
  return {
    document: () => scenarioReport(tables, changed, compared),
    json: () => ({ ...head, ...(tables.length === 1 ? json(tables[0]!) : { measures: tables.map(json) }) }),
    jsonl: () => tables.flatMap((t) => json(t).rows.map((row) => ({ ...head, measure: t.measure, when, ...row }))),
    csv: () => csvLine(columns) + tables.flatMap(cells).join(""),
  };
}
