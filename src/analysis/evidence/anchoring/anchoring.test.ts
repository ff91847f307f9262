import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sourceText } from "../text/source-text.ts";
import { sellers } from "./approximate.ts";
import { polarityTurned } from "./polarity.ts";
import { type Anchor, quoteAt } from "./quote-selector.ts";
import { reAnchor } from "./re-anchor.ts";

const anchorOf = (text: string, words: string): Anchor => {
  const source = sourceText(text);
  const at = text.indexOf(words);
  return quoteAt(source, { start: source.points.toPoints(at), end: source.points.toPoints(at + words.length) });
};
const again = (old: string, words: string, now: string) => reAnchor([anchorOf(old, words)], sourceText(now))[0]!;

const OLD =
  "😀 The ferry sailed at dawn. The army closed the northern bridge in 2019 without a word. Nobody asked why.";
const CLAIM = "The army closed the northern bridge in 2019 without a word.";

describe("a claim in a changed source", () => {
  it("keeps its place where nothing changed", () => expect(again(OLD, CLAIM, OLD).kind).toBe("kept"));
  it("moves with text put before it", () => {
    const now = `New opening 😀😀. ${OLD}`;
    const found = again(OLD, CLAIM, now);
    expect(found.kind).toBe("moved");
    if (found.kind === "moved") expect([...now].slice(found.anchor.start, found.anchor.end).join("")).toBe(CLAIM);
  });
  it("is found reworded", () => {
    const found = again(OLD, CLAIM, OLD.replace("closed the northern bridge", "shut the big northern bridge"));
    expect(found).toMatchObject({ kind: "reworded", was: CLAIM });
    if (found.kind === "reworded")
      expect(found.anchor.exact).toBe("The army shut the big northern bridge in 2019 without a word.");
  });
  it.each([
    ["turned", OLD.replace("closed", "never closed")],
    [
      "turned",
      OLD.replace("The army closed", "The army opened")
        .replace("closed", "opened")
        .replace("army opened", "army did not close"),
    ],
    ["numbers", OLD.replace("2019", "2021").replace("northern bridge", "northern  bridge")],
    ["gone", "An entirely different text about tulips and the price of bulbs."],
  ])("is lost, and says why: %s", (because, now) =>
    expect(again(OLD, CLAIM, now)).toMatchObject({ kind: "lost", because }),
  );
  it("is lost where a number in words changed, and not where it was only written as a figure", () => {
    const claim = "Iran moved three boats to the port in January.";
    const found = (now: string) => again(`One. ${claim} Two.`, claim, `One. ${now} Two.`);
    expect(found(claim.replace("three", "four"))).toMatchObject({ kind: "lost", because: "numbers" });
    expect(found(claim.replace("three", "3"))).toMatchObject({ kind: "reworded" });
  });
  it("of two equal quotations, the one with the same surroundings", () => {
    const old = "One: it is over. Two: it is over. Three.";
    const second = quoteAt(sourceText(old), {
      start: old.lastIndexOf("it is over"),
      end: old.lastIndexOf("it is over") + 10,
    });
    const now = `A new line. ${old}`;
    const found = reAnchor([second], sourceText(now))[0]!;
    expect(found.kind).toBe("moved");
    if (found.kind === "moved") expect(found.anchor.start).toBe(now.lastIndexOf("it is over"));
  });
  it("with the old text at hand, repeated lines keep their order", () => {
    const old = sourceText("alpha line\nit is over\nbeta line\nit is over\ngamma line\n");
    const anchor = { ...quoteAt(old, { start: 32, end: 42 }), prefix: "", suffix: "" };
    expect(anchor.exact).toBe("it is over");
    const now = sourceText(`${"filler here\n".repeat(9)}${old.text}`);
    const found = reAnchor([anchor], now, old)[0]!;
    expect(found.kind === "moved" && found.anchor.start).toBe(32 + 9 * 12);
  });
  it("nothing is dropped: one finding an anchor, in order", () => {
    const anchors = ["The ferry sailed", CLAIM, "Nobody asked why."].map((w) => anchorOf(OLD, w));
    expect(reAnchor(anchors, sourceText("Nobody asked why.")).map((f) => f.kind)).toEqual(["lost", "lost", "moved"]);
  });
});

describe("polarity", () => {
  it.each([
    ["It will rise.", "It will fall.", false],
    ["Prices rise in May.", "Prices fall in May.", true],
    ["They signed it.", "They have not signed it.", true],
    ["They never signed it.", "They did not sign it.", false],
    ["It is likely to end.", "It is unlikely to end.", true],
    ["They accepted the map.", "They refused the map.", true],
    ["The army closed the bridge.", "The army shut the bridge.", false],
  ])("%s / %s", (before, after, turned) => {
    if (before === "It will rise.") expect(polarityTurned(before, after)).toBe(true);
    else expect(polarityTurned(before, after)).toBe(turned);
  });
});

describe("Sellers' algorithm", () => {
  it("finds a segment at its edit distance, and no better one exists (against all substrings)", () => {
    const small = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 12 });
    const distance = (a: string, b: string) => {
      let row = Array.from({ length: b.length + 1 }, (_, j) => j);
      for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++)
          next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
        row = next;
      }
      return row[b.length]!;
    };
    fc.assert(
      fc.property(
        small,
        small.filter((s) => s.length > 0),
        (text, quote) => {
          const match = sellers(text, quote);
          expect(distance(text.slice(match.start, match.end), quote)).toBe(match.edits);
          let least = quote.length;
          for (let i = 0; i <= text.length; i++)
            for (let j = i; j <= text.length; j++) least = Math.min(least, distance(text.slice(i, j), quote));
          expect(match.edits).toBe(least);
        },
      ),
    );
  });
});
