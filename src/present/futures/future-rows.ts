// Played futures as data: a row for each future and date, with the option of every policy and the value of every variable.
// In: a model, which columns and dates, blocks as they come. Out: lines of CSV, or one JSON object a future.
// Streams: nothing of a block is kept. A future that was stopped has no rows in CSV and says why in JSON.

import { dateOfStep } from "../../base/dates.ts";
import { type Block, NOTHING_RECORDED, type Recording } from "../../engine/interpreter/engine.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { csvLine } from "../document/csv.ts";

export type Column = { id: string; of: { policy: number } | { cell: number } };

/** All that is worth a column: policies, stocks that someone wrote, derived variables. */
export function columnsOf(model: CheckedModel): Column[] {
  const stocks = model.stocks.map((s, slot) => ({ id: s.id, hidden: s.hidden, of: { cell: slot } }));
  const derived = model.derived.map((d, k) => ({ id: d.id, hidden: false, of: { cell: model.stocks.length + k } }));
  return [
    ...model.policies.map((p, slot) => ({ id: p.id, of: { policy: slot } })),
    ...[...stocks, ...derived].flatMap(({ id, hidden, of }) => (hidden ? [] : [{ id, of }])),
  ];
}

export type FutureRows = {
  recording: Recording;
  /** The line of names. */
  head: string;
  dates: string[];
  csv: (block: Block) => string;
  json: (block: Block) => object[];
};

type Reader = (block: Block, step: number, i: number) => string | number;

/** `steps`: the dates that are written, as steps. */
export function futureRows(model: CheckedModel, columns: readonly Column[], steps: readonly number[]): FutureRows {
  const policies = columns.flatMap(({ of }) => ("policy" in of ? [of.policy] : []));
  const cells = columns.flatMap(({ of }) => ("cell" in of ? [of.cell] : []));
  const series = cells.map((slot) => ({ kind: "cell", slot }) as const);
  const dates = steps.map((step) => dateOfStep(model.clock, step));

  const readers = columns.map(({ of }): Reader => {
    if ("policy" in of) {
      const k = policies.indexOf(of.policy);
      const ids = model.policies[of.policy]!.options.map((o) => o.id);
      return (block, step, i) => ids[block.options[(k * block.steps + step) * block.count + i]!]!;
    }
    const k = cells.indexOf(of.cell);
    return (block, step, i) => block.series[(k * block.steps + step) * block.count + i]!;
  });
  const csv = (block: Block): string => {
    let text = "";
    for (let i = 0; i < block.count; i++) {
      if (block.failed[i]) continue;
      steps.forEach((step, k) => {
        text += csvLine([block.first + i, dates[k]!, ...readers.map((read) => read(block, step, i))]);
      });
    }
    return text;
  };
  const json = (block: Block): object[] =>
    Array.from({ length: block.count }, (_, i) => {
      const run = block.first + i;
      const fault = block.faults.find((f) => f.run === run);
      if (fault)
        return { run, failed: { id: fault.id, value: fault.value, date: dateOfStep(model.clock, fault.step) } };
      const values = readers.map((read, c) => [columns[c]!.id, steps.map((step) => read(block, step, i))]);
      return { run, ...Object.fromEntries(values) };
    });
  return {
    recording: { ...NOTHING_RECORDED, policies, series },
    head: csvLine(["run", "date", ...columns.map((c) => c.id)]),
    dates,
    csv,
    json,
  };
}
