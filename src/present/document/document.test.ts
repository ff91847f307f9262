import { expect, test } from "vitest";
import { type Document, heading, lines, sentence, table, toHtml, toMarkdown, toText } from "./document.ts";

const page: Document = {
  title: "A <b> & c",
  parts: [
    heading("What | now?"),
    sentence("Word ".repeat(30).trim()),
    lines(["2026-01  first", `2026-02  ${"long ".repeat(25)}`], 9),
    table(
      [{ head: "name" }, { head: "value", align: "right" }],
      [
        ["a|b", "1"],
        ["<i>", "22"],
      ],
    ),
  ],
};

test("text stays within 100 columns and hangs under its date", () => {
  const text = toText(page).split("\n");
  expect(Math.max(...text.map((l) => l.length))).toBeLessThanOrEqual(100);
  expect(text).toContain("  2026-01  first");
  const wrapped = text.findIndex((l) => l.startsWith("  2026-02"));
  expect(text[wrapped + 1]).toMatch(/^ {11}long/);
  expect(text.slice(-4)).toEqual(["  name  value", "  a|b       1", "  <i>      22", ""]);
});

test("a word longer than a line stands alone and is not cut", () => {
  const word = "x".repeat(130);
  expect(toText({ parts: [sentence(`a ${word} b`)] })).toBe(`a\n${word}\nb\n`);
});

test("a number is not parted from its per cent or its error", () => {
  const said = toText({ parts: [sentence(`${"x".repeat(95)} 6.2 %): b`), sentence(`${"x".repeat(96)} (+/- 4, c)`)] });
  expect(said).toBe(`${"x".repeat(95)}\n6.2 %): b\n${"x".repeat(96)}\n(+/- 4, c)\n`);
});

test("Markdown and HTML escape what a model's names could smuggle in", () => {
  expect(toMarkdown(page)).toContain("# A \\<b\\> & c");
  expect(toMarkdown(page)).toContain("| a\\|b | 1 |");
  const html = toHtml(page);
  expect(html).toContain("<title>A &lt;b&gt; &amp; c</title>");
  expect(html).toContain("<td>&lt;i&gt;</td>");
  expect(html).not.toMatch(/<i>|<script/);
});

test("a label cannot send colours or turn the writing round on a terminal", () => {
  const said = toText({ parts: [sentence("a\u001b[2J \u202egood\u0007"), lines(["b\tc"])] });
  expect(said).toBe("a[2J good\nbc\n");
});
