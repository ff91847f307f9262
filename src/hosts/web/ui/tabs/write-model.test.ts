import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readModel } from "../../../../language/read-model.ts";
import { whatChanged } from "../../../../present/answers/what-changed.ts";
import type { Files, Moved } from "../../worker/protocol.ts";
import { addClaim, addScenario, addSource } from "./write-model.ts";

const folder = new URL("../../../../../models/two-states/", import.meta.url);
const files: Files = Object.fromEntries(
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
    .map(({ name }) => [name, readFileSync(new URL(name, folder), "utf8")]),
);
const read = (of: Files, scenarios: string[] = []) => readModel("standoff.yaml", (path) => of[path], { scenarios });
const base = read(files).model!;

describe("levers written down as a scenario", () => {
  const moved: Moved = {
    scenarios: [],
    set: {
      "CHN.foresight": "24",
      arms_shipments: "0.5",
      tech_effect: "0.01 to 0.02",
      "CHN.buffer": "-1",
      arsenal: "7",
      "CHN.believes.tech_transfer": "0.1",
    },
    hold: { "CHN.korea": "coerce@2026-01..2027-01" },
  };
  it("change what the levers change", () => {
    const written = addScenario(files, base, moved, 'A "wild" guess: all at once')!;
    const after = read({ ...files, [written.file]: written.text }, [written.id]);
    expect(after.problems.filter((p) => p.severity === "error")).toEqual([]);
    const byLevers = readModel("standoff.yaml", (path) => files[path], {
      set: Object.entries(moved.set),
      hold: Object.entries(moved.hold),
    }).model!;
    expect(whatChanged(base, after.model!)).toEqual(whatChanged(base, byLevers));
    expect(whatChanged(base, byLevers).length).toBeGreaterThan(5);
    expect(after.model!.scenarios.at(-1)!.label).toBe('A "wild" guess: all at once');
  });
  it("leave the rest of the file as it was", () => {
    const written = addScenario(files, base, moved, "x")!;
    const kept = written.text.split("\n").filter((line) => files[written.file]!.split("\n").includes(line));
    expect(kept.join("\n")).toContain(files[written.file]!.split("\n").slice(0, 90).join("\n"));
  });
});

describe("a claim", () => {
  it("is added with its place and reads without errors", () => {
    const written = addClaim(files, { source: "note", start: 3, end: 9 })!;
    const after = read({ ...files, [written.file]: written.text });
    expect(after.model!.claims.at(-1)).toMatchObject({ id: "new_claim", source: "note", range: { start: 3, end: 9 } });
    const again = addClaim({ ...files, [written.file]: written.text }, { source: "note", start: 3, end: 9 })!;
    expect(again.id).toBe("new_claim_2");
  });
  it("brings its source along where the model does not know the text", () => {
    const about = { id: "a_page", title: 'A page: "grain"', sha256: "0".repeat(64) };
    const source = addSource(files, about)!;
    const known = { ...files, [source.file]: source.text };
    const written = addClaim(known, { source: source.id, start: 3, end: 9 })!;
    const { model, problems } = read({ ...known, [written.file]: written.text });
    expect(problems.filter((p) => p.severity === "error")).toEqual([]);
    expect(model!.sources.at(-1)).toMatchObject(about);
    expect(model!.claims.at(-1)).toMatchObject({ source: "a_page" });
  });
  it("makes the section where there is none", () => {
    const written = addClaim({ "standoff.yaml": "standoff: x\nclock: {}\n" }, { source: "a", start: 0, end: 1 })!;
    expect(written.text.split("\n").slice(0, 5)).toEqual(["standoff: x", "clock: {}", "", "claims:", "  new_claim:"]);
    expect(written.text.split("\n")[written.line - 1]).toBe("  new_claim:");
  });
  it("has no place in a folder without a model", () => {
    expect(addClaim({}, { source: "a", start: 0, end: 1 })).toBeUndefined();
  });
});
