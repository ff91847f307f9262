// docs/library.md is what the code declares: up to date, every function with its doc comment, and every example in a doc comment runs.

import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { ENTRIES, type Exported, exportsOf, LIBRARY_PAGE, withLibrary } from "../scripts/library-reference.ts";
import * as ensemble from "../src/hosts/library/ensemble.ts";
import * as language from "../src/hosts/library/language.ts";
import * as lenses from "../src/hosts/library/lenses.ts";
import * as whole from "../src/index.ts";
import { newFolder } from "./cli/run-standoff.ts";

const page = readFileSync(LIBRARY_PAGE, "utf8");
const entries = Object.entries(ENTRIES).map(([name, file]) => ({ name, all: exportsOf(file) }));
const values = (all: readonly Exported[]) => all.filter(({ isType }) => !isType);

test("the page is up to date: node scripts/write-library-reference.ts", () => {
  expect(withLibrary(page)).toBe(page);
  const behind = page.replace("steps: number", "steps: string");
  expect(behind).not.toBe(page);
  expect(withLibrary(behind)).toBe(page);
});

test.each(entries)("$name: every value that it exports is on the page, with its doc comment", ({ name, all }) => {
  const modules: Record<string, object> = {
    standoff: whole,
    "standoff/language": language,
    "standoff/ensemble": ensemble,
    "standoff/lenses": lenses,
  };
  expect(
    values(all)
      .map((e) => e.name)
      .sort(),
  ).toEqual(Object.keys(modules[name]!).sort());
  expect(
    values(all)
      .filter(({ doc }) => doc === "")
      .map((e) => e.name),
  ).toEqual([]);
  for (const { declaration } of all) expect(declaration).toMatch(/;$/);
});

const examples = entries
  .filter(({ name }) => name === "standoff")
  .flatMap(({ all }) => all.flatMap(({ name, examples }) => examples.map((code) => ({ name, code }))));

test("there are examples", () => expect(examples.map(({ name }) => name)).toEqual(["ask", "read", "play"]));

test.each(examples)("the example of $name runs", async ({ code }) => {
  const script = join(newFolder(), "example.mjs");
  const library = pathToFileURL(resolve("src/index.ts")).href;
  const model = JSON.stringify(resolve("models/two-states/standoff.yaml"));
  writeFileSync(
    script,
    `import { readFileSync } from "node:fs";
import { ask, play, read } from "${library}";
const text = readFileSync(${model}, "utf8");
const { model } = read(text);
{
${code}
}
console.log(typeof ask, typeof play, model.title);
`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  expect(stdout).toBe("function function Two states and a bomb\n");
});
