// One Parquet file as it grows: row groups go to the disk as they come, the footer that makes it a file comes last. A file without
// footer is no Parquet file for any reader, so that a half one is never taken for whole.
// It can be taken up again from the bytes and the row groups that a journal holds.

import { closeSync, fdatasyncSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { constants, zstdCompressSync } from "node:zlib";
import type { KeyValue, RowGroup, SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { Columns } from "../../present/futures/future-table.ts";

/** Where a part stands: what is on the disk for good. */
export type PartState = { bytes: number; groups: RowGroup[] };

/** Level 1: the quickest; higher ones win little on numbers that are luck. */
const zstd = (data: Uint8Array) => zstdCompressSync(data, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });

export class PartFile {
  readonly #fd: number;
  readonly #bytes = new ByteWriter();
  readonly #writer: ParquetWriter;
  #written: number;

  /** Throws what the system says against it. */
  constructor(file: string, schema: SchemaElement[], begun: PartState | undefined) {
    this.#fd = openSync(file, begun ? "r+" : "w");
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema,
      codec: "ZSTD",
      compressors: { ZSTD: zstd },
      createdBy: "standoff",
    });
    this.#written = begun?.bytes ?? 0;
    if (!begun) return;
    ftruncateSync(this.#fd, begun.bytes);
    // The writer has put the mark of a new file into its buffer: this one has it
    this.#bytes.index = 0;
    this.#bytes.offset = begun.bytes;
    this.#writer.row_groups = [...begun.groups];
    this.#writer.num_rows = begun.groups.reduce((rows, group) => rows + group.num_rows, 0n);
  }

  get bytes(): number {
    return this.#written;
  }

  /** Writes one row group and waits for the disk; gives its entry in the footer. */
  add(columns: Columns): RowGroup {
    const rows = columns[0]!.data.length;
    void this.#writer.write({ columnData: columns.map((c) => ({ ...c, offsetIndex: false })), rowGroupSize: rows });
    // Indexes of pages are not written: a row group is small enough
    this.#writer.pendingIndexes = [];
    this.#flush();
    fdatasyncSync(this.#fd);
    return this.#writer.row_groups.at(-1)!;
  }

  finish(notes: Record<string, string>): void {
    this.#writer.kvMetadata = Object.entries(notes).map(([key, value]): KeyValue => ({ key, value }));
    void this.#writer.finish();
    this.#flush();
    fdatasyncSync(this.#fd);
    this.close();
  }

  close(): void {
    closeSync(this.#fd);
  }

  #flush(): void {
    const data = this.#bytes.getBytes();
    for (let at = 0; at < data.length; ) at += writeSync(this.#fd, data, at, data.length - at, this.#written + at);
    this.#written += data.length;
    this.#bytes.index = 0;
  }
}
