// The property that holds the engines together: generated models, over all of the language, played by the interpreter and by
// the kernel; every recorded value of every run is the same, bit for bit. A failure prints its seed and the shrunk model.
// The long form is `npm run same-meaning` (scripts/same-meaning.ts).

import { describe, expect, it } from "vitest";
import { interpreter } from "../src/meaning/engine.ts";
import { type Checked, checkSeed } from "./same-meaning/check-seed.ts";
import { featuresOf } from "./same-meaning/features.ts";
import { oneByOne } from "./same-meaning/one-by-one.ts";

const MODELS = 500;
/** Ten times as slow as a machine should be before this says that something hangs. */
const TIMEOUT_MS = 600_000;

describe("same meaning", () => {
  it(
    `${MODELS} generated models`,
    () => {
      const checked: Checked[] = [];
      for (let seed = 0; seed < MODELS; seed++) {
        const one = checkSeed(seed, oneByOne);
        expect.soft(one.differences, one.report).toEqual([]);
        checked.push(one);
      }
    },
    TIMEOUT_MS,
  );
});
