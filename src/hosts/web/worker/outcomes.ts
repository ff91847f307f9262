// The answer of each single future to one question, kept so that two ways of moving the levers can be paired run by run.
// For a choice: the place of the option; for an event: 0 or 1; for a quantity or a comparison: the number under play as it is.

import type { Block } from "../../../engine/interpreter/engine.ts";
import type { CheckedModel, Question } from "../../../language/checked-model.ts";
import { fixed, nameInWords } from "../../../present/words/figures.ts";
import type { DifferenceRow, DifferenceView } from "./protocol.ts";

const Z95 = 1.959963984540054;

export type Outcomes = {
  values: Float64Array;
  /** 1 where the run was stopped, or not played yet. */
  failed: Uint8Array;
  played: number;
};

export const noOutcomes = (runs: number): Outcomes => ({
  values: new Float64Array(runs),
  failed: new Uint8Array(runs).fill(1),
  played: 0,
});

/** `at`: the question's place among the recorded policies or series. */
export function keepOutcomes(question: Question, at: number, block: Block, into: Outcomes): void {
  const { steps, count, first } = block;
  const rows = (at: number, t: number) => (at * steps + t) * count;
  for (let i = 0; i < count && first + i < into.values.length; i++) {
    let value = 0;
    if (question.kind === "options") value = block.options[rows(at, question.step) + i]!;
    else if (question.kind === "event") {
      for (let t = 0; t <= question.by && value === 0; t++) if (block.series[rows(at, t) + i] !== 0) value = 1;
    } else if (question.step !== undefined) value = block.series[rows(at, question.step) + i]!;
    else {
      for (let t = 0; t < steps; t++) value += block.series[rows(at, t) + i]!;
      value /= steps;
    }
    into.values[first + i] = value;
    into.failed[first + i] = block.failed[i]!;
  }
  into.played = Math.max(into.played, first + count);
}

/** Runs that were played whole on both sides. */
function wholeOf(now: Outcomes, before: Outcomes): number[] {
  const runs = Math.min(now.played, before.played, now.values.length, before.values.length);
  return Array.from({ length: runs }, (_, i) => i).filter((i) => now.failed[i] === 0 && before.failed[i] === 0);
}

/** The mean of paired gaps, with its 95 % interval. */
function paired(name: string, gaps: readonly number[]): DifferenceRow {
  const n = gaps.length;
  const mean = gaps.reduce((s, g) => s + g, 0) / n;
  const squares = gaps.reduce((s, g) => s + (g - mean) ** 2, 0);
  const half = n > 1 ? Z95 * Math.sqrt(squares / (n - 1) / n) : Number.NaN;
  return { name, difference: mean, low: mean - half, high: mean + half };
}

const isTold = (row: DifferenceRow) => row.low > 0 || row.high < 0;
const SAID = 3;

function inPoints(x: number): string {
  const text = fixed(x * 100, Math.abs(x) < 0.0095 ? 1 : 0);
  return Number(text) > 0 ? `+${text}` : text;
}

export function sayRow(row: DifferenceRow, unit: "points" | "amount"): string {
  const { name, difference, low, high } = row;
  if (difference === 0 && low === 0 && high === 0) return `${name}${name ? " " : ""}the same in every future`;
  const say = unit === "points" ? inPoints : (x: number) => `${x > 0 ? "+" : ""}${Number(x.toPrecision(2))}`;
  return `${name}${name ? " " : ""}${say(difference)}${unit === "points" ? " pt" : ""} (${say(low)} to ${say(high)})`;
}

function sayAll(rows: readonly DifferenceRow[], unit: "points" | "amount"): string {
  const told = rows.filter(isTold);
  if (told.length === 0) return "no difference that can be told from luck";
  const said = told.slice(0, SAID).map((row) => sayRow(row, unit));
  return told.length > SAID ? `${said.join(", ")}, and ${told.length - SAID} more` : said.join(", ");
}

/** What moving the levers did, run against run. */
export function differenceBetween(
  model: CheckedModel,
  question: Question,
  now: Outcomes,
  before: Outcomes,
): DifferenceView {
  const whole = wholeOf(now, before);
  if (whole.length === 0) return { kind: "unpaired", says: "No future was played whole on both sides yet." };
  const gapsOf = (of: (value: number) => number) => whole.map((i) => of(now.values[i]!) - of(before.values[i]!));
  if (question.kind === "options") {
    const { options } = model.policies[question.policy]!;
    const rows = options
      .map((option, k) =>
        paired(
          nameInWords(option.id),
          gapsOf((v) => (v === k ? 1 : 0)),
        ),
      )
      .toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
    return { kind: "paired", runs: whole.length, unit: "points", rows, says: sayAll(rows, "points") };
  }
  const unit = question.kind === "event" ? ("points" as const) : ("amount" as const);
  const rows = [
    paired(
      question.kind === "event" ? "" : question.written,
      gapsOf((v) => v),
    ),
  ];
  return { kind: "paired", runs: whole.length, unit, rows, says: sayAll(rows, unit) };
}
