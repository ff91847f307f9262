import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { mergeClaims } from "./merge-claims.ts";
import { restore, setAside } from "./set-aside.ts";
import { setField } from "./set-field.ts";
import { takeClaim } from "./take-claim.ts";

const TEXT = `# Head   of the file
claims: # what is said

  closed: # by radio
    says: 'The strait is closed'   # our words
    at: {start: 1,   end: 9}
    credence: 0.50 # a guess

  # between
  aid: { says: "Aid came, late", credence: 0.7 }
  long:
    says: >
      A folded
      text
    denied_by:
      - PRK
parameters:
  price: { when: closed and not aid, then: 2, else: 1, note: closed is a word here }
  cost:
    is: 3
    because: [aid, closed]
  fee:
    is: 1
    because:
      - aid
      - closed
`;

/** The lines that differ, as \`-old\` and \`+new\`; lines are compared as a bag. */
function changed(before: string, after: string): string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const left = [...now];
  const gone = old.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...gone.map((l) => `-${l}`), ...left.map((l) => `+${l}`)];
}

const edited = (e: { text: string } | { refused: string }) => {
  if ("refused" in e) throw new Error(e.refused);
  return e.text;
};

describe("a field is set in place", () => {
  it.each([
    ["closed", "credence", 0.8, ["-    credence: 0.50 # a guess", "+    credence: 0.8 # a guess"]],
    ["closed", "stance", "reported", ["+    stance: reported"]],
    [
      "closed",
      "says",
      "It's closed: all of it",
      ["-    says: 'The strait is closed'   # our words", '+    says: "It\'s closed: all of it"   # our words'],
    ],
    [
      "aid",
      "says",
      "Aid, none",
      ['-  aid: { says: "Aid came, late", credence: 0.7 }', '+  aid: { says: "Aid, none", credence: 0.7 }'],
    ],
    [
      "aid",
      "stance",
      "denied",
      [
        '-  aid: { says: "Aid came, late", credence: 0.7 }',
        '+  aid: { says: "Aid came, late", credence: 0.7, stance: denied }',
      ],
    ],
    ["long", "says", "Short", ["-    says: >", "-      A folded", "-      text", "+    says: Short"]],
    ["long", "credence", 0.1, ["+    credence: 0.1"]],
  ])("%s.%s", (id, field, value, lines) => {
    expect(changed(TEXT, edited(setField(TEXT, "claims", id, field, value)))).toEqual(lines);
  });
  it("any words come back as they went in, in a block and in braces", () => {
    const words = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("no", "null", "1e3", "- a", "# x", "a: b", "{", "x #y", "0x1f"),
    );
    fc.assert(
      fc.property(fc.constantFrom("closed", "aid", "long"), words, (id, says) => {
        const after = parse(edited(setField(TEXT, "claims", id, "says", says)));
        expect(after).toEqual({
          ...parse(TEXT),
          claims: { ...parse(TEXT).claims, [id]: { ...parse(TEXT).claims[id], says } },
        });
      }),
      { numRuns: 60 },
    );
  });
  it("an anchor that other places repeat is not edited behind their back", () => {
    const shared = "claims:\n  a: &one { says: x, credence: 0.1 }\n  b: *one\n";
    expect(setField(shared, "claims", "a", "credence", 0.9)).toMatchObject({
      refused: expect.stringContaining("by hand"),
    });
  });
  it("in an empty field, and in a file without a last line break", () => {
    expect(edited(setField("claims:\n  a:\n    says: x\n    credence:", "claims", "a", "credence", 0.5))).toBe(
      "claims:\n  a:\n    says: x\n    credence: 0.5",
    );
    expect(edited(setField("claims:\n  a:\n    says: x", "claims", "a", "credence", 0.5))).toBe(
      "claims:\n  a:\n    says: x\n    credence: 0.5\n",
    );
  });
});

describe("a claim is set aside as comments, and brought back", () => {
  it.each(["closed", "aid", "long"])("%s", (id) => {
    const without = edited(setAside(TEXT, id, "rejected: hearsay"));
    expect(Object.keys(parse(without).claims)).toEqual(["closed", "aid", "long"].filter((c) => c !== id));
    expect(without).toContain("  # rejected: hearsay\n");
    expect(edited(restore(without, id))).toBe(TEXT);
  });
  it("the last one leaves an empty section, and comes back into it", () => {
    const only = "claims:\n  a:\n    says: x\nsets: {}\n";
    const without = edited(setAside(only, "a", "rejected"));
    expect(parse(without)).toEqual({ claims: {}, sets: {} });
    expect(edited(restore(without, "a"))).toBe(only);
  });
  it("several, beside one another", () => {
    let text = TEXT;
    for (const id of ["closed", "aid", "long"]) text = edited(setAside(text, id, "rejected"));
    for (const id of ["aid", "long", "closed"]) text = edited(restore(text, id));
    expect(parse(text)).toEqual(parse(TEXT));
  });
  it("not where it shares a line", () => {
    expect(setAside("claims: { a: { says: x }, b: { says: y } }\n", "a", "rejected")).toMatchObject({
      refused: expect.stringContaining("lines of its own"),
    });
    expect(restore(TEXT, "closed")).toMatchObject({ refused: expect.stringContaining("set aside") });
  });
});

