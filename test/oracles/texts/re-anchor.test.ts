// Re-anchoring on texts whose words were changed at random, as in the study that the issue cites (163 of 180 right and none
// misplaced with 30 % of the words edited). Words are replaced, dropped or doubled by a seeded generator; negations and
// numbers are left alone, since such changes must lose the claim. The truth is known: each sentence's new place.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { quoteAt } from "../../../src/analysis/evidence/anchoring/quote-selector.ts";
import { reAnchor } from "../../../src/analysis/evidence/anchoring/re-anchor.ts";
import { NUMBER_WORDS } from "../../../src/analysis/evidence/lexicon/number-words.ts";
import { readText } from "../../../src/analysis/evidence/read-text.ts";
import { sourceText } from "../../../src/analysis/evidence/text/source-text.ts";
import { uniform } from "../../../src/statistics/philox.ts";

const folders = [new URL("./", import.meta.url), new URL("./unseen/", import.meta.url)];
const texts = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((f) => f.endsWith(".txt"))
    .map((f) => readFileSync(new URL(f, folder), "utf8")),
);

const FILLERS = "harbour lantern copper seldom orchard ribbon velvet timber garnet willow".split(" ");

function edit(sentence: string, share: number, draw: () => number): string {
  return sentence.replace(/(?<![\p{L}\p{N}’'])\p{L}{3,}(?![\p{L}\p{N}’'])/gu, (word) => {
    if (
      /^(?:not|never|none|nor|neither|without|nobody|nothing|cannot|unable|failed|denie[sd]|rejects?|rejected)$/i.test(
        word,
      ) ||
      Object.hasOwn(NUMBER_WORDS, word.toLowerCase()) ||
      draw() >= share
    )
      return word;
    const kind = draw();
    if (kind < 0.5) return FILLERS[Math.floor(draw() * FILLERS.length)]!;
    return kind < 0.75 ? "" : `${word} ${word}`;
  });
}

type Tally = { right: number; misplaced: number; lost: number; all: number };

function study(share: number, seed: number): Tally {
  const tally: Tally = { right: 0, misplaced: 0, lost: 0, all: 0 };
  let k = 0;
  const draw = () => uniform(seed, 0, 0, 0, k++);
  for (const text of texts) {
    const old = sourceText(text);
    const { sentences } = readText(old);
    const long = sentences.filter((s) => s.end - s.start >= 40);
    let now = "";
    let from = 0;
    const truth: [number, number][] = [];
    for (const s of long) {
      now += text.slice(from, s.start) + (draw() < 0.2 ? "Something new stands here. " : "");
      const edited = edit(text.slice(s.start, s.end), share, draw);
      truth.push([now.length, now.length + edited.length]);
      now += edited;
      from = s.end;
    }
    now += text.slice(from);
    for (const [i, found] of reAnchor(
      long.map((s) => quoteAt(old, s)),
      sourceText(now),
    ).entries()) {
      tally.all++;
      const place = found.kind === "lost" ? undefined : found.anchor;
      const [a, b] = truth[i]!;
      if (!place) tally.lost++;
      else if (Math.min(place.end, b) - Math.max(place.start, a) > 0.5 * (b - a)) tally.right++;
      else tally.misplaced++;
    }
  }
  return tally;
}

describe("claims found again in edited texts", () => {
  it.each([0.1, 0.3])("none misplaced with %d of the words edited, and nine in ten found", (share) => {
    const { right, misplaced, lost, all } = study(share, 7);
    expect(right + misplaced + lost).toBe(all);
    expect(all).toBeGreaterThan(150);
    expect(misplaced).toBe(0);
    expect(right / all).toBeGreaterThanOrEqual(0.9);
  });
  it("with nine words in ten edited most are lost, and still none misplaced", () => {
    const { right, misplaced, all } = study(0.9, 7);
    expect(misplaced).toBe(0);
    expect(right).toBeLessThan(all);
  });
});
