import fc from "fast-check";
import { expect, it } from "vitest";
import { lineDiff, sayDiff } from "./line-diff.ts";

it("shows what went and what came, by line", () => {
  expect(sayDiff(lineDiff("a\nb\nc\nd\n", "a\nx\nc\nd\ne\n"))).toEqual(["-    2  b", "+    2  x", "+    5  e"]);
  expect(lineDiff("a\n", "a\n")).toEqual([]);
});

it("is enough to make the new text out of the old one", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "c", ""), { minLength: 1, maxLength: 12 })
    .map((l) => `${l.join("\n")}\n`);
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = lineDiff(before, after);
      const gone = new Set(diff.filter((d) => d.sign === "-").map((d) => d.line));
      const kept = before
        .slice(0, -1)
        .split("\n")
        .filter((_, i) => !gone.has(i + 1));
      const made: string[] = [];
      const came = new Map(diff.filter((d) => d.sign === "+").map((d) => [d.line, d.text]));
      while (kept.length > 0 || came.has(made.length + 1)) made.push(came.get(made.length + 1) ?? kept.shift()!);
      expect(`${made.join("\n")}\n`).toBe(after === "\n" && made.length === 0 ? "" : after);
    }),
  );
});
