// The published answers, to the bit: each shipped model asked with 256 futures of seed 1 gives the numbers whose hash stands here.
// A change of meaning changes a hash on purpose and says so in its commit: `UPDATE_ANSWERS=1 npx vitest run test/same-answers.test.ts`.

import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ask } from "../src/index.ts";
import { sha256Hex } from "../src/statistics/sha256.ts";
import { shippedModel } from "./read-shipped.ts";

const FILE = new URL("same-answers.json", import.meta.url);
const pinned: Record<string, string> = JSON.parse(readFileSync(FILE, "utf8"));

/** Numbers by their bits, so that -0 and 0 differ and nothing is rounded. */
function exactly(value: unknown): unknown {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (ArrayBuffer.isView(value)) return [...(value as Float64Array)].map(exactly);
  if (value instanceof Map) return [...value].map(exactly);
  if (Array.isArray(value)) return value.map(exactly);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, exactly(inner)]));
}

async function hashOf(name: string): Promise<string> {
  const { answers } = await ask(shippedModel(name), { runs: 256, seed: 1 });
  expect(answers.length).toBeGreaterThan(0);
  const numbers = answers.map(({ says: _, ...answer }) => answer);
  return sha256Hex(new TextEncoder().encode(JSON.stringify(exactly(numbers))));
}

test.each(Object.keys(pinned))("%s answers with the same bits as before", async (name) => {
  const hash = await hashOf(name);
  if (process.env.UPDATE_ANSWERS) {
    pinned[name] = hash;
    writeFileSync(FILE, `${JSON.stringify(pinned, null, 2)}\n`);
  } else expect(hash).toBe(pinned[name]);
});
