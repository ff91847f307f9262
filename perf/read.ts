// Scores the reader on the texts with gold, and times it: `npm run bench:read`. Prints the table that perf/read.md records.
// The seed text is not part of the project: without ../shared/texts/op-ed.txt it is left out, and the table says so.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readText } from "../src/analysis/evidence/read-text.ts";
import { sourceText } from "../src/analysis/evidence/text/source-text.ts";
import { compileMarked } from "../test/oracles/texts/mark.ts";
import { f1, type Gold, type Score, scoreTexts } from "../test/oracles/texts/score.ts";

const texts = new URL("../test/oracles/texts/", import.meta.url);
const unseen = new URL("unseen/", texts);
const seed = new URL("../../shared/texts/op-ed.txt", import.meta.url);

type Case = { text: string; gold: Gold; published?: string };

const fileOf = (url: URL) => readFileSync(url, "utf8");
const goldOf = (url: URL) => JSON.parse(fileOf(url)) as Gold;

function published(prefix: string): Case[] {
  return readdirSync(texts)
    .filter((f) => f.startsWith(prefix) && f.endsWith(".txt"))
    .map((f) => ({ text: fileOf(new URL(f, texts)), gold: goldOf(new URL(f.replace(".txt", ".gold.json"), texts)) }));
}

const ours = (prefix: string): Case[] =>
  readdirSync(unseen)
    .filter((f) => f.startsWith(prefix) && f.endsWith(".marked"))
    .map((f) => compileMarked(fileOf(new URL(f, unseen))));

function score(group: readonly Case[]): Score {
  return scoreTexts(
    group.map((c) => [
      c.gold,
      readText(sourceText(c.text), c.published === undefined ? {} : { published: c.published }),
    ]),
  );
}

const groups: [string, Case[]][] = [
  ["dev", published("dev")],
  ["tuned", ours("tuned")],
  ["held out", ours("held")],
  ["fresh", ours("fresh")],
  ["blind", ours("blind")],
];
if (existsSync(seed))
  groups.unshift([
    "seed",
    [{ text: fileOf(seed), gold: goldOf(new URL("seed.gold.json", texts)), published: "2024-07-08" }],
  ]);
else process.stdout.write("left out: the seed text ../shared/texts/op-ed.txt is not there\n");

const AIMS: Record<string, string> = {
  sentences: ".96",
  boilerplate: ".97",
  splices: ".85",
  mentions: ".97",
  dates: ".92",
  claims: ".92",
  "claims with stance": ".78",
};

const line = (cells: readonly string[]) => process.stdout.write(`| ${cells.join(" | ")} |\n`);
const figure = (x: number) => x.toFixed(2).replace(/^0/, "");
const scores = groups.map(([, group]) => score(group));

process.stdout.write("F1 (right/gold/found)\n\n");
line(["layer", "aim", ...groups.map(([name]) => name)]);
line(["---", "---", ...groups.map(() => "---")]);
for (const layer of scores[0]!.layers.keys()) {
  const tallies = scores.map((s) => s.layers.get(layer)!);
  line([layer, AIMS[layer] ?? "", ...tallies.map((t) => `${figure(f1(t))} (${t.tp}/${t.gold}/${t.pred})`)]);
}
for (const name of scores[0]!.shares.keys()) {
  line([name, "", ...scores.map((s) => `${s.shares.get(name)!.ok} of ${s.shares.get(name)!.n}`)]);
}

const one = ours("fresh")[0]!.text;
const megabyte = one.repeat(Math.ceil(1e6 / one.length));
const before = performance.now();
const read = readText(sourceText(megabyte));
process.stdout.write(
  `\n${read.length} characters in ${((performance.now() - before) / 1000).toFixed(1)} s, ${read.claims.length} claims\n`,
);
