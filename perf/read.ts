// Scores the reader on the texts with gold, and times it: `npm run bench:read`. Prints the table of perf/read.md.
// The seed text is not part of the project: without ../shared/texts/op-ed.txt it is left out, and the table says so.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readText } from "../src/lenses/evidence/read-text.ts";
import { sourceText } from "../src/lenses/evidence/text/source-text.ts";
import { f1, type Gold, type Score, scoreTexts } from "../test/oracles/texts/score.ts";

const texts = new URL("../test/oracles/texts/", import.meta.url);
const seed = new URL("../../shared/texts/op-ed.txt", import.meta.url);

type Case = { name: string; text: URL; gold: URL; published?: string };

const PUBLISHED: Record<string, string> = { seed: "2024-07-08", "held-strait": "2023-04-20" };

function cases(prefix: string): Case[] {
  const folder = prefix === "dev" ? texts : new URL("unseen/", texts);
  return readdirSync(folder)
    .filter((f) => f.startsWith(prefix) && f.endsWith(".gold.json"))
    .map((f) => f.slice(0, -".gold.json".length))
    .map((name) => ({ name, text: new URL(`${name}.txt`, folder), gold: new URL(`${name}.gold.json`, folder) }));
}

function score(group: readonly Case[]): Score {
  return scoreTexts(
    group.map(({ name, text, gold }) => {
      const published = PUBLISHED[name];
      const read = readText(
        sourceText(readFileSync(text, "utf8").replace(/^\uFEFF/, "")),
        published ? { published } : {},
      );
      return [JSON.parse(readFileSync(gold, "utf8")) as Gold, read];
    }),
  );
}

const groups: [string, Case[]][] = [
  ["dev", cases("dev")],
  ["tuned", cases("tuned")],
  ["held out", cases("held")],
  ["fresh", cases("fresh")],
];
if (existsSync(seed)) groups.unshift(["seed", [{ name: "seed", text: seed, gold: new URL("seed.gold.json", texts) }]]);
else process.stdout.write("../shared/texts/op-ed.txt is not there: the seed text is left out\n");

const AIMS: Record<string, number> = {
  sentences: 0.96,
  furniture: 0.97,
  splices: 0.85,
  mentions: 0.97,
  dates: 0.92,
  claims: 0.92,
  "claims with stance": 0.78,
};
const scores = groups.map(([, group]) => score(group));
const published = scoreTexts([]);
process.stdout.write(`${"layer".padEnd(22)}aim  ${groups.map(([name]) => name.padStart(18)).join("")}\n`);
for (const layer of scores[0]!.layers.keys()) {
  const cells = scores.map((s) => {
    const t = s.layers.get(layer)!;
    return `${f1(t).toFixed(2)} (${t.tp}/${t.gold}/${t.pred})`.padStart(18);
  });
  process.stdout.write(`${layer.padEnd(22)}${(AIMS[layer]?.toFixed(2) ?? "").padEnd(5)}${cells.join("")}\n`);
}
for (const name of scores[0]!.shares.keys())
  process.stdout.write(
    `${name.padEnd(27)}${scores.map((s) => `${s.shares.get(name)!.ok}/${s.shares.get(name)!.n}`.padStart(18)).join("")}\n`,
  );
void published;
