import { describe, expect, it } from "vitest";
import { commandOf } from "./command.ts";
import { changed, type Doc, NEW_DOC, newHistory, redone, undone, withEdit, withHold, withSet } from "./doc.ts";
import { keepAs, keptFrom } from "./keep.ts";
import { LONGEST_LINK, linkOf, readLink, type Shared } from "./link.ts";

const far = withSet(NEW_DOC, "CHN.foresight", "24");

describe("history", () => {
  it("takes the moves of one gesture as one step", () => {
    let h = newHistory();
    for (let i = 0; i < 5; i++)
      h = changed(h, "CHN.foresight", 1000 + i * 100, withSet(h.doc, "CHN.foresight", String(i)));
    h = changed(h, "tech", 1500, withSet(h.doc, "tech", "1"));
    expect(h.past).toHaveLength(2);
    expect(undone(h).doc.set).toEqual({ "CHN.foresight": "4" });
    expect(undone(undone(h)).doc).toBe(NEW_DOC);
    expect(redone(undone(h)).doc).toBe(h.doc);
  });
  it("begins a new step after a pause", () => {
    let h = changed(newHistory(), "a", 0, withSet(NEW_DOC, "a", "1"));
    h = changed(h, "a", 5000, withSet(h.doc, "a", "2"));
    expect(h.past).toHaveLength(2);
  });
  it("ends at its ends", () => {
    const h = newHistory(far);
    expect(undone(h).doc).toBe(far);
    expect(redone(h).doc).toBe(far);
  });
  it("forgets an edit that gives the file's own text back", () => {
    const doc = withEdit(NEW_DOC, "a.yaml", "new", "old");
    expect(doc.edits).toEqual({ "a.yaml": "new" });
    expect(withEdit(doc, "a.yaml", "old", "old").edits).toEqual({});
  });
});

describe("what is kept", () => {
  it("comes back as it was, texts held once", () => {
    const text = "x".repeat(1000);
    let h = changed(newHistory(), "edit", 0, withEdit(NEW_DOC, "a.yaml", text, ""));
    h = changed(h, "hold", 2000, withHold(h.doc, "CHN.korea", "coerce@2026-01"));
    const stored = [{ question: "china", sentence: "Patience.", runs: 1000, seed: 1 }];
    const kept = keepAs({ history: undone(h), question: "china", tab: "why", stored, of: "abc" });
    expect(kept.length).toBeLessThan(1700);
    expect(keptFrom(kept)).toEqual({
      history: { past: undone(h).past, doc: undone(h).doc, future: [h.doc] },
      question: "china",
      tab: "why",
      stored,
      of: "abc",
    });
  });
  it.each([null, "", "{}", "[]", '{"docs":[],"at":0,"texts":[]}', "\u0000"])("takes %j for nothing", (text) => {
    expect(keptFrom(text)).toBeUndefined();
  });
});

const shared: Shared = {
  title: "Two states",
  model: "abc",
  version: "0.1.0",
  question: "china",
  seed: 1,
  runs: 1000,
  doc: far,
};

describe("links", () => {
  it("carry the changes, and the files where asked", () => {
    const pinned: Doc = { ...far, pins: [{ name: "far", moved: { scenarios: ["x"], set: {}, hold: {} } }] };
    const all = { ...shared, doc: pinned, files: { "standoff.yaml": "standoff: Ünïcode ✓\n" }, main: "standoff.yaml" };
    const link = linkOf(all);
    expect(link).toMatch(/^#1\.[\w-]+$/);
    expect(link.length).toBeLessThan(LONGEST_LINK);
    expect(readLink(link)).toEqual({ shared: all });
  });
  it.each([
    ["", undefined],
    ["#section", undefined],
    ["#2.abc", "another version"],
    ["#1.!!!", undefined],
    ["#1.", "damaged"],
    ["#1.AAAA", "damaged"],
    [linkOf(shared).slice(0, -9), "damaged"],
    [linkOf({ ...shared, runs: 1e9 }), "does not hold"],
    [linkOf({ ...shared, doc: { ...far, set: { a: 3 as unknown as string } } }), "does not hold"],
    [linkOf({ ...shared, title: 3 as unknown as string }), "does not hold"],
  ])("says what is wrong with %s", (hash, says) => {
    const read = readLink(hash);
    if (says === undefined) expect(read).toBeUndefined();
    else expect(read && "says" in read && read.says).toContain(says);
  });
  it("does not inflate without end", () => {
    const bomb = linkOf({ ...shared, files: { a: "0".repeat(5_000_000) } });
    expect(bomb.length).toBeLessThan(20_000);
    expect(readLink(bomb)).toHaveProperty("says");
  });
});

describe("commands", () => {
  it("name every lever, quoted for a shell", () => {
    const moved = {
      scenarios: ["realist"],
      set: { "CHN.foresight": "3 to 18" },
      hold: { "CHN.korea": "coerce@2026-01" },
    };
    expect(commandOf("models/six party", "ask", ["china"], { moved, seed: 2, runs: 1000 })).toBe(
      "standoff ask 'models/six party' china --scenario realist --set 'CHN.foresight=3 to 18' --hold CHN.korea=coerce@2026-01 --runs 1000 --seed 2",
    );
  });
});
