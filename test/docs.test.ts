// What docs/language.md promises: its made parts are up to date, and each of its examples is read without a word. The first example
// is a whole model; each of the others adds to it, as a file that it uses, and its scenarios are read too.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PAGE, withReference } from "../scripts/language-reference.ts";
import { playRun } from "../src/engine/interpreter/play-run.ts";
import { type ReadResult, readModel } from "../src/language/read-model.ts";

const page = readFileSync(PAGE, "utf8");
const [whole = "", ...parts] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]!);

const read = (part: string, scenarios: string[] = []): ReadResult => {
  const files = new Map([
    ["standoff.yaml", `use: [part.yaml]\n${whole}`],
    ["part.yaml", part],
  ]);
  return readModel("standoff.yaml", (path) => files.get(path), { scenarios });
};

test("the made parts of the language's reference are up to date: node scripts/write-language-reference.ts", () => {
  expect(withReference(page)).toBe(page);
  expect([...page.matchAll(/<!-- made: (\w+) -->\n\n\S/g)].map((m) => m[1])).toEqual([
    "sections",
    "functions",
    "limits",
    "problems",
  ]);
});

test("and would be seen to be behind", () => {
  const behind = page.replace("| 5,000 | steps of the clock |", "| 50 | steps of the clock |");
  expect(behind).not.toBe(page);
  expect(withReference(behind)).toBe(page);
});

describe("the examples of the language's reference", () => {
  test("are there", () => expect(parts.length).toBeGreaterThan(5));

  test.each([["the whole model", ""], ...parts.map((part, i) => [`addition ${i + 1}`, part])])("%s", (_, part) => {
    const base = read(part!);
    expect(base.problems).toEqual([]);
    expect(playRun(base.model!, 1, 0).fault).toBeUndefined();
    for (const { id } of base.model!.scenarios) {
      const departed = read(part!, [id]);
      expect(departed.problems).toEqual([]);
      expect(departed.model!.hash, `the scenario ${id} changes something`).not.toBe(base.model!.hash);
      expect(playRun(departed.model!, 1, 0).fault).toBeUndefined();
    }
  });
});
