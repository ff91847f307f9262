// Our scorer against the one it was rewritten from, which is no part of the project: compared where ../shared is there.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readText } from "../../../src/analysis/evidence/read-text.ts";
import { sourceText } from "../../../src/analysis/evidence/text/source-text.ts";
import { f1, type Gold, scoreTexts } from "./score.ts";

const original = fileURLToPath(new URL("../../../../shared/cases/texts/score.mjs", import.meta.url));

/** Our name of a layer → the original's. Cues are counted by kind there, so they are not compared. */
const LAYERS = {
  sentences: "sentences (exact)",
  furniture: "junk lines",
  splices: "splices",
  mentions: "mentions (span+actor)",
  dates: "dates (span)",
  claims: "claims (IoU>=.5)",
  "claims with stance": "claims with stance",
  negated: "negated",
  causal: "causal",
  "stance opinion": "  stance opinion",
};

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

if (!existsSync(original)) {
  it("was left out: ../shared/cases/texts/score.mjs is not there", () => {
    process.stdout.write("left out: the original scorer ../shared/cases/texts/score.mjs is not there\n");
    expect(Object.keys(LAYERS)).not.toHaveLength(0);
  });
} else {
  it("counts as the original does, on a reading that is not perfect", () => {
    const gold = JSON.parse(readFileSync(here("dev-shoal.gold.json"), "utf8")) as Gold;
    const read = readText(sourceText(readFileSync(here("dev-shoal.txt"), "utf8")));
    const worse = {
      ...read,
      sentences: read.sentences.slice(2),
      mentions: read.mentions.slice(3),
      claims: read.claims.slice(4),
    };
    const file = join(mkdtempSync(join(tmpdir(), "standoff-score-")), "read.json");
    writeFileSync(file, JSON.stringify(worse));
    const said = execFileSync(process.execPath, [original, here("dev-shoal.gold.json"), file, "--json"]);
    const theirs = (
      JSON.parse(String(said)) as { layers: Record<string, { tp: number; gold: number; pred: number; f1: number }> }
    ).layers;
    const ours = scoreTexts([[gold, worse]]).layers;
    for (const [own, other] of Object.entries(LAYERS)) {
      const { tp, gold: wanted, pred } = theirs[other]!;
      expect({ layer: own, ...ours.get(own)! }).toEqual({ layer: own, tp, gold: wanted, pred });
      if (wanted > 0 && pred > 0) expect(f1(ours.get(own)!)).toBeCloseTo(theirs[other]!.f1, 12);
    }
  });
}
