// Scenarios compared, as a document, as JSON and as rows: the table, then what each scenario changed, so that nothing is hidden.

import type { ScenarioFigures } from "../../ensemble/compare-scenarios.ts";
import type { Better } from "../../language/checked-model.ts";
import { type Document, heading, lines, type Part, sentence, table } from "../document/document.ts";
import { count, decimalsForAll, fixed, percent, spanOf } from "../words/figures.ts";
import { sayHighest } from "../words/say-highest.ts";
import { type Change, sayChange } from "./what-changed.ts";

export type MeasuredTable = {
  measure: string;
  better?: Better | undefined;
  when: string;
  rows: readonly ScenarioFigures[];
};

export type ChangedScenario = { scenario: string; label: string; changes: readonly Change[] };

const Z95 = 1.959963984540054;

function tableOf({ measure, better, rows }: MeasuredTable): Part {
  const decimals = decimalsForAll(rows.map((r) => ({ x: r.mean, half: Z95 * r.se })));
  const right = "right" as const;
  const columns = [
    { head: "scenario" },
    { head: measure.length > 30 ? "mean" : measure, align: right },
    { head: "difference (same luck)" },
    { head: better ? "best in" : "highest in", align: right },
  ];
  return table(
    columns,
    rows.map((r, i) => [r.scenario, fixed(r.mean, decimals), i === 0 ? "compared with" : spanOf(r), percent(r.best)]),
  );
}

/** `far_sighted, a China that looks two years ahead: CHN.foresight 3 to 18 -> 24`. */
function sayChanges({ scenario, label, changes }: ChangedScenario): string {
  const name = label === scenario ? scenario : `${scenario} (${label})`;
  return `${name}: ${changes.length === 0 ? "nothing" : changes.map(sayChange).join("; ")}`;
}

export function scenarioReport(
  tables: readonly MeasuredTable[],
  changed: readonly ChangedScenario[],
  about: { runs: number; seed: number },
): Document {
  const parts: Part[] = [];
  for (const measured of tables) {
    const rows = measured.rows.map((r) => ({ ...r, name: r.scenario }));
    const ranking = { better: measured.better, doing: "", none: "No scenario" };
    parts.push(heading(`${measured.measure}, ${measured.when}`));
    parts.push(sentence(sayHighest(rows, rows[0]!, ranking)));
    parts.push(tableOf(measured));
  }
  parts.push(heading("What each changes"));
  parts.push(lines(changed.map(sayChanges)));
  parts.push(sentence(`${count(about.runs)} futures for each row, seed ${about.seed}.`));
  return { parts };
}
