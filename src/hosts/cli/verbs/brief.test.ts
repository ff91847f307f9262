// `standoff brief`: one question on one page, with everything that a reader who disagrees would ask for.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getDocumentProxy } from "unpdf";
import { describe, expect, test, vi } from "vitest";
import { browserPath } from "../../../../test/browser/launch.ts";
import { newFolder, within } from "../../../../test/cli/run-standoff.ts";
import { BANDS } from "../../../present/words/likelihood.ts";

const TWO = "models/two-states";
const few = ["--runs", "512", "--workers", "1"];
const textOf = (html: string) => html.replace(/<svg[\s\S]*?<\/svg>/g, "").replace(/<[^>]+>/g, "\n");

describe("what stands on the page", () => {
  test("the answer first, confidence apart, reasons with their lines, readings, changes, sources, the way back", async () => {
    const { out, code, err } = await within(["brief", TWO, "china", "--set", "CHN.foresight=24", ...few]);
    expect([code, err]).toEqual([0, ""]);
    const lines = out.split("\n");
    expect(lines[0]).toBe("So, what will China do?");
    expect(lines[2]).toMatch(/^Patience \(wait and shelter\) is likely: \d\d % \(\+\/- \d, 512 futures, seed 1\)/);
    expect(out).toMatch(/\nConfidence low: 1 of 2 claims disputed, one source; sampling error up to \d points; /);
    for (const head of [
      "Why (",
      "What would change it (",
      "Rival readings, same luck",
      "Changed by hand",
      "Sources of",
    ])
      expect(out).toContain(head);
    expect(out).toContain("CHN.foresight=24.");
    expect(out).toMatch(/sha256\s+6e7dc1f7dde0453b79fb9c13421fc8f2ede61512e44b7612db959115c74b417f/);
    expect(out.replaceAll(/\n */g, " ")).toContain(
      "standoff brief models/two-states china --set CHN.foresight=24 --seed 1 --runs 512",
    );
  });

  test("no sentence holds both a word of likelihood and confidence", async () => {
    const folder = newFolder();
    for (const question of ["china", "test", "arsenal", "cost"]) {
      const file = join(folder, `${question}.html`);
      await within(["brief", TWO, question, "-o", file, ...few]);
      const phrases = textOf(readFileSync(file, "utf8")).split("\n");
      const confident = phrases.filter((p) => /confidence/i.test(p));
      expect(confident).toHaveLength(1);
      for (const { words } of BANDS) expect(confident[0]).not.toContain(words);
      expect(phrases.join(" ")).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  test("the command that it names gives it back", async () => {
    const first = await within(["brief", TWO, "test", "--hold", "PRK.bomb=freeze@2025-01", ...few]);
    const command = first.out.replaceAll(/\n */g, " ").match(/Again with: standoff (.*?) *$/)![1]!;
    const again = await within([...command.split(" "), "--workers", "1"]);
    expect(again.out).toBe(first.out);
  });

  test("Markdown carries the numbers of the picture, at a few dates", async () => {
    const file = join(newFolder(), "brief.md");
    await within(["brief", TWO, "test", "-o", file, ...few]);
    const text = readFileSync(file, "utf8");
    expect(text.match(/^\| 20\d\d-\d\d \|/gm)).toHaveLength(7);
    expect(text).toContain("# Does North Korea test within two years?");
  });

  test("--json: answer, confidence by its grounds, reasons, readings", async () => {
    const { out } = await within(["brief", TWO, "cost", "--json", ...few]);
    const json = JSON.parse(out);
    expect(json).toMatchObject({
      schema: "standoff/brief/1",
      question: "cost",
      confidence: { level: "low", ground: "low", sampling: { of: "choice" }, rivals: { readings: 1 } },
      decision: { measure: "utility(CHN)", better: "higher" },
    });
    expect(json.lenses.map((l: { id: string }) => l.id)).toEqual(["doubter"]);
  });
});

describe("a PDF", () => {
  test("is printed by the browser that is there, and holds one page", async ({ skip }) => {
    const browser = await browserPath();
    if (browser === undefined) return skip("no Chromium starts here");
    vi.stubEnv("CHROME_PATH", browser);
    const file = join(newFolder(), "brief.pdf");
    const { code, err } = await within(["brief", TWO, "china", "-o", file, ...few]);
    vi.unstubAllEnvs();
    expect([code, err]).toEqual([0, ""]);
    expect((await getDocumentProxy(new Uint8Array(readFileSync(file)))).numPages).toBe(1);
  });

  test.each([
    ["/nowhere/chrome", "standoff: CHROME_PATH is /nowhere/chrome, and there is no such file\n"],
    ["/bin/true", "standoff: /bin/true could not print the page: it ended with 0\n"],
  ])("without one that works (%s) it says so in one line", async (path, says) => {
    vi.stubEnv("CHROME_PATH", path);
    const { code, err } = await within(["brief", TWO, "china", "-o", join(newFolder(), "brief.pdf"), ...few]);
    vi.unstubAllEnvs();
    expect([code, err]).toEqual([4, says]);
  });
});

test.each([
  [["chna"], 2, "standoff: this model has no question `chna`; did you mean `china`?\n"],
  [["china", "test"], 2, "standoff: a brief is of one question: name one\n"],
  [
    ["china", "-o", "brief.docx"],
    2,
    "standoff: cannot write `brief.docx`: `.docx` is not a form this can be written in; the file must end in .md, .html, .pdf or .json\n",
  ],
])("%j is said in one line", async (words, code, says) => {
  const ended = await within(["brief", TWO, ...words, ...few]);
  expect([ended.code, ended.err, ended.out]).toEqual([code, says, ""]);
});
