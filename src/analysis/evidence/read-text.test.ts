import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readText } from "./read-text.ts";
import type { Reading } from "./reading.ts";
import { sourceText } from "./text/source-text.ts";

const LAYERS = ["sentences", "junk", "splices", "mentions", "dates", "cues", "claims"] as const;

/** What is wrong with the offsets of a reading: nothing, one hopes. */
function wrongOffsets(text: string, reading: Reading): string[] {
  const points = [...text];
  const wrong: string[] = reading.length === points.length ? [] : ["length"];
  for (const layer of LAYERS) {
    let last = 0;
    for (const { start, end } of reading[layer]) {
      if (start < last || end < start || end > points.length) wrong.push(`${layer} ${start}-${end}`);
      last = start;
    }
  }
  for (const { start, end } of reading.sentences) {
    const sentence = points.slice(start, end).join("");
    if (sentence === "" || sentence !== sentence.trim()) wrong.push(`sentence ${start}-${end}`);
  }
  return wrong;
}

const pieces = fc.constantFrom(
  "China",
  "said",
  "“",
  "”",
  ". ",
  ", ",
  "\n",
  "\r\n",
  " ",
  "denies that ",
  "Beijing",
  "a charge that ",
  "US",
  "in May",
  "2024",
  "😀",
  "e\u0301",
  "\u202e",
  "שלום",
  "مرحبا",
  "President",
  "Li Bo",
  "The",
  "It",
  "according to ",
  "?",
  "!",
  "'",
  "’s",
  "(",
  "[1]",
  "01:20",
  "By",
  "MayChina",
  "\u0000",
  "\ud83d",
);

describe("the reader", () => {
  it("reads any text without failing, with positions in order and inside it", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary", maxLength: 400 }), fc.string({ unit: "grapheme", maxLength: 400 })),
        (text) => {
          expect(wrongOffsets(text, readText(sourceText(text)))).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
  it("reads any jumble of its own words", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join("");
        expect(wrongOffsets(text, readText(sourceText(text)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
  it("gives the same reading twice", () => {
    const text = "President Li Bo of China said on Friday that it is over. Beijing denies it.";
    expect(readText(sourceText(text))).toEqual(readText(sourceText(text)));
  });
  it("counts emoji, combining marks and right-to-left letters in front of a claim as code points", () => {
    const text = "😀 e\u0301 שלום 👩‍👩‍👧. Beijing denies that it fired.";
    const { claims } = readText(sourceText(text));
    const denied = claims.find((c) => c.stance === "denied")!;
    expect([...text].slice(denied.start, denied.end).join("")).toBe("Beijing denies that it fired.");
  });
  it("counts CR LF as two and reads the same sentences", () => {
    const unix = "The ferry sailed on Monday, and nobody asked why.\nBeijing denies that it fired.\n";
    const windows = unix.replaceAll("\n", "\r\n");
    const words = (text: string) => readText(sourceText(text)).sentences.map((s) => text.slice(s.start, s.end));
    expect(words(windows)).toEqual(words(unix));
  });
  it("survives structuredClone and JSON", () => {
    const reading = readText(sourceText("Beijing denies that it fired in May 2024."));
    expect(structuredClone(reading)).toEqual(reading);
    expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
  });
});

describe("hostile texts", () => {
  const big = (piece: string) => piece.repeat(Math.ceil(60_000 / piece.length));
  it.each([
    "x",
    "abCd",
    "“a ",
    "said, ",
    "China ",
    "President ",
    "2024 ",
    "it is so, and ",
    ", a charge that x ",
    "The ",
    "ab 1\n",
    "(((",
    "a.B",
  ])(
    "60 kB of %j end in time",
    (piece) => {
      const text = big(piece);
      const { points } = sourceText(text);
      const reading = readText(sourceText(text));
      expect(reading.length).toBe(points.length);
    },
    10_000,
  );
});
