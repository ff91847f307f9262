// Commands that stand in a page without their output run too: each is typed as it stands, with few futures, since what it prints is not shown.
// Those that need a thing from outside (a queue, a port, a text or table that is not shipped) are named here, with those whose own tests are enough;
// no others are left out.

import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder, within } from "./cli/run-standoff.ts";
import { wordsOf } from "./pages/read-page.ts";

const OUTSIDE = /^(serve|work)\b|--cluster|\bop-ed\S*|^(new|ask|fit|watch) mine\b|\bmine\.csv\b/;
/** Half a minute each, and tried in their own tests. */
const LONG = /--over-lenses|--backtest/;
const FEW = "16";
const PLAYS = ["ask", "explain", "compare", "foresight", "game", "stability", "watch", "storylines", "brief"];

const blocks = (text: string) =>
  [...text.matchAll(/```(\w*)\n([\s\S]*?)```/g)].flatMap(([, language, block]) =>
    language === "" || language === "sh" ? [block!] : [],
  );
const commands = globSync(["README.md", "docs/**/*.md"]).flatMap((file) =>
  blocks(readFileSync(file, "utf8"))
    .flatMap((block) => block.split("\n"))
    .filter((line) => line.startsWith("standoff "))
    .map((line) => ({ file, line: line.slice("standoff ".length).replace(/\s+#.*$/, "") })),
);

/** The words with few futures, and what is written put aside. */
function quick(line: string): string[] {
  const words = wordsOf(line);
  const runs = words.indexOf("--runs");
  if (runs >= 0) words[runs + 1] = FEW;
  else if (PLAYS.includes(words[0]!)) words.push("--runs", FEW);
  const out = words.findIndex((word) => word === "-o" || word === "--output");
  if (out >= 0) words[out + 1] = join(newFolder(), words[out + 1]!);
  return words;
}

test("there are such commands, and few are left out", () => {
  expect(commands.length).toBeGreaterThan(20);
  expect(commands.filter(({ line }) => OUTSIDE.test(line)).length).toBeLessThan(14);
});

test("every npm script and every script of ours that a page names is there", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const lost = globSync(["*.md", "docs/**/*.md", "models/**/*.md", "perf/*.md"]).flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const run = [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].filter(([, name]) => scripts[name!] === undefined);
    const node = [...text.matchAll(/\bnode ((?:scripts|perf|test|src)\/[\w./-]+)/g)].filter(
      ([, path]) => !existsSync(path!),
    );
    return [...run, ...node].map(([whole]) => `${file}: ${whole}`);
  });
  expect(lost).toEqual([]);
});

test.each(commands.filter(({ line }) => !OUTSIDE.test(line) && !LONG.test(line)))(
  "$file: standoff $line",
  async ({ line }) => {
    const { code, err } = await within(quick(line));
    expect(code, err).toBe(0);
  },
);
