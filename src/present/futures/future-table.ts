// Played futures as a table of columns: run, date, an option's name for each policy, a number for each variable, and true or false for
// what a question of the model waits for. In: a model, its columns and dates, blocks as they come. Out: the schema and the columns of
// each block, which may be joined to those of a row group. Futures that were stopped have no rows, as in CSV.

import type { SchemaElement } from "hyparquet";
import { dateOfStep, parseDate } from "../../base/dates.ts";
import type { Block, Recording } from "../../engine/interpreter/engine.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { type Column, futureRows } from "./future-rows.ts";

type Data = Int32Array | Float64Array | string[] | boolean[];

export type FutureTable = {
  schema: SchemaElement[];
  recording: Recording;
  /** What the table is of: the same text for the same columns and dates. */
  key: string;
  /** A block is far larger where few of its dates are kept: it need not wait for others. */
  columnsOf: (block: Block) => Columns;
  /** One after the other. */
  joined: (parts: readonly Columns[]) => Columns;
};

export type Columns = { name: string; data: Data }[];

type Cell = (block: Block, step: number, i: number) => string | number | boolean;
type Made = { element: SchemaElement; make: (rows: number) => Data; cell: Cell };

const MS_A_DAY = 86_400_000;

/** Days since 1970-01-01, as Parquet counts dates; a month or a quarter stands for its first day. */
function dayOf(date: string): number {
  const { year, month, day } = parseDate(date)!;
  return Math.round(new Date(0).setUTCFullYear(year, month - 1, day) / MS_A_DAY);
}

const element = (name: string, rest: Partial<SchemaElement>): SchemaElement => ({
  name,
  repetition_type: "REQUIRED",
  ...rest,
});

const TEXT = { type: "BYTE_ARRAY", converted_type: "UTF8" } as const;

function variablesOf(model: CheckedModel, columns: readonly Column[]): Made[] {
  let [policies, cells] = [0, 0];
  return columns.map(({ id, of }): Made => {
    if ("policy" in of) {
      const k = policies++;
      const ids = model.policies[of.policy]!.options.map((o) => o.id);
      const cell: Cell = (block, step, i) => ids[block.options[(k * block.steps + step) * block.count + i]!]!;
      return { element: element(id, TEXT), make: (rows) => new Array<string>(rows), cell };
    }
    const k = cells++;
    const cell: Cell = (block, step, i) => block.series[(k * block.steps + step) * block.count + i]!;
    return { element: element(id, { type: "DOUBLE" }), make: (rows) => new Float64Array(rows), cell };
  });
}

/** `withEvents`: a column for each event that the model asks about. */
export function futureTable(
  model: CheckedModel,
  columns: readonly Column[],
  steps: readonly number[],
  withEvents: boolean,
): FutureTable {
  const { recording } = futureRows(model, columns, steps);
  const taken = new Set(["run", "date", ...columns.map(({ id }) => id)]);
  const events = withEvents ? model.questions.flatMap((q) => (q.kind === "event" && !taken.has(q.id) ? [q] : [])) : [];
  const first = recording.series.length;
  const days = new Map(steps.map((step) => [step, dayOf(dateOfStep(model.clock, step))]));
  const whole = (rows: number) => new Int32Array(rows);
  const made: Made[] = [
    { element: element("run", { type: "INT32" }), make: whole, cell: (block, _, i) => block.first + i },
    {
      element: element("date", { type: "INT32", converted_type: "DATE", logical_type: { type: "DATE" } }),
      make: whole,
      cell: (_, step) => days.get(step)!,
    },
    ...variablesOf(model, columns),
    ...events.map(
      (q, k): Made => ({
        element: element(q.id, { type: "BOOLEAN" }),
        make: (rows) => new Array<boolean>(rows),
        cell: (block, step, i) => block.series[((first + k) * block.steps + step) * block.count + i] !== 0,
      }),
    ),
  ];
  const schema = [{ name: "futures", num_children: made.length }, ...made.map((m) => m.element)];
  return {
    schema,
    recording: { ...recording, series: [...recording.series, ...events.map((q) => q.when)] },
    key: JSON.stringify([schema, steps]),
    columnsOf: (block) => columnsOf(made, block, steps),
    joined: (parts) => joined(made, parts),
  };
}

function columnsOf(made: readonly Made[], block: Block, steps: readonly number[]): Columns {
  const rows = (block.count - block.faults.length) * steps.length;
  return made.map(({ element: { name }, make, cell }) => {
    const data = make(rows);
    let at = 0;
    for (let i = 0; i < block.count; i++) {
      if (block.failed[i]) continue;
      for (const step of steps) data[at++] = cell(block, step, i);
    }
    return { name, data };
  });
}

function joined(made: readonly Made[], parts: readonly Columns[]): Columns {
  const rows = parts.reduce((n, part) => n + part[0]!.data.length, 0);
  return made.map(({ element: { name }, make }, k) => {
    const data = make(rows);
    let at = 0;
    for (const part of parts) for (const value of part[k]!.data) data[at++] = value;
    return { name, data };
  });
}
