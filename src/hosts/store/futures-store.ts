// Where futures are kept as Parquet: `FILE.standoff` while they are written, FILE when all are there. One file, or, beyond a size, a
// folder of parts (any reader of Parquet takes the folder as one table). FILE appears by renaming: there is no half one.
// Killed at any moment, the same command goes on behind the last row group that reached the disk, and ends with the same bytes.

import { existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { BLOCK } from "../../ensemble/jobs.ts";
import type { Columns, FutureTable } from "../../present/futures/future-table.ts";
import type { FutureHead, FutureSink } from "../cli/future-file.ts";
import { beginJournal, noteInJournal, readJournal, type Stored } from "./journal.ts";
import { PartFile } from "./part-file.ts";

/** Rows of a row group, at least: readers work group by group, and a kill loses at most one. */
const GROUP_ROWS = 32_768;
/** Beyond these bytes a new part is begun; it also bounds the footer that is held in memory. */
const PART_BYTES = 512 * 1024 * 1024;

export type StoreOptions = { dates: number; partBytes?: number; groupRows?: number };

const partName = (n: number) => `part-${String(n).padStart(5, "0")}.parquet`;

/** What is on the disk may be less than the journal says, where a disk lies or somebody deleted: then all is begun anew. */
function begunIn(folder: string, key: string): Stored | undefined {
  const stored = readJournal(join(folder, "journal"), key);
  if (!stored) return undefined;
  for (let n = 0; n <= stored.part; n++) {
    const file = join(folder, "parts", partName(n));
    const least = n < stored.part ? 1 : stored.state.bytes;
    if (least > 0 && !(existsSync(file) && statSync(file).size >= least)) return undefined;
  }
  return stored;
}

/** Puts what is whole in its place: one part as a file, several as a folder. */
function putInPlace(file: string, folder: string, parts: number): void {
  if (existsSync(file) && (parts > 1 || statSync(file).isDirectory())) renameSync(file, join(folder, "before"));
  renameSync(parts > 1 ? join(folder, "parts") : join(folder, "parts", partName(0)), file);
  rmSync(folder, { recursive: true, force: true });
}

/** Throws what the system says against writing. */
export function futuresStore(file: string, head: FutureHead, table: FutureTable, options: StoreOptions): FutureSink {
  const folder = `${file}.standoff`;
  const journal = join(folder, "journal");
  const key = JSON.stringify([head, table.key]);
  const groupRuns = Math.ceil((options.groupRows ?? GROUP_ROWS) / options.dates / BLOCK) * BLOCK;
  const begun = begunIn(folder, key);
  if (!begun) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, "parts"), { recursive: true });
    beginJournal(journal, key);
  }
  let [part, runs, failed] = [begun?.part ?? 0, begun?.runs ?? 0, begun?.failed ?? 0];
  const open = (state?: Stored["state"]) => new PartFile(join(folder, "parts", partName(part)), table.schema, state);
  let into: PartFile | undefined = open(begun && begun.state.bytes > 0 ? begun.state : undefined);
  let waiting: Columns[] = [];
  let held = { runs: 0, failed: 0 };
  const notes = { title: head.model.title, hash: head.model.hash, seed: String(head.seed), schema: head.schema };

  const finishPart = () => {
    into?.finish({ ...Object.fromEntries(Object.entries(notes).map(([k, v]) => [`standoff.${k}`, v])) });
    into = undefined;
  };
  const write = () => {
    if (waiting.length === 0) return;
    const columns = table.joined(waiting);
    runs += held.runs;
    failed += held.failed;
    waiting = [];
    held = { runs: 0, failed: 0 };
    into ??= open();
    if (columns[0]!.data.length > 0) {
      const group = into.add(columns);
      noteInJournal(journal, { part, runs, failed, bytes: into.bytes, group });
    }
    if (into.bytes < (options.partBytes ?? PART_BYTES)) return;
    finishPart();
    noteInJournal(journal, { part, runs, failed, bytes: 0 });
    part++;
  };
  return {
    begun: { runs, failed },
    add: (block) => {
      waiting.push(table.columnsOf(block));
      held.runs += block.count;
      held.failed += block.faults.length;
      if (held.runs >= groupRuns) write();
    },
    end: (_, whole) => {
      if (!whole) {
        into?.close();
        return;
      }
      write();
      const parts = into ? part + 1 : part;
      if (into) finishPart();
      putInPlace(file, folder, parts);
    },
  };
}
