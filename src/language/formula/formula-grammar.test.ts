// The parser that ships is made from formula.grammar: whoever changes the grammar must run `npm run grammar`.

import { readFileSync } from "node:fs";
import { buildParserFile } from "@lezer/generator";
import { expect, test } from "vitest";

const text = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

test("the generated parser is up to date with the grammar", () => {
  const warnings: string[] = [];
  const made = buildParserFile(text("formula.grammar"), {
    fileName: "formula.grammar",
    typeScript: true,
    includeNames: false,
    warn: (message) => warnings.push(message),
  });
  expect(warnings).toEqual([]);
  expect(made.parser).toBe(text("formula-parser.generated.ts"));
  expect(made.terms).toBe(text("formula-parser.generated.terms.ts"));
});

test("and would differ, were the grammar another", () => {
  const other = text("formula.grammar").replace('Power { "^" }', 'Power { "^" | "**" }');
  expect(other).not.toBe(text("formula.grammar"));
  expect(buildParserFile(other, { typeScript: true }).parser).not.toBe(text("formula-parser.generated.ts"));
});
