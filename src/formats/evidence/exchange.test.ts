import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readText } from "../../analysis/evidence/read-text.ts";
import { sourceText } from "../../analysis/evidence/text/source-text.ts";
import { claimAnnotations, readAnnotations } from "./annotations.ts";
import { claimRecords, type SourceNote } from "./claim-record.ts";
import { CLAIM_COLUMNS, claimRow, claimsMarkdown } from "./claim-rows.ts";
import { claimsYaml } from "./claims-yaml.ts";

const TEXT =
  "😀\nManila says two sailors lost fingers. Arms went to the front in 2023, a charge that Moscow and Pyongyang deny. A secret line without any claim";
const source = sourceText(TEXT);
const records = claimRecords(source, readText(source));
const note: SourceNote = {
  id: "wire",
  title: 'The "wire": # one',
  sha256: source.sha256,
  file: "wire.txt",
  published: "2024-03-12",
};

describe("claims leave and come back", () => {
  it("as YAML of the model language", () => {
    const read = parse([...claimsYaml(records, note)].join(""));
    expect(read.sources.wire).toMatchObject({ title: 'The "wire": # one', file: "wire.txt", sha256: source.sha256 });
    const claims = Object.values(read.claims) as {
      says: string;
      at: { start: number; end: number };
      denied_by?: string[];
    }[];
    expect(claims.map((c) => c.says)).toEqual([
      "Manila says two sailors lost fingers.",
      "Arms went to the front in 2023",
    ]);
    expect(claims[1]!.denied_by).toEqual(["RUS", "PRK"]);
    for (const c of claims) expect([...TEXT].slice(c.at.start, c.at.end).join("")).toBe(c.says);
  });
  it("as Web Annotations, and back the same", () => {
    const json = JSON.parse(JSON.stringify(claimAnnotations(records, note)));
    expect(json["@context"][0]).toBe("http://www.w3.org/ns/anno.jsonld");
    expect(json.items[0].target.selector[0]).toEqual({ type: "TextPositionSelector", start: 2, end: 39 });
    const { annotations, refused } = readAnnotations(json);
    expect(refused).toEqual([]);
    expect(
      annotations.map(({ start, end, stance, speaker, deniedBy }) => ({
        start,
        end,
        stance,
        speaker,
        ...(deniedBy ? { deniedBy } : {}),
      })),
    ).toEqual(
      records.map(({ start, end, stance, speaker, deniedBy }) => ({
        start,
        end,
        stance,
        speaker,
        ...(deniedBy ? { deniedBy } : {}),
      })),
    );
    expect(annotations[0]!.exact).toBe("Manila says two sailors lost fingers.");
  });
  it("annotations of other tools: a quote alone will do, and what cannot be read is counted", () => {
    const other = {
      id: "x#n1",
      target: { source: "http://a.example", selector: { type: "TextQuoteSelector", exact: "two sailors" } },
      body: "reported",
    };
    const { annotations, refused } = readAnnotations([
      other,
      {},
      3,
      { target: { selector: [{ type: "TextPositionSelector", start: 9, end: 2 }] } },
    ]);
    expect(annotations).toEqual([
      {
        start: 0,
        end: 0,
        exact: "two sailors",
        prefix: "",
        suffix: "",
        id: "n1",
        stance: "reported",
        speaker: "author",
      },
    ]);
    expect(refused.map((r) => r.item)).toEqual([2, 3, 4]);
  });
  it("never fails on strange JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(() => readAnnotations(json)).not.toThrow();
      }),
    );
  });
  it("as rows and Markdown, without the rest of the text", () => {
    const row = claimRow(records[1]!, note);
    expect(row).toHaveLength(CLAIM_COLUMNS.length);
    expect(row.slice(1, 4)).toEqual(["reported", "author", "RUS PRK"]);
    const markdown = [...claimsMarkdown(records, note)].join("");
    expect(markdown).toContain("denied by RUS and PRK");
    for (const form of [markdown, ...claimsYaml(records, note)]) expect(form).not.toContain("secret");
  });
  it("no text breaks out of its place in YAML", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), (words) => {
        const text = `China said ${words.replace(/[.?!]/g, "")} on Monday.`;
        const s = sourceText(text);
        const all = claimRecords(s, readText(s));
        const read = parse([...claimsYaml(all, { ...note, title: words })].join(""));
        expect(Object.keys(read.claims ?? {})).toEqual(all.map((r) => r.id));
        expect(read.sources.wire.title).toBe(words.replace(/\s+/g, " ").trim());
      }),
      { numRuns: 100 },
    );
  });
});