describe("two claims become one", () => {
  it("whatever named the second names the first; words for people are left alone", () => {
    const files = new Map([["standoff.yaml", TEXT]]);
    const merged = mergeClaims(files, "aid", "closed");
    if ("refused" in merged) throw new Error(merged.refused);
    const after = merged.files.get("standoff.yaml")!;
    expect(parse(after)).toMatchObject({
      parameters: {
        price: { when: "aid and not aid", note: "closed is a word here" },
        cost: { because: ["aid"] },
        fee: { because: ["aid"] },
      },
    });
    expect(Object.keys(parse(after).claims)).toEqual(["aid", "long"]);
    expect(after).toContain("  # merged into aid\n  # closed: # by radio\n");
  });
  it("who denies either denies both; beliefs and lenses follow", () => {
    const other =
      "actors:\n  CHN: { believes: { long: 0.3 } }\nscenarios:\n  doubter:\n    lens: true\n    credence: { long: 0.1 }\n";
    const merged = mergeClaims(
      new Map([
        ["a.yaml", TEXT],
        ["b.yaml", other],
      ]),
      "closed",
      "long",
    );
    if ("refused" in merged) throw new Error(merged.refused);
    expect(parse(merged.files.get("a.yaml")!).claims.closed.denied_by).toEqual(["PRK"]);
    expect(merged.files.get("b.yaml")).toBe(other.replaceAll("long", "closed"));
  });
  it("needs two claims", () => {
    for (const [keep, gone] of [
      ["aid", "aid"],
      ["aid", "none"],
    ] as const)
      expect(mergeClaims(new Map([["x", TEXT]]), keep, gone)).toHaveProperty("refused");
  });
});

describe("a draft is taken into a model", () => {
  const draft = `sources:\n  wire: { title: The wire, sha256: ab12 }\n  paper:\n    title: A paper\n    sha256: cd34\nclaims:\n  one:\n    says: First\n    source: paper\n  two:\n    says: Second\n    source: wire\n`;
  const model = `standoff: M\nsources:\n    known: { title: The same wire, sha256: ab12 }\nclaims:\n    old:\n        says: Old\n# end\n`;
  const take = (id: string, files = new Map([["standoff.yaml", model]])) =>
    takeClaim({ files, main: "standoff.yaml", draft, id, into: "models/m" });
  it("with its source, in the model's own indent", () => {
    const taken = take("one");
    if ("refused" in taken) throw new Error(taken.refused);
    expect(taken.source).toBe("paper");
    expect(changed(model, taken.files.get("standoff.yaml")!)).toEqual([
      "+    paper:",
      "+      title: A paper",
      "+      sha256: cd34",
      "+    one:",
      "+      says: First",
      "+      source: paper",
    ]);
    expect(taken.draft).toContain("  # accepted into models/m\n  # one:\n");
    expect(Object.keys(parse(taken.draft).claims)).toEqual(["two"]);
  });
  it("by the model's own name of that text, known by its hash", () => {
    const taken = take("two");
    if ("refused" in taken) throw new Error(taken.refused);
    expect(taken.source).toBeUndefined();
    expect(parse(taken.files.get("standoff.yaml")!).claims.two.source).toBe("known");
  });
  it("into a model that has no claims yet", () => {
    for (const bare of ["standoff: M\n", "standoff: M\nclaims:\nsets: {}\n", "standoff: M\nclaims: {} # none\n"]) {
      const taken = take("one", new Map([["standoff.yaml", bare]]));
      if ("refused" in taken) throw new Error(taken.refused);
      expect(parse(taken.files.get("standoff.yaml")!)).toMatchObject({
        claims: { one: { says: "First" } },
        sources: { paper: { sha256: "cd34" } },
      });
    }
  });
  it("not over a claim or a source of another text", () => {
    expect(take("old")).toHaveProperty("refused");
    const other = model.replace("known", "paper");
    expect(take("one", new Map([["standoff.yaml", other]]))).toMatchObject({
      refused: expect.stringContaining("--id"),
    });
  });
});
