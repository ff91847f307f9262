import fc from "fast-check";
import { expect, test } from "vitest";
import { csvCells, csvQuoted, csvRows } from "./csv.ts";

test("quotes, doubled quotes, line ends in fields, CRLF, a mark at the start, notes", () => {
  const rows = csvRows('\ufeffa,b\r\n"x, ""y""\nz",2\r\n\r\n# no row\n3,4');
  expect(rows.map((r) => [r.line, ...r.fields])).toEqual([
    [1, "a", "b"],
    [2, 'x, "y"\nz', "2"],
    [6, "3", "4"],
  ]);
});

test("a cell knows its line and column, behind a quoted line end too", () => {
  const [first, second] = csvCells('a,"b\nc",d\n  e,f');
  expect(first!.map(({ text, line, column }) => [text, line, column])).toEqual([
    ["a", 1, 1],
    ["b\nc", 1, 3],
    ["d", 2, 4],
  ]);
  expect(second!.map(({ text, line, column }) => [text, line, column])).toEqual([
    ["e", 3, 1],
    ["f", 3, 5],
  ]);
});

test("a quote that is never closed takes the rest and is open", () => {
  expect(
    csvCells('a,"b\nc,d')
      .flat()
      .map(({ text, open }) => [text, open]),
  ).toEqual([
    ["a", false],
    ["b\nc,d", true],
  ]);
  expect(csvCells(`"${"x".repeat(5_000_000)}`)[0]![0]!.open).toBe(true);
});

test("other separators end a cell where they are asked for", () => {
  expect(csvCells("a;b\tc,d", { separators: ",;\t" })[0]!.map((c) => c.text)).toEqual(["a", "b", "c", "d"]);
  expect(csvCells("a;b")[0]!.map((c) => c.text)).toEqual(["a;b"]);
});

test("what is quoted is read again as it was, apart from blanks round it", () => {
  const text = fc.string({ unit: fc.constantFrom("a", " ", ",", '"', "\n", "\r", ";", "#", "é") });
  const table = fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
  fc.assert(
    fc.property(table, (rows) => {
      const written = rows.map((row) => `${row.map(csvQuoted).join(",")}\n`).join("");
      const kept = rows.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some((cell) => cell !== ""));
      expect(csvCells(written).map((row) => row.map((cell) => cell.text))).toEqual(kept);
    }),
  );
});
