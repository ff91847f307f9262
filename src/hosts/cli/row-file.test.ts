import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { PlayedRow } from "../../ensemble/paired.ts";
import { openRowFile } from "./row-file.ts";

const scratch = mkdtempSync(join(tmpdir(), "standoff-rows-"));
const file = (name: string) => join(scratch, name);

function open(name: string, form = "f") {
  const opened = openRowFile(file(name));
  if ("refused" in opened) throw new Error(opened.refused);
  return opened.store(form);
}

const at = { file: "a", line: 1, column: 1, length: 1 };
const fault = { seed: 1, run: 1, id: "x", value: "infinite" as const, step: 2, at };
const row = (from: number, runs: number): PlayedRow => ({
  values: [0.1, 1 / 3].map((x) => Float64Array.from({ length: runs }, (_, r) => x * (from + r) + 1e-300)),
  failed: Uint8Array.from({ length: runs }, (_, r) => (from + r === 1 ? 1 : 0)),
  played: runs,
  faults: from === 0 ? [fault] : [],
});

test("rows come back to the last bit, parts put together, each form by itself", () => {
  const store = open("a.rows");
  store.keep("p", 0, row(0, 256));
  store.keep("p", 256, row(256, 44));
  store.keep("q", 0, row(0, 5));
  open("a.rows", "other").keep("p", 0, row(7, 3));
  const { rows } = open("a.rows");
  expect([...rows.keys()]).toEqual(["p", "q"]);
  expect(rows.get("p")).toEqual(row(0, 300));
  expect(open("a.rows", "other").rows.get("p")!.played).toBe(3);
  expect(open("a.rows", "third").rows.size).toBe(0);
});

test("a last line that was cut off is played again; what goes on stands on a line of its own", () => {
  open("b.rows").keep("p", 0, row(0, 8));
  const whole = readFileSync(file("b.rows"), "utf8");
  appendFileSync(file("b.rows"), whole.split("\n")[1]!.slice(0, 40));
  const store = open("b.rows");
  expect(store.rows.size).toBe(1);
  store.keep("q", 0, row(0, 2));
  expect(open("b.rows").rows.size).toBe(2);
  // The very first line was cut off
  writeFileSync(file("c.rows"), whole.split("\n")[0]!);
  open("c.rows").keep("p", 0, row(0, 2));
  expect(open("c.rows").rows.size).toBe(1);
});

test("a file that holds something else is refused and left alone; a spoilt line is no row", () => {
  writeFileSync(file("d.rows"), "my notes\nand more");
  expect(openRowFile(file("d.rows"))).toEqual({ refused: expect.stringContaining("something else") });
  expect(readFileSync(file("d.rows"), "utf8")).toBe("my notes\nand more");
  const head = '{"schema":"standoff/rows/1"}\n';
  const lines = ['{"form":"f","key":"p","first":0,"played":3,"values":["AA=="],"faults":[]}', "{}", "[", "null"];
  writeFileSync(file("e.rows"), `${head}${lines.join("\n")}\n`);
  expect(open("e.rows").rows.size).toBe(0);
});
