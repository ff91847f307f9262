import { describe, expect, it } from "vitest";
import { entriesFrom, nameWords } from "../gazetteer/gazetteer.ts";
import { ORGANISATIONS } from "../gazetteer/organisations.ts";
import { STATES } from "../gazetteer/states.ts";
import { readText } from "../read-text.ts";
import { sourceText } from "../text/source-text.ts";

const mentions = (text: string) =>
  readText(sourceText(text)).mentions.map((m) => `${text.slice(m.start, m.end)}=${m.actor}:${m.kind}`);

describe("the gazetteer", () => {
  const rows = STATES.trim().split("\n");
  it("has each code once, three letters, and four fields", () => {
    const codes = rows.map((row) => row.split("|")[0]!);
    expect(new Set(codes).size).toBe(codes.length);
    for (const row of rows) expect(row).toMatch(/^[A-Z]{3}\|[^|]+\|[^|]*\|[^|]*$/);
    expect(rows.length).toBeGreaterThanOrEqual(195);
  });
  it("finds every name that it lists", () => {
    const names = [...rows, ...ORGANISATIONS.trim().split("\n")]
      .flatMap((row) => row.split("|").slice(1))
      .flatMap((f) => f.split(";"));
    for (const name of names.filter((n) => n !== ""))
      expect(
        entriesFrom(nameWords(name)[0]!).some((e) => e.name === name),
        name,
      ).toBe(true);
  });
});

describe("mentions", () => {
  it.each([
    ["China and the U.S. met South Korean envoys.", ["China=CHN:state", "U.S.=USA:state", "South Korean=KOR:adj"]],
    ["An anti-Russian mood, US-China talks.", ["Russian=RUS:adj", "US=USA:state", "China=CHN:state"]],
    ["Beijing denies it, and Moscow agrees.", ["Beijing=CHN:cap", "Moscow=RUS:cap"]],
    ["The EU and NATO asked the UN Security Council.", ["EU=EU:org", "NATO=NATO:org", "UN Security Council=UN:org"]],
    ["The South China Sea, the Taiwan Strait and the Indian Ocean are wide.", []],
    ["The Washington Post and the Paris Agreement are no states.", []],
    ["Latin America is far, and Michael Jordan is tall.", []],
    ["Turkey roasts, but turkey does not vote.", ["Turkey=TUR:state"]],
    ["An insurer in London and diplomats in Brussels waited.", []],
    ["The army in Brasília confirmed it; Brazil is calm.", ["Brasília=BRA:cap", "Brazil=BRA:state"]],
  ])("%s", (text, expected) => expect(mentions(text)).toEqual(expected));

  it("persons by their title, and later by surname", () => {
    const text =
      "French Defence Secretary Anna Berg-Dahl spoke. Turkey’s foreign minister, Orhan Celik, listened. Li Bolin, a spokesman for the Chinese foreign ministry, smiled. Berg-Dahl left, and Celik too. Li stayed.";
    expect(mentions(text).filter((m) => m.endsWith("person"))).toEqual([
      "Anna Berg-Dahl=FRA:person",
      "Orhan Celik=TUR:person",
      "Li Bolin=CHN:person",
      "Berg-Dahl=FRA:person",
      "Celik=TUR:person",
      "Li=CHN:person",
    ]);
  });
  it("a title without a state takes the state that the text speaks of", () =>
    expect(mentions("Guyana protested on Monday. Foreign Minister Anil Persaud said so.")).toContain(
      "Anil Persaud=GUY:person",
    ));
  it("no title, no person of state", () => expect(mentions("Anna Berg, a baker in Lyon, said so.")).toEqual([]));
});
