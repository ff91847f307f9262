// What the pages show is what the commands print: every block of every guide, tutorial and model page that begins with `$ standoff` is run
// and compared; every TypeScript block is run. UPDATE_DOCS=1 writes the output anew, for review. docs/command-line.md has its own test.

import { execFile } from "node:child_process";
import { appendFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterEach, expect, test } from "vitest";
import { newFolder, within } from "./cli/run-standoff.ts";
import { asShown, readPage, type Step, wordsOf } from "./pages/read-page.ts";

const root = process.cwd();
/** A block that is still empty is filled with this many lines. */
const NEW = `${"\n".repeat(10)}...\n`;
const files = globSync(["README.md", "docs/**/*.md", "models/**/README.md"]).filter(
  (f) => f !== "docs/command-line.md",
);
const pages = files
  .map((file) => ({ file, page: readPage(readFileSync(file, "utf8")) }))
  .filter(({ page }) => page.steps.length > 0);

/** Does to a file what the page says. */
function edit(step: Exclude<Step, { kind: "command" }>): void {
  mkdirSync(dirname(resolve(step.path)), { recursive: true });
  if (step.kind === "file") writeFileSync(step.path, step.text);
  else if (step.kind === "more") appendFileSync(step.path, step.text);
  else {
    const before = readFileSync(step.path, "utf8");
    expect(before).toContain(step.from);
    writeFileSync(step.path, before.replace(step.from, step.to));
  }
}

afterEach(() => process.chdir(root));

test("the gallery and the tutorial are among them", () => {
  expect(pages.filter(({ file }) => file.startsWith("models/gallery/"))).toHaveLength(8);
});

test.each(pages)("$file", async ({ file, page }) => {
  const path = resolve(file);
  if (page.isApart) process.chdir(newFolder());
  for (const step of page.steps) {
    if (step.kind !== "command") {
      edit(step);
      continue;
    }
    const { out, err } = await within(wordsOf(step.line));
    const isNew = process.env.UPDATE_DOCS === "1" && step.shown === "...\n";
    const printed = asShown(out + err, isNew ? NEW : step.shown);
    if (process.env.UPDATE_DOCS === "1") {
      const whole = `$ standoff ${step.line}\n${printed}`;
      writeFileSync(
        path,
        readFileSync(path, "utf8").replace(step.whole, () => whole),
      );
    } else expect(printed, step.line).toBe(step.shown);
  }
});

test("output that differs from what is shown would be seen", () => {
  const { steps } = readPage("text\n```\n$ standoff ask x\nYes.\n$ standoff check x\n...\n```\n");
  expect(steps).toMatchObject([
    { line: "ask x", shown: "Yes.\n" },
    { line: "check x", shown: "...\n" },
  ]);
  expect(asShown("No.\n", "Yes.\n")).toBe("No.\n");
  expect(asShown("a\nb\nc\n", "x\n...\n")).toBe("a\n...\n");
});

const blocks = files.flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map((match, i) => ({ file, i, code: match[1]! })),
);

test.each(blocks)("TypeScript of $file, block $i, runs as it stands", async ({ code }) => {
  const entry = (name: string) =>
    pathToFileURL(resolve(name === "" ? "src/index.ts" : `src/hosts/library${name}.ts`)).href;
  const script = join(newFolder(), "block.mts");
  writeFileSync(
    script,
    code.replaceAll(/"standoff(\/\w+)?"/g, (_, name: string | undefined) => `"${entry(name ?? "")}"`),
  );
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  expect(stdout.length).toBeGreaterThan(0);
});
