// Foresight as an experiment: one actor's choices and utility as its horizon is raised, it counts on replies, or its beliefs are
// corrected, all under the same luck. The sentence says which of the three explains its course: sight, belief, or values.

import type { CheckedModel } from "../../language/checked-model.ts";
import { csvLine } from "../document/csv.ts";
import { type Document, heading, type Part, sentence, table } from "../document/document.ts";
import { type Counts, envelope } from "../document/envelope.ts";
import type { Forms } from "../document/forms.ts";
import { count, nameInWords, points, quantity, spanOf } from "../words/figures.ts";

export type ForesightRow = {
  /** "as it is", "24 steps", "24 steps, counts on replies", "beliefs corrected". */
  label: string;
  horizon: number | undefined;
  level: number;
  corrected: boolean;
  /** Mean share of the clock in each option, by policy. */
  shares: { policy: string; options: { id: string; share: number }[] }[];
  utility: { mean: number; difference: number; low: number; high: number };
  /** Other measures asked for, in their order. */
  measures: { measure: string; mean: number; difference: number; low: number; high: number }[];
};

export type ForesightResult = { actor: string; name: string; runs: number; unit: string; rows: ForesightRow[] };

/** Below this, the mix of options counts as the same (share of the clock spent otherwise). */
const SAME_COURSE = 0.05;

/** Half the sum of what the shares differ by: the part of the clock that is spent otherwise. */
function moved(a: ForesightRow, b: ForesightRow): { most: number; policy: string; option: string; change: number } {
  let found = { most: 0, policy: "", option: "", change: 0 };
  a.shares.forEach(({ policy, options }, p) => {
    const changes = options.map((o, k) => b.shares[p]!.options[k]!.share - o.share);
    const most = changes.reduce((sum, c) => sum + Math.abs(c), 0) / 2;
    const k = changes.reduce((best, c, i) => (Math.abs(c) > Math.abs(changes[best]!) ? i : best), 0);
    if (most > found.most) found = { most, policy, option: options[k]!.id, change: changes[k]! };
  });
  return found;
}

const gain = (row: ForesightRow, name: string) => {
  const { difference, low, high } = row.utility;
  if (low > 0) return `and ${name} is the better for it (${spanOf({ difference, low, high })} of its utility)`;
  if (high < 0) return `and ${name} is the worse for it by its own utility (${spanOf({ difference, low, high })})`;
  return `and its own utility cannot be told apart (${spanOf({ difference, low, high })})`;
};

/** What the experiment says, one sentence a variant that matters. */
export function sayForesight(result: ForesightResult): string[] {
  const [base, ...others] = result.rows;
  const said: string[] = [];
  const say = (row: ForesightRow | undefined, what: string) => {
    if (!base || !row) return;
    const { most, policy, option, change } = moved(base, row);
    if (most < SAME_COURSE)
      said.push(
        `${what} changes little of ${result.name}'s course (${points(most)} % of the clock): its values explain it, not its sight.`,
      );
    else {
      const direction = change > 0 ? "more" : "less";
      said.push(
        `${what} moves ${points(most)} % of the clock, above all to ${direction} ${nameInWords(option)} in ${policy}, ${gain(row, result.name)}.`,
      );
    }
  };
  const farthest = others.filter((r) => r.level === 1 && !r.corrected).at(-1);
  say(farthest, farthest ? `Looking ${farthest.label} ahead` : "");
  say(others.filter((r) => r.level === 2 && r.horizon === undefined)[0], "Counting on the others' replies");
  say(others.filter((r) => r.level === 2 && r.horizon !== undefined).at(-1), "Doing both");
  say(others.filter((r) => r.corrected)[0], "Correcting what it believes");
  return said;
}

export function foresightReport(result: ForesightResult): Document {
  const parts: Part[] = [sentence(`${result.name} under the same luck, ${count(result.runs)} futures for each row.`)];
  parts.push(...sayForesight(result).map(sentence));
  const [first] = result.rows;
  for (const [p, { policy, options }] of (first?.shares ?? []).entries()) {
    parts.push(heading(`Share of the clock in each option of ${policy}, %`));
    parts.push(
      table(
        [{ head: "looks ahead" }, ...options.map((o) => ({ head: nameInWords(o.id), align: "right" as const }))],
        result.rows.map((row) => [row.label, ...row.shares[p]!.options.map((o) => points(o.share))]),
      ),
    );
  }
  parts.push(heading(`What it comes to for ${result.name}, mean over the clock`));
  const measures = first?.measures ?? [];
  parts.push(
    table(
      [
        { head: "looks ahead" },
        { head: `utility(${result.actor})`, align: "right" },
        { head: "difference (same luck)" },
        ...measures.flatMap((m) => [{ head: m.measure, align: "right" as const }, { head: "difference" }]),
      ],
      result.rows.map((row, i) => [
        row.label,
        quantity(row.utility.mean),
        i === 0 ? "compared with" : spanOf(row.utility),
        ...row.measures.flatMap((m) => [quantity(m.mean), i === 0 ? "compared with" : spanOf(m)]),
      ]),
    ),
  );
  return { parts };
}

const COLUMNS = ["variant", "policy", "option", "share", "utility", "difference"];

/** What was tried, in every form. */
export function foresightForms(base: CheckedModel, compared: Counts, tried: ForesightResult): Forms {
  const head = () => envelope("foresight", base, compared);
  const rows = tried.rows.flatMap((row) =>
    row.shares.flatMap(({ policy, options }) =>
      options.map((o) => [row.label, policy, o.id, o.share, row.utility.mean, row.utility.difference]),
    ),
  );
  return {
    document: () => foresightReport(tried),
    json: () => ({ ...head(), ...tried, says: sayForesight(tried) }),
    jsonl: () => tried.rows.map((row) => ({ ...head(), ...row })),
    csv: () => csvLine(COLUMNS) + rows.map(csvLine).join(""),
  };
}
