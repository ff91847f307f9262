// Futures as Parquet: what is read back is what was played; a store that was stopped, at whatever byte, ends with the same bytes.

import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { zstdDecompressSync } from "node:zlib";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { afterAll, describe, expect, it } from "vitest";
import type { Block } from "../../engine/interpreter/engine.ts";
import { blocksOf } from "../../ensemble/jobs.ts";
import { makeEngine } from "../../ensemble/make-engine.ts";
import { readModel } from "../../language/read-model.ts";
import { columnsOf, futureRows } from "../../present/futures/future-rows.ts";
import { futureTable } from "../../present/futures/future-table.ts";
import { fromExactJson, toExactJson } from "../exact-json.ts";
import { findModel, isFound } from "../files/model-folder.ts";
import { futuresStore } from "./futures-store.ts";
import { queryRuns } from "./query.ts";

const root = mkdtempSync(join(tmpdir(), "standoff-store-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const found = findModel(fileURLToPath(new URL("../../../models/two-states", import.meta.url)));
if (!isFound(found)) throw new Error(found.says);
const model = readModel(found.main, found.read).model!;
/** Every sixth date: enough for all that is looked at here. */
const steps = Array.from({ length: Math.floor(model.clock.steps / 6) }, (_, k) => 6 * k + 5);
const columns = columnsOf(model);
const table = futureTable(model, columns, steps, true);
const RUNS = 2_000;
const head = { schema: "standoff/play/1", model: { title: model.title, hash: model.hash }, seed: 1 };
const engine = makeEngine(model, table.recording);
const blocks = blocksOf(0, RUNS).map(({ first, count }) => engine.play({ seed: 1, first, count, holds: [] }));

type Options = { until?: number; partBytes?: number; seed?: number; of?: readonly Block[] };

/** Stores blocks from where it stands; `until`: stopped before that block. Gives the runs that were there already. */
function store(file: string, { until, partBytes, seed = 1, of = blocks }: Options = {}): number {
  const sink = futuresStore(file, { ...head, seed }, table, {
    dates: steps.length,
    groupRows: 768 * steps.length,
    ...(partBytes && { partBytes }),
  });
  for (const block of of) if (block.first >= sink.begun.runs && block.first / 256 < (until ?? 99)) sink.add(block);
  sink.end({ runs: 0, failed: 0 }, until === undefined);
  return sink.begun.runs;
}

const bytesOf = (file: string) => {
  const { buffer, byteOffset, byteLength } = readFileSync(file);
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
};

const compressors = { ZSTD: (data: Uint8Array) => zstdDecompressSync(data) };

const whole = join(root, "whole.parquet");
store(whole);

describe("a Parquet file of futures", () => {
  it("holds what was played, and says of what it is", async () => {
    const rows = await parquetReadObjects({ file: bytesOf(whole), compressors });
    expect(rows).toHaveLength(RUNS * steps.length);
    const plain = futureRows(model, columns, steps);
    const [future] = plain.json(blocks[3]!) as Record<string, (number | string)[]>[];
    const own = rows.filter((row) => row.run === 768);
    expect(own).toHaveLength(steps.length);
    for (const { id } of columns) expect(own.map((row) => row[id])).toEqual(future![id]);
    expect((own[0]!.date as Date).toISOString()).toBe("2024-12-01T00:00:00.000Z");
    const notes = parquetMetadata(bytesOf(whole)).key_value_metadata;
    expect(notes).toContainEqual({ key: "standoff.hash", value: model.hash });
  });

  it("tells of the events that the model asks about", async () => {
    const asked = model.questions.filter((q) => q.kind === "event");
    const rows = await parquetReadObjects({ file: bytesOf(whole), compressors, columns: asked.map((q) => q.id) });
    for (const { id } of asked) expect(new Set(rows.map((row) => typeof row[id]))).toEqual(new Set(["boolean"]));
    expect(asked.length).toBeGreaterThan(0);
  });

  it("is one row group for each segment of runs, so that a reader needs little memory", () => {
    expect(parquetMetadata(bytesOf(whole)).row_groups.length).toBeGreaterThan(1);
  });
});

describe("a store that was stopped", () => {
  it.each([1, 3, 5, 7])("before block %i goes on, and ends with the same bytes", (until) => {
    const file = join(root, `stopped-${until}.parquet`);
    store(file, { until });
    expect(existsSync(file)).toBe(false);
    expect(store(file)).toBe(until >= 3 ? Math.floor(until / 3) * 768 : 0);
    expect(readFileSync(file)).toEqual(readFileSync(whole));
    expect(existsSync(`${file}.standoff`)).toBe(false);
  });

  it.each([
    ["half a row group behind the last", (part: string) => appendFileSync(part, "half a row group")],
    ["half a line of the journal", (_: string, journal: string) => appendFileSync(journal, '{"part":0,"ru')],
    ["a journal that lost its last line", (_: string, journal: string) => truncateSync(journal, 5000)],
    ["a journal that is nonsense", (_: string, journal: string) => writeFileSync(journal, "\0\0{}[]\n3\n")],
    ["fewer bytes than the journal says", (part: string) => truncateSync(part, 1000)],
  ])("with %s ends with the same bytes", (name, hurt) => {
    const file = join(root, `${name}.parquet`);
    store(file, { until: 7 });
    hurt(join(`${file}.standoff`, "parts", "part-00000.parquet"), join(`${file}.standoff`, "journal"));
    store(file);
    expect(readFileSync(file)).toEqual(readFileSync(whole));
  });

  it("is begun anew for another seed", () => {
    const file = join(root, "other.parquet");
    store(file, { until: 7, seed: 2 });
    expect(store(file)).toBe(0);
    expect(readFileSync(file)).toEqual(readFileSync(whole));
  });

  it("leaves the file that was there until the new one is whole", () => {
    const file = join(root, "kept.parquet");
    copyFileSync(whole, file);
    store(file, { until: 7, seed: 2 });
    expect(readFileSync(file)).toEqual(readFileSync(whole));
  });

  it("cannot be read as Parquet", async () => {
    const file = join(root, "half.parquet");
    store(file, { until: 7 });
    const asked = await queryRuns(join(`${file}.standoff`, "parts", "part-00000.parquet"), "select 1");
    expect(asked).toMatchObject({ says: expect.stringMatching(/cannot be read as Parquet/) });
  });
});

describe("many parts", () => {
  it("are a folder that reads as one table, the same when stopped between", async () => {
    const [file, again] = [join(root, "parts.parquet"), join(root, "again.parquet")];
    store(file, { partBytes: 10_000 });
    store(again, { partBytes: 10_000, until: 4 });
    store(again, { partBytes: 10_000 });
    const parts = readdirSync(file);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(readFileSync(join(again, part))).toEqual(readFileSync(join(file, part)));
    const asked = await queryRuns(file, "select count(*), count(distinct run)::int from runs");
    if ("says" in asked) throw new Error(asked.says);
    for await (const [row] of asked.answer.rows) expect(row).toEqual([BigInt(RUNS * steps.length), RUNS]);
    asked.close();
  });
});

describe("a query", () => {
  const rowsOf = async (sql: string) => {
    const asked = await queryRuns(whole, sql);
    if ("says" in asked) return asked.says;
    try {
      const rows: unknown[][] = [];
      for await (const chunk of asked.answer.rows) rows.push(...chunk);
      return rows;
    } catch (error) {
      return String(error);
    } finally {
      asked.close();
    }
  };

  it("counts what the blocks hold", async () => {
    const slot = columns.findIndex(({ of }) => "policy" in of);
    const { id, of } = columns[slot]!;
    const policy = "policy" in of ? of.policy : 0;
    const option = model.policies[policy]!.options[0]!.id;
    const last = steps.at(-1)!;
    const counted = blocks.reduce(
      (n, b) => n + b.options.subarray(last * b.count, (last + 1) * b.count).filter((o) => o === 0).length,
      0,
    );
    const rows = await rowsOf(
      `select count(*)::int from runs where date = (select max(date) from runs) and "${id}" = '${option}'`,
    );
    expect(rows).toEqual([[counted]]);
  });

  it.each([
    ["another file", "select * from read_csv('/etc/hostname')"],
    ["a folder", "select * from glob('/etc/*')"],
    ["writing", `copy runs to '${join(root, "out.csv")}'`],
    ["a database", `attach '${join(root, "out.db")}'`],
    ["an extension", "install httpfs"],
    ["its own settings", "set enable_external_access = true"],
    ["what it may use", "set memory_limit = '900GB'"],
  ])("does not reach %s", async (_, sql) => {
    expect(await rowsOf(sql)).toMatch(
      /disabled by configuration|has been locked|Cannot change configuration|Cannot enable/i,
    );
    expect(readdirSync(root).filter((name) => name.startsWith("out."))).toEqual([]);
  });

  it("says what is wrong with it", async () => {
    expect(await rowsOf("select nope from runs")).toMatch(/nope/);
    expect(await rowsOf("selec")).toMatch(/syntax/i);
    expect(await queryRuns(join(root, "none.parquet"), "select 1")).toMatchObject({ outside: true });
  });
});

describe("exact JSON", () => {
  it("gives back every number as it was", () => {
    const data = { a: [-0, 0, Number.NaN, Number.POSITIVE_INFINITY, -1e300, 5e-324], b: 2n ** 70n, c: "$number" };
    expect(fromExactJson(toExactJson(data))).toStrictEqual(data);
  });
});
