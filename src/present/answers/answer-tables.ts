// Answers as tables: the decision table of a comparison, and shares or quantiles over time at a few dates.

import { assertNever } from "../../base/invariant.ts";
import type { Answer, ComparisonAnswer, ComparisonRow } from "../../ensemble/answers.ts";
import { type Part, table } from "../document/document.ts";
import { decimalsForAll, fixed, nameInWords, percent, quantity, spanOf } from "../words/figures.ts";

/** Dates shown of a course over time. */
const SHOWN = 7;

const Z95 = 1.959963984540054;

const decimalsOfMeans = ({ rows }: ComparisonAnswer) =>
  decimalsForAll(rows.map((r) => ({ x: r.mean, half: Z95 * r.se })));

/** Rows are options held, the best first (the highest, where neither end is the better one), then play as it is. */
export function decisionTable(answer: ComparisonAnswer, decimals = decimalsOfMeans(answer)): Part {
  const up = answer.better === "lower" ? -1 : 1;
  const isFree = (r: ComparisonRow) => r.hold === "free";
  const ranked = answer.rows.toSorted(
    (a, b) => Number(isFree(a)) - Number(isFree(b)) || up * (b.difference - a.difference),
  );
  const rows = ranked.map((r) => [
    isFree(r) ? "left free" : nameInWords(r.hold),
    fixed(r.mean, decimals),
    r.hold === answer.baseline ? "compared with" : spanOf(r),
    isFree(r) ? "" : percent(r.best),
    isFree(r) ? "" : fixed(r.regret, decimals),
  ]);
  const right = "right" as const;
  return table(
    [
      { head: "held" },
      { head: answer.better === "lower" ? `${answer.measure} (lower is better)` : answer.measure, align: right },
      { head: "difference (same luck)" },
      { head: answer.better ? "best in" : "highest in", align: right },
      { head: answer.better ? "regret" : "below it by", align: right },
    ],
    rows,
  );
}

/** Places of about SHOWN dates, the first and the last among them. */
function shownSteps(steps: number): number[] {
  if (steps <= SHOWN) return Array.from({ length: steps }, (_, t) => t);
  return Array.from({ length: SHOWN }, (_, k) => Math.round((k * (steps - 1)) / (SHOWN - 1)));
}

/** The course of an answer over the clock; undefined where it has none. */
export function overTime(answer: Answer): Part | undefined {
  if (answer.kind === "comparison") return undefined;
  const at = shownSteps(answer.dates.length);
  const columns = [{ head: "" }, ...at.map((t) => ({ head: answer.dates[t]!, align: "right" as const }))];
  switch (answer.kind) {
    case "options":
      return table(
        columns,
        answer.options.map((o, k) => [nameInWords(o.id), ...at.map((t) => percent(answer.byDate[t]![k]!))]),
      );
    case "event":
      return table(columns, [["has happened", ...at.map((t) => percent(answer.byDate[t]!))]]);
    case "quantity":
      return table(
        columns,
        (["q95", "q75", "q50", "q25", "q05"] as const).map((q) => [
          `${Number(q.slice(1))} %`,
          ...at.map((t) => quantity(answer.byDate[t]![q])),
        ]),
      );
    default:
      return assertNever(answer);
  }
}
