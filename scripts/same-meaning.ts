// The long form of the same-meaning test: node scripts/same-meaning.ts [models] [first seed].
// Each seed is one generated model, played by the interpreter and the kernel; what differs is printed with its shrunk model.
// 20,000 models of seeds that the test does not use, unless told otherwise. Exit 1 where anything differs.

import { checkSeed } from "../test/same-meaning/check-seed.ts";
import { countingKernel } from "../test/same-meaning/with-kernel.ts";

const MODELS = 20_000;
const FIRST_SEED = 100_000;
/** Enough to see whether they are one fault or several. */
const MOST_REPORTS = 3;
const PROGRESS_EVERY = 250;

const [models = MODELS, first = FIRST_SEED] = process.argv.slice(2).map(Number);
if (!Number.isInteger(models) || models < 1 || !Number.isInteger(first)) {
  process.stderr.write("How to call it: node scripts/same-meaning.ts [models] [first seed], both whole numbers.\n");
  process.exit(2);
}

const kernel = countingKernel();
const started = performance.now();
let [different, runs, failed, unread, played] = [0, 0, 0, 0, 0];

const seconds = () => Math.round((performance.now() - started) / 1000);
for (let seed = first; seed < first + models && different < MOST_REPORTS; seed++) {
  const checked = checkSeed(seed, kernel.make);
  played++;
  runs += checked.runs;
  failed += checked.failed;
  if (checked.readings.some(({ result }) => !result.model)) unread++;
  if (checked.differences.length > 0) {
    different++;
    process.stdout.write(`${checked.report ?? `Seed ${seed}: ${checked.differences.join("\n")}`}\n\n`);
  }
  if (played % PROGRESS_EVERY === 0) process.stderr.write(`${played} of ${models} models, ${seconds()} s\n`);
}

const refused = [...kernel.refused].map(([why, n]) => `${n} times ${why}`).join(", ");
process.stdout.write(
  `${played} models (seeds ${first} to ${first + played - 1}), ${runs} runs (${failed} failed), ${kernel.compiled} kernels` +
    `${refused && `, refused ${refused}`}, ${unread} not read, ${seconds()} s: ` +
    `${different === 0 ? "not one bit differs" : `${different} differ`}.\n`,
);
process.exitCode = different === 0 ? 0 : 1;
