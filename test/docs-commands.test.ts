// What docs/command-line.md shows is what the commands print: each block that begins with `$ standoff` is run and compared.
// A last line `...` leaves the rest free. UPDATE_DOCS=1 writes the blocks anew, for review.

import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { within } from "./cli/run-standoff.ts";

const FILE = "docs/command-line.md";
const text = readFileSync(FILE, "utf8");
const BLOCK = /```\n\$ standoff (.+)\n([\s\S]*?)```/g;

/** Words of a command line; quotes hold blanks together. */
const wordsOf = (line: string) => [...line.matchAll(/'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2]!);

const blocks = [...text.matchAll(BLOCK)].map(([whole, line = "", shown = ""]) => ({ whole, line, shown }));

test("there are blocks to run", () => {
  expect(blocks.length).toBeGreaterThanOrEqual(3);
});

test.each(blocks)("$line", async ({ whole, line, shown }) => {
  const { out } = await within(wordsOf(line));
  const free = shown.endsWith("\n...\n");
  const lines = shown.split("\n").length - 2;
  const printed = free ? `${out.split("\n").slice(0, lines).join("\n")}\n...\n` : out;
  if (process.env.UPDATE_DOCS === "1") {
    const now = readFileSync(FILE, "utf8");
    writeFileSync(
      FILE,
      now.replace(whole, () => `\`\`\`\n$ standoff ${line}\n${printed}\`\`\``),
    );
    return;
  }
  expect(printed).toBe(shown);
});

test("every option that a verb has is documented, or explained by its own help alone", async () => {
  const ask = await within(["ask", "--help"]);
  const options = [...ask.out.matchAll(/^ {2,}(?:-\w, )?(--[a-z-]+)/gm)].map((m) => m[1]!);
  expect(options.length).toBeGreaterThan(10);
  const silent = new Set(["--help", "--quiet", "--verbose", "--output"]);
  expect(options.filter((o) => !silent.has(o) && !text.includes(`\`${o}`) && !text.includes(`### ${o}`))).toEqual([]);
});
