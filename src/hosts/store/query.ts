// Asks stored futures in SQL, by DuckDB. In: the path of a Parquet file, or of a folder of parts, and one SELECT over the table `runs`.
// Out: names and rows, as they come, or a sentence. DuckDB sees that file and nothing else: no other path, no network, no extension.

import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

export type Rows = { names: string[]; rows: AsyncIterable<unknown[][]> };
export type Queried = { says: string; outside: boolean } | { answer: Rows; stop: () => void; close: () => void };

/** Memory that a query may take before DuckDB refuses it. */
const MEMORY = "2GB";

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

async function duckdb(): Promise<typeof import("@duckdb/node-api") | undefined> {
  try {
    return await import("@duckdb/node-api");
  } catch {
    return undefined;
  }
}

/** What DuckDB said, without its own advice about settings that are locked here. */
const saidBy = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).replace(/\n\n?(LINE \d+:[\s\S]*)?$/, "").trim();

async function openRuns(connection: DuckDBConnection, path: string, isFolder: boolean): Promise<void> {
  const files = isFolder ? join(path, "*.parquet") : path;
  await connection.run(
    isFolder ? `SET allowed_directories = [${quoted(`${path}/`)}]` : `SET allowed_paths = [${quoted(path)}]`,
  );
  await connection.run("SET enable_external_access = false");
  await connection.run(`SET memory_limit = ${quoted(MEMORY)}`);
  await connection.run("SET lock_configuration = true");
  await connection.run(`CREATE VIEW runs AS SELECT * FROM read_parquet(${quoted(files)})`);
}

async function* chunksOf(result: Awaited<ReturnType<DuckDBConnection["stream"]>>): AsyncGenerator<unknown[][]> {
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    yield chunk.getRows();
  }
}

async function ask(instance: DuckDBInstance, path: string, isFolder: boolean, sql: string): Promise<Queried> {
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await openRuns(connection, path, isFolder);
  } catch (error) {
    close();
    return { says: `\`${path}\` cannot be read as Parquet: ${saidBy(error)}`, outside: true };
  }
  try {
    const result = await connection.stream(sql);
    return {
      answer: { names: result.columnNames(), rows: chunksOf(result) },
      stop: () => connection.interrupt(),
      close,
    };
  } catch (error) {
    close();
    return { says: saidBy(error), outside: false };
  }
}

export async function queryRuns(file: string, sql: string): Promise<Queried> {
  const path = resolve(file);
  if (!existsSync(path)) return { says: `there is no file \`${file}\``, outside: true };
  const duck = await duckdb();
  if (!duck) {
    const says = "this needs DuckDB, which is not installed here: npm install @duckdb/node-api";
    return { says: `${says} (or read the file with Python, R or any reader of Parquet)`, outside: true };
  }
  return ask(await duck.DuckDBInstance.create(":memory:"), path, statSync(path).isDirectory(), sql);
}
