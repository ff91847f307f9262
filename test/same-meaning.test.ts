// The property that holds the engines together: generated models, over all of the language, played by the interpreter and by
// the kernel; every recorded value of every run is the same, bit for bit. A failure prints its seed and the shrunk model.
// The long form, over other seeds, is `npm run same-meaning` (scripts/same-meaning.ts).

import { afterAll, describe, expect, it } from "vitest";
import { type Checked, checkSeed } from "./same-meaning/check-seed.ts";
import { featuresOf } from "./same-meaning/features.ts";
import { LANGUAGE } from "./same-meaning/language.ts";
import { oneByOne } from "./same-meaning/one-by-one.ts";
import { countingKernel } from "./same-meaning/with-kernel.ts";

const MODELS = 500;
const PARTS = 10;
const ALONE = 40;
/** A part takes a few seconds; this is for the shrinking of one that fails. */
const TIMEOUT_MS = 300_000;

const share = (of: readonly Checked[], has: (c: Checked) => boolean) => of.filter(has).length / of.length;

describe("interpreter and kernel", () => {
  const kernel = countingKernel();
  const checked: Checked[] = [];
  const features = new Map<string, number>();

  it.each(Array.from({ length: PARTS }, (_, part) => part))(
    `play the same bits: ${MODELS} generated models, part %i`,
    (part) => {
      const size = MODELS / PARTS;
      for (let seed = part * size; seed < (part + 1) * size; seed++) {
        const one = checkSeed(seed, kernel.make);
        expect(one.differences, one.report).toEqual([]);
        checked.push(one);
        const found = new Set(
          one.readings.flatMap(({ result }) => (result.model ? [...featuresOf(result.model)] : [])),
        );
        for (const feature of found) features.set(feature, (features.get(feature) ?? 0) + 1);
      }
    },
    TIMEOUT_MS,
  );

  it("had models worth playing: read, compiled, with some runs that fail and most that do not", () => {
    expect(checked.length).toBe(MODELS);
    const unread = share(checked, (c) => c.readings.some(({ result }) => !result.model));
    expect(unread).toBeLessThan(0.03);
    const refused = [...kernel.refused.values()].reduce((sum, n) => sum + n, 0);
    expect(refused, [...kernel.refused.keys()].join("; ")).toBeLessThan(0.03 * kernel.compiled);
    const [runs, failed] = [checked.reduce((n, c) => n + c.runs, 0), checked.reduce((n, c) => n + c.failed, 0)];
    expect(failed / runs).toBeGreaterThan(0.02);
    expect(failed / runs).toBeLessThan(0.2);
    expect(share(checked, (c) => c.failed > 0 && c.failed < c.runs)).toBeGreaterThan(0.05);
  });

  it("had every feature of the language in some of them", () => {
    const missing = LANGUAGE.filter((feature) => (features.get(feature) ?? 0) < 5);
    expect(missing).toEqual([]);
  });

  afterAll(() => {
    const runs = checked.reduce((n, c) => n + c.runs, 0);
    process.stderr.write(`same meaning: ${checked.length} models, ${runs} runs, ${kernel.compiled} kernels\n`);
  });
});

describe("the interpreter", () => {
  it(
    `gives a run the same bits in a block, alone, in any order, and from a copy of the model: ${ALONE} models`,
    () => {
      for (let seed = MODELS; seed < MODELS + ALONE; seed++) {
        const { differences, report } = checkSeed(seed, oneByOne);
        expect(differences, report).toEqual([]);
      }
    },
    TIMEOUT_MS,
  );
});
