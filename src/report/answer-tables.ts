// Answers as tables: the decision table of a comparison, and shares or quantiles over time at a few dates.

import { assertNever } from "../base/invariant.ts";
import type { Answer, ComparisonAnswer } from "../ensemble/answers.ts";
import { type Part, table } from "./document.ts";
import { nameInWords, percent, quantity, signed } from "./figures.ts";

/** Dates shown of a course over time. */
const SHOWN = 7;

/** Rows are options held, best first, then play as it is; differences are against the one compared with, in the same luck. */
export function decisionTable(answer: ComparisonAnswer): Part {
  const ranked = answer.rows.toSorted(
    (a, b) => Number(a.hold === "free") - Number(b.hold === "free") || b.difference - a.difference,
  );
  const rows = ranked.map((r) => {
    const free = r.hold === "free";
    const base = r.hold === answer.baseline;
    const span = `${signed(r.difference)} (${signed(r.low)} to ${signed(r.high)})`;
    return [
      free ? "left free" : nameInWords(r.hold),
      quantity(r.mean),
      base ? "compared with" : span,
      free ? "" : percent(r.best),
      free ? "" : quantity(r.regret),
    ];
  });
  const right = "right" as const;
  return table(
    [
      { head: "held" },
      { head: answer.measure, align: right },
      { head: "difference (same luck)" },
      { head: "best in", align: right },
      { head: "regret", align: right },
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
