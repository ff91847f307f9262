import { describe, expect, it } from "vitest";
import { readText } from "../read-text.ts";
import { sourceText } from "../text/source-text.ts";
import { findFused } from "./fused.ts";
import { findMissingQuotes } from "./quotes.ts";

const marked = (text: string, places: readonly number[]) => {
  let out = "";
  for (let i = 0; i <= text.length; i++) out += (places.includes(i) ? "|" : "") + (text[i] ?? "");
  return out;
};
const span = (text: string) => ({ start: 0, end: text.length });

describe("lost spaces", () => {
  it.each([
    "They sailed in May|Orlo wanted none of it.".replace("Orlo", "China"),
    "One month later|Clearly it was over.",
    "The permit ends in 2026|Nobody minds.",
    "It was “patience”|is what they said.",
    "It ended.|Then it began.",
    "the rocket system|and perhaps more",
  ])("%s", (text) => {
    const bare = text.replace("|", "");
    expect(marked(bare, findFused(bare, span(bare)))).toBe(text);
  });
  it.each([
    "McAllister flew to Orlo.",
    "ExxonMobil and TotalEnergies drill there.",
    "An iPhone and a YouTube video.",
    "See www.orloPost.example for more.",
    "The U.S. and the D.P.R.K. met.",
    "The 5G mast and the F16 jet.",
    "Thailand and Finland agreed; a thousand came.",
  ])("none in: %s", (text) => expect(findFused(text, span(text))).toEqual([]));
  it("none in code or encoded data", () => {
    const text = "aGVsBG8GaGVsBG8GaGVsBG8G".repeat(60);
    expect(findFused(text, span(text))).toEqual([]);
  });
});

describe("missing quotation marks", () => {
  it.each([
    "“We are ready,| the captain said.",
    '"We are ready,| said one captain of two.',
    "‘Every crate is somebody’s job,| said a docker.",
    "He left. “It is late, not early,| one diplomat from Orlo said.",
    "“We never closed| It opened again.".replace("| It", ".| It"),
    "|It is over,” he said.",
  ])("%s", (text) => {
    const bare = text.replace("|", "");
    expect(marked(bare, findMissingQuotes(bare, span(bare), false))).toBe(text);
  });
  it.each([
    "“We are ready,” he said. “And you?”",
    "The workers’ boats and the captain’s ‘theatre’.",
    'A 5" pipe and the "right" one.',
  ])("none in: %s", (text) => expect(findMissingQuotes(text, span(text), false)).toEqual([]));
  it("a quotation over two paragraphs opens each and closes the last", () => {
    const text = "“We are ready, and we were ready before.";
    expect(findMissingQuotes(text, span(text), true)).toEqual([]);
    expect(findMissingQuotes(text, span(text), false)).toHaveLength(1);
  });
});

/** Anchors and fragments of a text, as words. */
function found(text: string, kind: string): string[] {
  return readText(sourceText(text))
    .splices.filter((s) => s.kind === kind)
    .map((s) => text.slice(s.start, s.end));
}

describe("link text in a sentence", () => {
  it.each([
    ["Harbour Defence Treaty It obliges the port to act at once.", "Harbour Defence Treaty"],
    ["The ferry stood Near sinking point In the harbour for two days.", "Near sinking point"],
    ["It rests on three piers Sinking faster than planned and none was repaired.", "Sinking faster than planned"],
    ["That leads to more lorries and possibly The seventh bridge.", "The seventh bridge"],
    ["He left his post. State of emergency The order lets the army take boats.", "State of emergency"],
  ])("%s", (text, anchor) => expect(found(text, "anchor")).toEqual([anchor]));
  it.each([
    "He lives in The Hague and reads The New York Times at home every day.",
    "President May said that the Port of Orlo was open to all ships again.",
    "The Sea of Japan is deep, and Vice Premier He Lifeng sailed over it.",
    "They said: “It is over,” and then the United Nations left.",
    "The Strait of Orlo Ferry Company sank, and nobody was saved by it.",
  ])("none in: %s", (text) => expect(found(text, "anchor")).toEqual([]));
});

describe("starts that were cut off", () => {
  it("begin small", () => {
    expect(found("of the Harbour talks that ended in tears were soon forgotten.", "fragment")).toHaveLength(1);
    expect(found("It rained. for the first time they met in Orlo.", "fragment")).toHaveLength(1);
  });
  it("but names may be small", () =>
    expect(found("al-Shabaab denied it. de Gaulle would have laughed. iPhone sales fell.", "fragment")).toEqual([]));
});
