import { copyFileSync, cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { within } from "../../../../test/cli/run-standoff.ts";

let folder = "";
let draft = "";
beforeEach(async () => {
  const scratch = mkdtempSync(join(tmpdir(), "standoff-claims-"));
  folder = join(scratch, "mine");
  draft = join(scratch, "draft.yaml");
  cpSync("models/two-states", folder, { recursive: true });
  copyFileSync("test/oracles/texts/dev-shoal.txt", join(scratch, "shoal.txt"));
  await within(["read", join(scratch, "shoal.txt"), "-q", "-o", draft]);
});

const text = () => readFileSync(join(folder, "standoff.yaml"), "utf8");
const claims = (...words: string[]) => within(["claims", ...words]);
const shipped = readFileSync("models/two-states/standoff.yaml", "utf8");

describe("claims at work", () => {
  it("a draft is accepted into a model, which then plays and traces to it", async () => {
    const { out, code } = await claims(
      "accept",
      draft,
      "manila_two_sailors_lost",
      "--into",
      folder,
      "--credence",
      "0.7",
      "--says",
      "Two sailors were hurt",
    );
    expect(code).toBe(0);
    expect(out).toContain("+   31    manila_two_sailors_lost:");
    expect(out).toContain("1 claim accepted into");
    expect(out).toContain("with the source shoal");
    expect(readFileSync(draft, "utf8")).toContain(`  # accepted into ${folder}\n  # manila_two_sailors_lost:\n`);
    const traced = JSON.parse((await within(["trace", folder, "--claim", "manila_two_sailors_lost", "--json"])).out);
    expect(traced.claim).toMatchObject({
      says: "Two sailors were hurt",
      credence: 0.7,
      source: "shoal",
      range: { start: 300, end: 382 },
    });
  });
  it("rejected, and brought back to the letter", async () => {
    const before = readFileSync(draft, "utf8");
    expect((await claims("reject", draft, "manila_two_sailors_lost", "--because", "hearsay")).code).toBe(0);
    expect(readFileSync(draft, "utf8")).toContain("  # rejected: hearsay\n");
    expect((await claims("restore", draft, "manila_two_sailors_lost")).code).toBe(0);
    expect(readFileSync(draft, "utf8")).toBe(before);
  });
  it("reworded, believed less and graded, each by its own line alone", async () => {
    await claims("reword", folder, "tech_transfer", "Russia pays in kind");
    await claims("credence", folder, "tech_transfer", "0.55");
    const { out } = await claims("grade", folder, "note", "b 2");
    expect(out).toContain("usually reliable source, probably true");
    expect(text()).toBe(
      shipped
        .replace("Russia pays with missile technology", "Russia pays in kind")
        .replace("credence: 0.6\n", "credence: 0.55\n")
        .replace(/(sha256: \w+\n)/, "$1    grade: B2\n"),
    );
  });
  it("merged: what named the one names the other", async () => {
    await claims("accept", draft, "manila_two_sailors_lost", "--into", folder, "--credence", "0.7");
    await claims("credence", folder, "tech_transfer", "0.6");
    const { out, code } = await claims("merge", folder, "manila_two_sailors_lost", "tech_transfer", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ schema: "standoff/claims-edit/1", written: true });
    expect(text()).toContain("tech_effect: { when: manila_two_sailors_lost,");
    expect(text()).toContain("# merged into manila_two_sailors_lost\n  # tech_transfer:\n");
    expect((await within(["check", folder, "-q"])).code).toBe(0);
  });
  it("of one origin: their truth goes together", async () => {
    const { code } = await claims(
      "origin",
      folder,
      "cable",
      "arms_shipments",
      "tech_transfer",
      "--else",
      "0.1",
      "--reliable",
      "0.5",
    );
    expect(code).toBe(0);
    const { out } = await within(["play", folder, "--runs", "40", "--json", "--workers", "1"]);
    expect(JSON.parse(out).runs).toBe(40);
    expect(text()).toContain("origins:\n  cable:\n    reliable: 0.5\n");
  });
  it("with --dry-run shows it and writes nothing", async () => {
    const { out } = await claims("credence", folder, "tech_transfer", "0.1", "--dry-run");
    expect(out).toMatch(/^\+ +\d+ {6}credence: 0.1$/m);
    expect(out).toContain("Nothing was written");
    expect(text()).toBe(shipped);
  });
});

describe("an edit that cannot be is refused, and nothing is written", () => {
  it.each([
    [["credence", "MODEL", "tech_transfr", "0.5"], 1, "did you mean `tech_transfer`"],
    [["credence", "MODEL", "tech_transfer", "1.5"], 2, "0 to 1"],
    [["credence", "MODEL", "tech_transfer", "no_such_name * 2"], 1, "unknown name `no_such_name`"],
    [["reject", "MODEL", "tech_transfer"], 1, "standoff.yaml:34 would be wrong"],
    [["merge", "MODEL", "arms_shipments", "tech_transfer"], 1, "stands twice"],
    [["merge", "MODEL", "arms_shipments", "arms_shipments"], 1, "with itself"],
    [["restore", "MODEL", "tech_transfer"], 1, "set aside"],
    [["grade", "MODEL", "note", "Z9"], 2, "B2"],
    [["grade", "MODEL", "nte", "B2"], 1, "did you mean `note`"],
    [["origin", "MODEL", "cable", "tech_transfer", "--else", "0.1"], 1, "--reliable"],
    [["accept", "MODEL", "arms_shipments", "tech_transfer", "--says", "x", "--credence", "0.5"], 1, "one by one"],
    [["accept", "DRAFT", "manila_two_sailors_lost", "--into", "MODEL"], 1, "--credence"],
    [["accept", "DRAFT", "manila_two_sailors_lost", "--into", "/nowhere", "--credence", "1"], 4, "no folder"],
    [["reword", "/nowhere/x.yaml", "a", "b"], 4, "no folder or file"],
    [["reword", "-", "a", "b"], 2, "standard input"],
    [["reword", "MODEL", "tech_transfer"], 2, "words"],
  ])("%j", async (words, code, says) => {
    const ended = await claims(...words.map((w) => (w === "MODEL" ? folder : w === "DRAFT" ? draft : w)));
    expect(ended.err.replace(/\s+/g, " ")).toContain(says);
    expect(ended.code).toBe(code);
    expect(ended.err).not.toMatch(/\bat .*:\d+:\d+/);
    expect(text()).toBe(shipped);
  });
  it("a file that is no YAML, or hostile", async () => {
    for (const bad of ["{", "claims: [", "a: *none\n", `x: ${"[".repeat(5000)}`, "\u0000"]) {
      writeFileSync(draft, bad);
      const ended = await claims("reword", draft, "a", "b");
      expect(ended.code, bad.slice(0, 20)).toBe(1);
      expect(ended.err).toContain("no claim");
      expect(readFileSync(draft, "utf8")).toBe(bad);
    }
  });
});
