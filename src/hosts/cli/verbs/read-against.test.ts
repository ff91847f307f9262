import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { within } from "../../../../test/cli/run-standoff.ts";

const seed = fileURLToPath(new URL("../../../../../shared/texts/op-ed.txt", import.meta.url));
const against = (file: string, model: string, ...words: string[]) =>
  within(["read", file, "--against", model, ...words]);

describe("standoff read --against", () => {
  it("lists what a text tells against the facts of a model, with the line of the model", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "standoff-against-")), "story.txt");
    writeFileSync(file, "North Korea carried out a test of a bomb in 2019. China did not shelter it.\n");
    const { out, code } = await against(file, "models/two-states", "--published", "2024-07-08");
    expect(code).toBe(0);
    expect(out).toMatch(
      /line 1: it tells as having happened what the model says had not: test \(0 by 2024-07; standoff\.yaml:\d+\)/,
    );
    expect((await within(["read", file, "--published", "2024-07-08"])).out).not.toContain("the model says");
  });
  it("says nothing against a text that a model agrees with", async () => {
    const { out } = await against("models/two-states/texts/note.txt", "models/two-states", "--json");
    expect(JSON.parse(out).contradictions).toEqual([]);
  });
  it("a model that is not there: exit 4", async () => {
    const { code, err } = await against("models/two-states/texts/note.txt", "models/none");
    expect([code, err]).toEqual([4, "standoff: there is no folder or file `models/none`\n"]);
  });

  if (!existsSync(seed)) {
    it("the seed text was left out: ../shared/texts/op-ed.txt is not there", () => {
      process.stdout.write("left out: the seed text ../shared/texts/op-ed.txt is not there\n");
      expect(existsSync("models/six-party")).toBe(true);
    });
    return;
  }
  it("the op-ed against six-party: the test of line 8, and the conditional of line 18 told as past", async () => {
    const { out } = await against(seed, "models/six-party", "--json");
    const { contradictions, claims } = JSON.parse(out) as {
      contradictions: { kind: string; claim: string; says: string }[];
      claims: { id: string; line: number }[];
    };
    const lineOf = (id: string) => claims.find((c) => c.id === id)!.line;
    const found = contradictions.map((c) => `${c.kind} ${lineOf(c.claim)}`);
    expect(found).toEqual(expect.arrayContaining(["fact 8", "ahead-told-as-past 18", "model-claim 18"]));
    // A list that names every line would be no list
    expect(new Set(found.map((f) => f.split(" ")[1])).size).toBeLessThanOrEqual(4);
    expect(contradictions.find((c) => c.kind === "fact")!.says).toContain("A nuclear test (6 by 2024-07");
  });
});
