// Rival readings side by side: evidence, Bayes factors with their error, and what each variable of the record says of them.
// In: results of analysis/watch. Out: a document, CSV rows.

import type { RivalResult } from "../../analysis/watch/rivals.ts";
import { type Column, type Document, heading, type Part, sentence, table } from "../document/document.ts";
import { count, plural } from "../words/figures.ts";

export type RivalsReport = { rivals: readonly RivalResult[]; seed: number; particles: number; repeats: number };

const Z = 1.959963984540054;
const LN10 = Math.LN10;

/** Kass & Raftery (1995), for a factor as a natural logarithm; nothing where the error leaves it open. */
function sayFactor(factor: number, error: number): string {
  if (factor === 0) return "the likeliest";
  if (!Number.isFinite(error)) return "error unknown";
  if (Math.abs(factor) <= Z * error) return "cannot be told from the likeliest";
  const size = -factor;
  const words =
    size < 1.0986
      ? "hardly worth a mention"
      : size < 3
        ? "less likely"
        : size < 5
          ? "much less likely"
          : "far less likely";
  return words;
}

/** `1 : 20`, `1 : 10^6`. */
function odds(factor: number): string {
  const tens = -factor / LN10;
  return tens < 4 ? `1 : ${count(Math.max(1, Math.round(10 ** tens)))}` : `1 : 10^${Math.round(tens)}`;
}

const right = (head: string): Column => ({ head, align: "right" });

export function rivalsReport({ rivals, seed, particles, repeats }: RivalsReport): Document {
  const half = (error: number) => (Number.isFinite(error) ? `+/- ${(Z * error).toFixed(1)}` : "");
  const rows = rivals.map((r) => [
    r.id,
    `${r.logEvidence.toFixed(1)} ${half(r.error)}`,
    r.factor === 0 ? "" : `${r.factor.toFixed(1)} ${half(r.factorError)}`,
    r.factor === 0 ? "" : odds(r.factor),
    sayFactor(r.factor, r.factorError),
  ]);
  const columns = [{ head: "reading" }, right("log evidence"), right("log Bayes factor"), right("odds"), { head: "" }];
  const variables = rivals[0]?.byVariable.map((v) => v.variable) ?? [];
  const by = variables.map((variable) => [
    variable,
    ...rivals.map((r) => (r.byVariable.find((v) => v.variable === variable)?.log ?? 0).toFixed(1)),
  ]);
  const parts: Part[] = [
    sentence(
      `${plural(repeats, "filter")} of ${plural(particles, "particle")} for each reading, seeds ${seed} to ${seed + repeats - 1}.`,
    ),
    table(columns, rows),
    sentence(
      "A Bayes factor compares readings of the same mechanisms on the same record. It says which foresaw the record better, not which is true, and leans on the errors that the record is given.",
    ),
    heading("By what was observed"),
    table([{ head: "log likelihood" }, ...rivals.map((r) => right(r.id))], by),
  ];
  return { parts };
}

export const RIVAL_COLUMNS = ["reading", "label", "log_evidence", "error", "log_factor", "factor_error"] as const;

export const rivalRows = ({ rivals }: RivalsReport): (string | number)[][] =>
  rivals.map((r) => [r.id, r.label, r.logEvidence, r.error, r.factor, r.factorError]);
