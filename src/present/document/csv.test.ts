import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

test("cells are quoted only where they must be, and are never a spreadsheet's formula", () => {
  expect(csvLine(["a", 1.5, null, undefined, Number.NaN, -2])).toBe("a,1.5,,,,-2\n");
  expect(csvLine(["trust[KOR,JPN]", 'say "no"', "two\nlines"])).toBe('"trust[KOR,JPN]","say ""no""","two\nlines"\n');
  expect(csvLine(["=HYPERLINK(1)", "-arsenal", "@x"])).toBe("'=HYPERLINK(1),'-arsenal,'@x\n");
});
