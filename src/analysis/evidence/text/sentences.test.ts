import { describe, expect, it } from "vitest";
import { findFused } from "../damage/fused.ts";
import { splitSentences } from "./sentences.ts";

const cut = (text: string) => {
  const span = { start: 0, end: text.length };
  return splitSentences(text, span, findFused(text, span)).map((s) => text.slice(s.start, s.end));
};

describe("sentences", () => {
  it.each([
    ["It ended. He left.", ["It ended.", "He left."]],
    ["Gen. Orlo of the U.S. Navy met Dr. Saab.", ["Gen. Orlo of the U.S. Navy met Dr. Saab."]],
    ["They left the U.S. The talks went on.", ["They left the U.S.", "The talks went on."]],
    ["It fell on Aug. 3 at 4 p.m. local time.", ["It fell on Aug. 3 at 4 p.m. local time."]],
    ["“It is over.” He left.", ["“It is over.”", "He left."]],
    ["“Is it over?” she asked.", ["“Is it over?” she asked."]],
    ["It rose by 3.5 per cent. Nobody cheered!", ["It rose by 3.5 per cent.", "Nobody cheered!"]],
    ["He waited… and waited.", ["He waited… and waited."]],
    // A garbled copy: the cut comes before a small letter too.
    ["So he went to Orlo. one month later he left.", ["So he went to Orlo.", "one month later he left."]],
    ["The deal ended in 2019Nobody mourned it.", ["The deal ended in 2019", "Nobody mourned it."]],
    ["The deal ended.Nobody mourned it.", ["The deal ended.", "Nobody mourned it."]],
    ["Law of navigation patrolsThey go on.", ["Law of navigation patrolsThey go on."]],
    ["这是一句。这是另一句。", ["这是一句。", "这是另一句。"]],
  ])("%s", (text, sentences) => expect(cut(text)).toEqual(sentences));

  it("are never longer than a bound, and never cut a surrogate pair", () => {
    const text = "😀".repeat(5000);
    const pieces = cut(text);
    expect(pieces.join("")).toBe(text);
    expect(Math.max(...pieces.map((p) => p.length))).toBeLessThanOrEqual(3001);
    expect(pieces.every((p) => !/^[\udc00-\udfff]/.test(p))).toBe(true);
  });
});
