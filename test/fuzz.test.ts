// Hurt files of every kind that a stranger may hand us, 2,000 of them; `npm run fuzz` tries a hundred thousand.
// A failure prints its number: npm run fuzz -- --from NUMBER --cases 1

import { expect, test } from "vitest";
import { fuzz } from "./fuzz/watch-fuzz.ts";

test("nothing crashes, hangs, leaves its folder or eats the memory", async () => {
  expect(await fuzz({ seed: 1, from: 0, cases: 2_000 })).toEqual([]);
}, 300_000);
