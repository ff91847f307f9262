import { describe, expect, it } from "vitest";
import { readText } from "../read-text.ts";
import { sourceText } from "../text/source-text.ts";

const claims = (text: string) =>
  readText(sourceText(text), { published: "2024-03-12" }).claims.map(
    (c) =>
      `${c.stance} ${c.speaker}${c.deniedBy ? ` denied by ${c.deniedBy.join(",")}` : ""}: ${text.slice(c.start, c.end)}`,
  );
const stances = (text: string) => claims(text).map((c) => c.split(":")[0]);

describe("who says it", () => {
  it.each([
    ["China built a dam in 2019.", ["asserted author"]],
    ["Manila says two sailors lost fingers.", ["reported PHL"]],
    ["Beijing denies that its crews aimed at people.", ["denied CHN"]],
    ["According to two officers, the plates are on board.", ["reported officers"]],
    ["Hanoi is reportedly dredging faster.", ["reported reports"]],
    ["“The road is closed,” said Anna Berg.", ["reported Anna"]],
    ["Analysts expect output to pass one million barrels.", ["forecast analysts"]],
    ["The minister told reporters that the hull will be reinforced.", ["forecast minister"]],
    ["French officials have warned that they will not allow it.", ["reported FRA"]],
    ["The U.S. has never said what it would do.", ["asserted author"]],
    ["Oman, which hosts American ships, said it was not asked.", ["reported OMN"]],
    ["Its chair, Malaysia, insists that talks go on.", ["reported MYS"]],
    ["Will the rains decide it?", ["question author"]],
    ["A nuclear-weapon state and so-called allies met in Oslo in 2019.", ["asserted author"]],
  ])("%s", (text, expected) => expect(stances(text)).toEqual(expected));

  it("a charge that others deny is reported, with who denies it", () =>
    expect(claims("Arms went to the front, a charge that Moscow and Pyongyang deny.")).toEqual([
      "reported author denied by RUS,PRK: Arms went to the front",
    ]));
  it("a reading that another rejects is a claim of its own", () =>
    expect(claims("The pact obliges Washington to act only in war, a reading that China rejects.")).toEqual([
      "asserted author: The pact obliges Washington to act only in war",
      "denied CHN: China rejects",
    ]));
  it("clauses part where stance or speaker does", () => {
    expect(stances("Chinese cutters blocked three runs in 2023, and Manila says two sailors lost fingers.")).toEqual([
      "asserted author",
      "reported PHL",
    ]);
    expect(stances("Russia is reportedly helping with missiles, and may provide submarines.")).toEqual([
      "reported reports",
      "forecast author",
    ]);
    expect(stances("A blockade would raise rates, and those in turn raise costs.")).toEqual(["forecast author"]);
  });
});

describe("told, judged or foretold", () => {
  it.each([
    ["It could reopen by Friday.", "forecast author"],
    ["Seoul is unlikely to send ships.", "forecast author"],
    ["Each side may believe that the other will blink.", "opinion author"],
    ["It is unclear whether it will be renewed.", "asserted author"],
    ["A patrol that loses its way could undo it.", "forecast author"],
    ["The council should publish a map by 2025.", "opinion author"],
    ["It seems naive to have failed to foresee it.", "opinion author"],
    ["My own view is that the code is a polite way of doing nothing.", "opinion author"],
    ["Under a law passed in January, the coast guard may fire on ships.", "asserted author"],
    ["By November, the balance had collapsed.", "forecast author"],
  ])("%s", (text, stance) => expect(stances(text)).toEqual([stance]));

  it("link text and words without a verb are no claims", () => {
    expect(claims("Unlikely.")).toEqual([]);
    expect(claims("Harbour Defence Treaty It obliges Washington to act.")[0]).toMatch(/: It obliges/);
  });
  it("a claim with damage inside says so", () =>
    expect(
      readText(sourceText("The army crossed the border Melting glacier report And it withdrew.")).claims.some(
        (c) => c.garbled,
      ),
    ).toBe(true));
});
