// An ensemble at a glance: what share of futures is on which course, and the median of every variable, at a few dates.

import type { FuturesTally } from "../../ensemble/tally-futures.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { type Document, heading, type Part, sentence, table } from "../document/document.ts";
import { count, nameInWords, percent, plural, quantity } from "../words/figures.ts";
import type { Column } from "./future-rows.ts";

const right = "right" as const;

function choices(
  model: CheckedModel,
  columns: readonly Column[],
  dates: readonly string[],
  tally: FuturesTally,
): Part[] {
  const slots = columns.flatMap(({ of }) => ("policy" in of ? [of.policy] : []));
  if (slots.length === 0) return [];
  const rows = slots.flatMap((slot, k) => {
    const policy = model.policies[slot]!;
    const shares = dates.map((_, d) => tally.shares(k, d));
    return policy.options.map((option, o) => [
      o === 0 ? policy.id : "",
      nameInWords(option.id),
      ...shares.map((share) => percent(share[o]!)),
    ]);
  });
  const head = [{ head: "choice" }, { head: "option" }, ...dates.map((date) => ({ head: date, align: right }))];
  return [heading("Choices: share of futures"), table(head, rows)];
}

function variables(columns: readonly Column[], dates: readonly string[], tally: FuturesTally): Part[] {
  const ids = columns.flatMap(({ id, of }) => ("cell" in of ? [id] : []));
  if (ids.length === 0) return [];
  const last = dates.length - 1;
  const rows = ids.map((id, k) => {
    const medians = dates.map((_, d) => quantity(tally.quantiles(k, d).q50));
    const { q05, q95 } = tally.quantiles(k, last);
    const [low, high] = [quantity(q05), quantity(q95)];
    return [id, ...medians, low === high ? low : `${low} to ${high}`];
  });
  const head = [
    { head: "variable" },
    ...dates.map((date) => ({ head: date, align: right })),
    { head: "9 in 10 at the end" },
  ];
  return [heading("Variables: median"), table(head, rows)];
}

export function futuresReport(
  model: CheckedModel,
  columns: readonly Column[],
  dates: readonly string[],
  tally: FuturesTally,
  seed: number,
): Document {
  const { steps, step } = model.clock;
  const all = `${count(tally.runs())} futures of ${plural(steps, step)}, seed ${seed}.`;
  const kept = tally.kept();
  const some = kept < tally.runs() ? ` Medians and ranges are those of the first ${count(kept)}.` : "";
  return {
    parts: [sentence(all + some), ...choices(model, columns, dates, tally), ...variables(columns, dates, tally)],
  };
}
