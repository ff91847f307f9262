import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { within } from "../../../../test/cli/run-standoff.ts";

const MODEL = "models/two-states";
const trace = (...words: string[]) => within(["trace", MODEL, ...words]);
const json = async (...words: string[]) => JSON.parse((await trace(...words, "--json")).out);

describe("standoff trace", () => {
  it("goes from an answer to sentence and line", async () => {
    const { out, code, err } = await trace("china");
    expect([code, err]).toEqual([0, ""]);
    const unwrapped = out.replace(/\s+/g, " ");
    expect(unwrapped).toContain(
      "note 177-227, line 3; standoff.yaml:13) “North Korea sends shells to Russia by the shipload” By parameter income (standoff.yaml:32).",
    );
  });
  it("as JSON, with the way from the answer to each claim", async () => {
    const found = await json("china");
    expect(found).toMatchObject({ schema: "standoff/trace/1", traces: "question", question: { id: "china" } });
    expect(found.claims[0]).toMatchObject({
      id: "arms_shipments",
      credence: 0.95,
      deniedBy: ["PRK"],
      source: "note",
      text: "checked",
      range: { start: 177, end: 227 },
      moves: true,
      quote: { line: 3 },
      at: { file: "standoff.yaml", line: 13 },
    });
    expect(found.claims[0].via[0]).toMatchObject({ kind: "parameter", id: "income", how: "when" });
  });
  it("goes from a claim to what it moves", async () => {
    const found = await json("--claim", "tech_transfer");
    expect(found.when).toMatchObject([{ kind: "parameter", id: "tech_effect" }]);
    expect(found.questions.map((q: { id: string }) => q.id)).toEqual(["china", "test", "arsenal", "cost"]);
  });
  it("goes from a sentence, by its line, to what it moves", async () => {
    const { out } = await trace("--line", "note:4");
    expect(out.replace(/\s+/g, " ")).toContain("1 claim of the model on line 4 of note. tech_transfer");
    expect(out).toContain("parameter tech_effect");
    const found = await json("--line", "note:3", "--effects", "--runs", "60", "--workers", "1");
    expect(found).toMatchObject({ traces: "sentence", source: "note", line: 3 });
    expect(found.claims[0]).toMatchObject({ claim: { id: "arms_shipments" }, effects: { runs: 60 } });
    expect((await trace("--line", "note:1")).out).toContain("No claim of the model rests on line 1 of note");
  });
  it("with --effects says what a claim does to an answer", async () => {
    const found = await json("test", "--effects", "--runs", "60", "--workers", "1");
    expect(found.effects).toMatchObject({ seed: 1, runs: 60, failed: 0 });
    expect(found.claims.map((c: { effect: { split: { kind: string } } }) => c.effect.split.kind)).toContain("split");
  });
  it("lists what rests on no claim", async () => {
    const found = await json("--assumptions");
    expect(found.unused).toEqual([]);
    expect(found.unsupported.map((e: { id: string }) => e.id)).toContain("arsenal");
    expect(found.unsupported.map((e: { id: string }) => e.id)).not.toContain("income");
  });
  it("quotes nothing from a text that is another", async () => {
    const other = join(mkdtempSync(join(tmpdir(), "standoff-trace-")), "other.txt");
    writeFileSync(other, "Quite another text.\n");
    const { out, err, code } = await trace("china", "--text", `note=${other}`);
    expect(code).toBe(1);
    expect(err).toContain("nothing is quoted from it");
    expect(out).not.toContain("“");
    expect(out).toContain("note 177-227;");
  });
  it.each([
    [["chnia"], 2, "did you mean `china`"],
    [["--claim", "tech_transfr"], 2, "did you mean `tech_transfer`"],
    [["china", "--text", "nte=x"], 2, "did you mean `note`"],
    [["china", "--text", "note"], 2, "op_ed=PATH"],
    [["china", "--text", "note=/nowhere/x.txt"], 4, "cannot read"],
    [["china", "-o", "x.pdf"], 2, "cannot write"],
    [["--line", "note"], 2, "op_ed:8"],
    [["--line", "note:0"], 2, "op_ed:8"],
    [["--line", "nte:3"], 2, "did you mean `note`"],
    [["--line", "note:999"], 2, "no line 999"],
  ])("%j is refused in a sentence", async (words, code, says) => {
    const ended = await trace(...words);
    expect(ended.code).toBe(code);
    expect(ended.err).toContain(says);
    expect(ended.err).not.toMatch(/\bat .*:\d+:\d+/);
  });
});
