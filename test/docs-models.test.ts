// The models that stand in the documents read without a fault, and the language's reference names every function there is.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ALL_FUNCTIONS } from "../src/language/formula/functions.ts";
import { readModel } from "../src/language/read-model.ts";
import { SECTIONS } from "../src/language/shape/sections.ts";

const text = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

const models = ["README.md", "docs/language.md"].flatMap((path) =>
  [...text(path).matchAll(/```yaml\n(standoff:[\s\S]*?)```/g)].map((match) => ({ path, yaml: match[1]! })),
);

test("both documents have a model", () => {
  expect(models.map((m) => m.path)).toEqual(["README.md", "docs/language.md"]);
});

test.each(models)("the model in $path has no problem", ({ yaml }) => {
  const read = readModel("standoff.yaml", (path) => (path === "standoff.yaml" ? yaml : undefined));
  expect(read.problems).toEqual([]);
  expect(read.model?.questions.length).toBeGreaterThan(0);
});

test("the reference names every function and section", () => {
  const reference = text("docs/language.md");
  expect(ALL_FUNCTIONS.filter((name) => !new RegExp(`\\b${name}\\b`).test(reference))).toEqual([]);
  expect(Object.keys(SECTIONS).filter((name) => !reference.includes(`\`${name}\``))).toEqual([]);
});
