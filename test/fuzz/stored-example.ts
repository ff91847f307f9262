// A small store of futures as it stands on the disk when it is whole, and the journal that it had before.

import { existsSync, readFileSync } from "node:fs";
import { interpreter } from "../../src/engine/interpreter/engine.ts";
import { futuresStore } from "../../src/hosts/store/futures-store.ts";
import type { CheckedModel } from "../../src/language/checked-model.ts";
import { columnsOf } from "../../src/present/futures/future-rows.ts";
import { futureTable } from "../../src/present/futures/future-table.ts";

export function storedExample(model: CheckedModel, file: string): { parquet: Buffer; journal: Buffer; key: string } {
  const table = futureTable(model, columnsOf(model).slice(0, 6), [0, 30], true);
  const head = { schema: "standoff/play/1", model: { title: model.title, hash: model.hash }, seed: 1 };
  const block = interpreter(model, table.recording).play({ seed: 1, first: 0, count: 24, holds: [] });
  const sink = futuresStore(file, head, table, { dates: 2, groupRows: 1 });
  sink.add(block);
  const path = `${file}.standoff/journal`;
  const journal = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  sink.end({ runs: 24, failed: 0 }, true);
  return { parquet: readFileSync(file), journal, key: JSON.stringify([head, table.key]) };
}
