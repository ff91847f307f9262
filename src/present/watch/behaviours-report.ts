// Known behaviours as a table: what is wanted, what the model does, pass or miss. In: results of analysis/watch. Out: a document, rows.

import type { BehaviourResult } from "../../analysis/watch/behaviours.ts";
import type { Behaviour, Bounds } from "../../language/checked-model.ts";
import { type Document, lines, type Part, sentence, table } from "../document/document.ts";
import { count, quantity } from "../words/figures.ts";

export type BehavioursReport = {
  results: readonly BehaviourResult[];
  seed: number;
  runs: number;
  /** Policies that were held to the record. */
  pinned: readonly string[];
};

export function sayWanted({ atLeast, atMost }: Bounds): string {
  if (atLeast === undefined) return `at most ${quantity(atMost!)}`;
  if (atMost === undefined) return `at least ${quantity(atLeast)}`;
  return `${quantity(atLeast)} to ${quantity(atMost)}`;
}

const ACROSS = (across: Behaviour["across"] | "share") =>
  across === "share" ? "share of runs" : across === "mean" ? "mean" : across === 50 ? "median" : `percentile ${across}`;

const figureCell = (r: BehaviourResult) =>
  r.outside || !Number.isFinite(r.figure)
    ? "no number"
    : `${quantity(r.figure)} (${quantity(r.low)} to ${quantity(r.high)})`;

export function behavioursReport({ results, seed, runs, pinned }: BehavioursReport): Document {
  const rows = results.map((r) => [r.id, r.result, ACROSS(r.across), figureCell(r), sayWanted(r.wanted)]);
  const columns = [
    { head: "" },
    { head: "" },
    { head: "figure" },
    { head: "model", align: "right" as const },
    { head: "wanted", align: "right" as const },
  ];
  const many = (result: BehaviourResult["result"]) => results.filter((r) => r.result === result).length;
  const open = many("cannot tell");
  const parts: Part[] = [
    sentence(
      `${many("pass")} of ${results.length} behaviours pass, ${many("miss")} miss${open > 0 ? `, ${open} cannot be told apart from the bound` : ""}: ${count(runs)} futures, seed ${seed}.`,
    ),
    ...(pinned.length > 0 ? [sentence(`Held to the record: ${pinned.join(", ")}.`)] : []),
    table(columns, rows),
    lines(results.map((r) => `${r.id}: ${r.says}`)),
  ];
  const noted = results.filter((r) => r.result !== "pass" && r.note);
  if (noted.length > 0) parts.push(lines(noted.map((r) => `${r.id}: ${r.note}`)));
  parts.push(
    sentence("In brackets: the 95 % interval of the figure, from luck alone. A miss is a finding, not a fault."),
  );
  return { parts };
}

export const BEHAVIOUR_COLUMNS = [
  "id",
  "result",
  "says",
  "figure",
  "low",
  "high",
  "at_least",
  "at_most",
  "runs",
] as const;

export const behaviourRows = ({ results }: BehavioursReport): (string | number | undefined)[][] =>
  results.map((r) => [r.id, r.result, r.says, r.figure, r.low, r.high, r.wanted.atLeast, r.wanted.atMost, r.runs]);
