// Writes unseen/NAME.txt and NAME.gold.json from unseen/NAME.marked. A test fails when they do not agree.
// Usage: node test/oracles/texts/build-unseen.ts

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { compileMarked } from "./mark.ts";

const folder = new URL("./unseen/", import.meta.url);
for (const file of readdirSync(folder).filter((f) => f.endsWith(".marked"))) {
  const { text, gold } = compileMarked(readFileSync(new URL(file, folder), "utf8"));
  const name = file.slice(0, -".marked".length);
  writeFileSync(new URL(`${name}.txt`, folder), text);
  writeFileSync(new URL(`${name}.gold.json`, folder), `${JSON.stringify(gold, null, 1)}\n`);
}
