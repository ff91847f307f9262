// Where played futures are written as they come: a file or stdout, as CSV, JSON or JSON lines. A file that was interrupted is
// continued when the model, the seed and the columns are the same: a note beside it (FILE.standoff) says how far it came.

import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import type { Block } from "../../engine/interpreter/engine.ts";
import type { FutureRows } from "../../present/futures/future-rows.ts";

export type FutureForm = "csv" | "json" | "jsonl";

/** What is known before anything is played. */
export type FutureHead = { schema: string; model: { title: string; hash: string }; seed: number };

export type FutureSink = {
  /** Futures that are there already. */
  begun: { runs: number; failed: number };
  add: (block: Block) => void;
  /** Whole, or interrupted: then it can be continued. */
  end: (played: { runs: number; failed: number }, whole: boolean) => void;
};

type Writer = {
  begin: () => string;
  block: (block: Block) => string;
  end: (played: { runs: number; failed: number }) => string;
};

function writerOf(form: FutureForm, head: FutureHead, rows: FutureRows): Writer {
  const first = { ...head, dates: rows.dates };
  if (form === "csv") return { begin: () => rows.head, block: rows.csv, end: () => "" };
  if (form === "jsonl") {
    const lines = (block: Block) => rows.json(block).map((future) => `${JSON.stringify(future)}\n`);
    return { begin: () => `${JSON.stringify(first)}\n`, block: (block) => lines(block).join(""), end: () => "" };
  }
  let between = "";
  return {
    begin: () => `${JSON.stringify(first).slice(0, -1)},"futures":[\n`,
    block: (block) => {
      const text = rows.json(block).map((future) => JSON.stringify(future));
      const joined = between + text.join(",\n");
      between = ",\n";
      return joined;
    },
    end: ({ runs, failed }) => `\n],"runs":${runs},"failed":${failed}}\n`,
  };
}

export function toStdout(
  out: (text: string) => void,
  form: FutureForm,
  head: FutureHead,
  rows: FutureRows,
): FutureSink {
  const writer = writerOf(form, head, rows);
  out(writer.begin());
  return {
    begun: { runs: 0, failed: 0 },
    add: (block) => out(writer.block(block)),
    end: (played) => out(writer.end(played)),
  };
}

type Note = { key: string; runs: number; failed: number; bytes: number };

const noteOf = (file: string) => `${file}.standoff`;

function readNote(file: string, key: string): Note | undefined {
  if (!existsSync(noteOf(file)) || !existsSync(file)) return undefined;
  try {
    const note = JSON.parse(readFileSync(noteOf(file), "utf8")) as Note;
    return note.key === key && statSync(file).size >= note.bytes ? note : undefined;
  } catch {
    // A note that cannot be read is no note: the file is begun anew
    return undefined;
  }
}

/** Throws what the system says against writing. */
export function toFile(file: string, form: FutureForm, head: FutureHead, rows: FutureRows): FutureSink {
  const writer = writerOf(form, head, rows);
  const key = JSON.stringify([head, rows.head, rows.dates]);
  const note = form === "json" ? undefined : readNote(file, key);
  const fd = openSync(file, note ? "r+" : "w");
  let bytes = note?.bytes ?? 0;
  const write = (text: string) => {
    const data = Buffer.from(text);
    for (let at = 0; at < data.length; ) at += writeSync(fd, data, at, data.length - at, bytes + at);
    bytes += data.length;
  };
  if (note) ftruncateSync(fd, note.bytes);
  else write(writer.begin());
  return {
    begun: { runs: note?.runs ?? 0, failed: note?.failed ?? 0 },
    add: (block) => write(writer.block(block)),
    end: (played, whole) => {
      write(writer.end(played));
      closeSync(fd);
      if (whole || form === "json") rmSync(noteOf(file), { force: true });
      else writeFileSync(noteOf(file), JSON.stringify({ key, ...played, bytes } satisfies Note));
    },
  };
}
