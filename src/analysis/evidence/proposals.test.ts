import { expect, it } from "vitest";
import { verifyProposals } from "./proposals.ts";
import { sourceText } from "./text/source-text.ts";

const source = sourceText("😀 It rained. The army\nclosed the bridge. It rained.");

it("takes a proposal whose words stand in the text, white space aside", () => {
  const { claims, refused } = verifyProposals(source, [
    { quote: "The army closed the bridge.", stance: "asserted", speaker: "author" },
  ]);
  expect(refused).toEqual([]);
  expect(claims).toEqual([{ start: 13, end: 40, stance: "asserted", speaker: "author" }]);
});

it.each([
  ["The army opened the bridge.", "asserted", "do not stand"],
  ["It rained.", "asserted", "more than once"],
  ["", "asserted", "do not stand"],
  [".*", "asserted", "do not stand"],
  ["The army closed the bridge.", "certain", "no stance"],
])("refuses %j as %s", (quote, stance, why) => {
  const { claims, refused } = verifyProposals(source, [{ quote, stance }]);
  expect(claims).toEqual([]);
  expect(refused[0]!.says).toContain(why);
});
