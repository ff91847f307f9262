// A decision under several readings, side by side: regret, how often best, and the paired difference, an option a row and a reading a
// column; then which option is regretted least under the reading that is worst for it.

import type { ComparisonRow } from "../../ensemble/answers.ts";
import type { Comparison } from "../../ensemble/compare-options.ts";
import type { ReadAnswer, ReadingsCompared, WorstRegret } from "../../ensemble/compare-readings.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { csvLine } from "../document/csv.ts";
import { type Column, type Document, heading, lines, type Part, sentence, table } from "../document/document.ts";
import { envelope } from "../document/envelope.ts";
import type { Forms } from "../document/forms.ts";
import { count, decimalsFor, fixed, isExact, nameInWords, percent, spanOf } from "../words/figures.ts";
import { sayComparison } from "./say-answer.ts";

const Z95 = 1.959963984540054;

const columnsOf = (readings: readonly ReadAnswer[]): Column[] => [
  { head: "held" },
  ...readings.map(({ id }) => ({ head: nameInWords(id), align: "right" as const })),
];

/** `-0.356 +/- 0.003`: narrower than both ends, so that readings fit side by side. */
function halfOf({ difference, low, high }: ComparisonRow): string {
  const half = (high - low) / 2;
  if (isExact(half, difference)) return spanOf({ difference, low, high });
  const decimals = decimalsFor(half);
  return `${difference > 0 ? "+" : ""}${fixed(difference, decimals)} +/- ${fixed(half, decimals)}`;
}

/** Whether two mean regrets of one ensemble size can be told apart (errors added as if apart, which is on the safe side). */
const apart = (a: WorstRegret, b: WorstRegret) =>
  Math.abs(a.regret - b.regret) > Z95 * Math.sqrt(a.se ** 2 + b.se ** 2);

/** Which option a reader who trusts no reading would regret least. */
export function sayLeastRegret({ worst, readings }: ReadingsCompared): string {
  const [first, second] = worst.toSorted((a, b) => a.regret - b.regret);
  if (!first || !second) return "There is nothing to compare it with.";
  const decimals = Math.min(3, Math.max(2, decimalsFor(Z95 * first.se)));
  const most = (w: WorstRegret) => `${fixed(w.regret, decimals)}, under ${nameInWords(w.reading)}`;
  const over = `the ${readings.length} readings`;
  if (!apart(first, second)) {
    return `Over ${over} ${nameInWords(first.hold)} and ${nameInWords(second.hold)} cannot be told apart by their largest regret (${most(first)}; ${most(second)}).`;
  }
  return `Over ${over} ${nameInWords(first.hold)} has the smallest largest regret (${most(first)}); next comes ${nameInWords(second.hold)} (${most(second)}).`;
}

export function readingsReport(ask: string, compared: ReadingsCompared): Document {
  const { readings, worst } = compared;
  const [first] = readings;
  if (!first) return { parts: [] };
  const { better, measure, when, baseline } = first.answer;
  const held = [...worst].sort((a, b) => a.regret - b.regret).map(({ hold }) => hold);
  const rowOf = (reading: ReadAnswer, hold: string) => reading.answer.rows.find((row) => row.hold === hold)!;
  const grid = (names: readonly string[], cell: (row: ComparisonRow) => string, end: (hold: string) => string[]) =>
    names.map((hold) => [nameInWords(hold), ...readings.map((r) => cell(rowOf(r, hold))), ...end(hold)]);
  const decimals = Math.min(3, Math.max(2, ...worst.map((w) => decimalsFor(Z95 * w.se))));
  const right = "right" as const;
  const parts: Part[] = [
    heading(ask),
    sentence(
      `Each option of ${first.answer.policy} held throughout; ${measure}, ${when}${better ? ` (${better} is better)` : ""}.`,
    ),
    lines(readings.map((r) => `${r.label}: ${sayComparison(r.answer)}`)),
  ];
  if (better) parts.push(sentence(sayLeastRegret(compared)));
  parts.push(
    heading(
      better
        ? "Regret: mean shortfall from the best option of each future"
        : "Mean distance below the highest option of each future",
    ),
    table(
      [...columnsOf(readings), { head: "largest", align: right }],
      grid(
        held,
        (row) => fixed(row.regret, decimals),
        (hold) => [fixed(worst.find((w) => w.hold === hold)!.regret, decimals)],
      ),
    ),
    heading(`${better ? "Best" : "Highest"} in so many of the futures`),
    table(
      columnsOf(readings),
      grid(
        held,
        (row) => percent(row.best),
        () => [],
      ),
    ),
    heading(`${measure}: difference from ${nameInWords(baseline)}, same luck`),
    table(
      columnsOf(readings),
      grid(
        held,
        (row) => (row.hold === baseline ? "compared with" : halfOf(row)),
        () => [],
      ),
    ),
    sentence(`${count(compared.runs)} futures for each option and reading, seed ${compared.seed}.`),
  );
  return { parts };
}

/** One decision under several readings, in every form. */
export function readingsForms(base: CheckedModel, decision: Comparison, compared: ReadingsCompared): Forms {
  const head = envelope("compare", base, compared);
  const { measure, better, when, policy, baseline } = compared.readings[0]!.answer;
  const about = { question: decision.id, policy, baseline, measure, ...(better && { better }), when };
  const readings = compared.readings.map(({ id, label, answer }) => ({ reading: id, label, rows: answer.rows }));
  const columns = ["reading", "held", "mean", "se", "difference", "low", "high", "best", "regret"];
  const says = better ? { says: sayLeastRegret(compared) } : {};
  return {
    document: () => readingsReport(decision.ask, compared),
    json: () => ({ ...head, ...about, readings, worst: compared.worst, ...says }),
    jsonl: () => readings.map((r) => ({ ...head, ...about, ...r })),
    csv: () =>
      csvLine(columns) +
      readings
        .flatMap(({ reading, rows }) =>
          rows.map((r) => csvLine([reading, r.hold, r.mean, r.se, r.difference, r.low, r.high, r.best, r.regret])),
        )
        .join(""),
  };
}
