// Every future, row by row, as one Parquet file: the table of `standoff play -o runs.parquet`, written in memory (and with Snappy, which is
// pure JavaScript). In: a model, how many futures, an executor. Out: the bytes of the file.

import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { Executor } from "../../../ensemble/jobs.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { columnsOf } from "../../../present/futures/future-rows.ts";
import { futureTable } from "../../../present/futures/future-table.ts";

const notes = (model: CheckedModel, seed: number) =>
  Object.entries({ title: model.title, hash: model.hash, seed: String(seed), schema: "standoff/play/1" }).map(
    ([key, value]) => ({ key: `standoff.${key}`, value }),
  );

function fileOf(schema: SchemaElement[], kvMetadata: { key: string; value: string }[]) {
  const bytes = new ByteWriter();
  return { bytes, parquet: new ParquetWriter({ writer: bytes, schema, kvMetadata, createdBy: "standoff" }) };
}

/** Undefined where it was stopped. */
export async function futuresAsParquet(
  model: CheckedModel,
  { seed, runs }: { seed: number; runs: number },
  { executor, stopped }: { executor: Executor; stopped: () => boolean },
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const steps = Array.from({ length: model.clock.steps }, (_, t) => t);
  const table = futureTable(model, columnsOf(model), steps, true);
  const { bytes, parquet } = fileOf(table.schema, notes(model, seed));
  const job = { model, recording: table.recording, seed, holds: [], first: 0, runs };
  for await (const block of executor.play(job)) {
    if (stopped()) return undefined;
    const columnData = table.columnsOf(block);
    const rows = columnData[0]!.data.length;
    if (rows > 0) await parquet.write({ columnData, rowGroupSize: rows });
  }
  await parquet.finish();
  return new Uint8Array(bytes.getBuffer());
}
