// `npm run bench`: runs a second of the compiled kernel and the interpreter on six-party-lite and six-party, beside hand-written
// rivals measured in the same run, interleaved, five times; medians and ratios. `--json` prints one object.
// A hash of all final bits proves the same work (perf/six-party-lite/README.md).

import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { type Engine, interpreter, type Recording } from "../src/engine/interpreter/engine.ts";
import { kernel } from "../src/engine/wasm/kernel.ts";
import { ask } from "../src/ensemble/ask.ts";
import { workerPool } from "../src/hosts/pool/pool.ts";
import type { CheckedModel } from "../src/language/checked-model.ts";
import { readModel } from "../src/language/read-model.ts";
import { BLOCK_RUNS } from "../src/statistics/streaming.ts";
import { flopsPerRun } from "./count-flops.ts";
import { rivals } from "./rivals.ts";
import { peakFlops } from "./roofline.ts";

const RUNS = 10_000;
const REPEATS = 5;
const SEED = 42;
const BITS = "199413d9";

function open(folder: string): CheckedModel {
  const base = new URL(`../${folder}/`, import.meta.url);
  const read = readModel("standoff.yaml", (path) => {
    try {
      return readFileSync(new URL(path, base), "utf8");
    } catch {
      return undefined;
    }
  });
  if (!read.model) throw new Error(`${folder} has errors: standoff check ${folder}`);
  return read.model;
}

const finals = (model: CheckedModel): Recording => ({
  policies: [],
  series: [],
  constants: [],
  explained: [],
  finals: model.stocks.map((_, slot) => slot),
});

function kernelOf(model: CheckedModel, recording: Recording): Engine {
  const made = kernel(model, recording);
  if ("refused" in made) throw new Error(`the kernel does not take this model: ${made.refused}`);
  return made.engine;
}

const words = new Uint32Array(2);
const float = new Float64Array(words.buffer);

/** Plays runs 0..runs-1; runs a second and the hash of all final bits. */
function measure(engine: Engine, stocks: number, runs: number): { perSecond: number; bits: string } {
  let hash = 0x811c9dc5;
  let spent = 0;
  for (let first = 0; first < runs; first += BLOCK_RUNS) {
    const count = Math.min(BLOCK_RUNS, runs - first);
    const start = performance.now();
    const block = engine.play({ seed: SEED, first, count, holds: [] });
    spent += performance.now() - start;
    for (let i = 0; i < count; i++) {
      for (let s = 0; s < stocks; s++) {
        float[0] = block.finals[s * count + i]!;
        hash = Math.imul(hash ^ words[0]!, 16777619);
        hash = Math.imul(hash ^ words[1]!, 16777619);
      }
    }
  }
  return { perSecond: (runs / spent) * 1000, bits: (hash >>> 0).toString(16).padStart(8, "0") };
}

/** Runs a second of the whole way: pool, blocks, answers. */
async function throughPool(model: CheckedModel, workers: number, runs: number): Promise<number> {
  const pool = workerPool({ workers, signal: new AbortController().signal });
  const questions = model.questions.filter((q) => q.kind !== "comparison");
  await ask(model, questions, pool, { seed: SEED, runs: BLOCK_RUNS * workers * 4 });
  const start = performance.now();
  await ask(model, questions, pool, { seed: SEED, runs });
  const perSecond = (runs / (performance.now() - start)) * 1000;
  await pool.close();
  return perSecond;
}

function spread(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)]!, min: sorted[0]!, max: sorted.at(-1)! };
}

const json = process.argv.includes("--json");
const say = (text: string) => process.stderr.write(`${text}\n`);
const note = (table: Map<string, number[]>, name: string, value: number) =>
  table.set(name, [...(table.get(name) ?? []), value]);

const lite = open("perf/six-party-lite");
const six = open("models/six-party");
const engine = kernelOf(lite, finals(lite));
const sixEngine = kernelOf(six, finals(six));
const slow = interpreter(lite, finals(lite));
const { found, missing } = rivals(RUNS);
for (const name of missing) say(`left out: ${name} (cannot be built or run here)`);

measure(engine, lite.stocks.length, 2 * BLOCK_RUNS);
measure(sixEngine, six.stocks.length, 2 * BLOCK_RUNS);
const ours: number[] = [];
const theirs = new Map<string, number[]>();
const ratios = new Map<string, number[]>();
const own = new Map<string, number[]>();
for (let repeat = 0; repeat < REPEATS; repeat++) {
  say(`round ${repeat + 1} of ${REPEATS}`);
  for (const rival of found) {
    const kernelNow = measure(engine, lite.stocks.length, RUNS);
    if (kernelNow.bits !== BITS)
      throw new Error(`the kernel's bits are ${kernelNow.bits}, not ${BITS}: it did other work`);
    ours.push(kernelNow.perSecond);
    const rivalNow = rival.measure();
    if (!rivalNow) continue;
    note(theirs, rival.impl, rivalNow.runs_per_s);
    note(ratios, rival.impl, kernelNow.perSecond / rivalNow.runs_per_s);
  }
  note(own, "interpreter, six-party-lite", measure(slow, lite.stocks.length, 200).perSecond);
  note(own, "kernel, six-party", measure(sixEngine, six.stocks.length, 2048).perSecond);
  for (const workers of new Set([1, availableParallelism()])) {
    note(
      own,
      `six-party with answers, ${workers} ${workers === 1 ? "thread" : "threads"}`,
      await throughPool(six, workers, 4096),
    );
  }
}

const peak = peakFlops();
const flops = flopsPerRun(lite, finals(lite), SEED);
const reached = flops * spread(ours).median;
const result = {
  schema: "standoff/bench/1",
  node: process.version,
  runs: RUNS,
  repeats: REPEATS,
  bits: BITS,
  runsPerSecond: {
    "kernel, six-party-lite": spread(ours),
    ...Object.fromEntries([...own].map(([name, values]) => [name, spread(values)])),
    ...Object.fromEntries([...theirs].map(([name, values]) => [name, spread(values)])),
  },
  ratios: Object.fromEntries([...ratios].map(([name, values]) => [name, spread(values)])),
  roofline: { peakFlops: peak, flopsPerRun: flops, flops: reached },
  left_out: missing,
};
if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
else {
  const row = (cells: readonly string[]) =>
    `${cells[0]!.padEnd(36)}${cells
      .slice(1)
      .map((c) => c.padStart(12))
      .join("")}\n`;
  process.stdout.write(row(["runs a second", "median", "min", "max"]));
  for (const [name, s] of Object.entries(result.runsPerSecond)) {
    process.stdout.write(row([name, s.median.toFixed(0), s.min.toFixed(0), s.max.toFixed(0)]));
  }
  process.stdout.write(`\n${row(["our kernel, one thread, against", "median", "min", "max"])}`);
  for (const [name, s] of Object.entries(result.ratios)) {
    process.stdout.write(row([name, `${s.median.toFixed(2)} x`, `${s.min.toFixed(2)} x`, `${s.max.toFixed(2)} x`]));
  }
  const giga = (x: number) => (x / 1e9).toFixed(1);
  process.stdout.write(
    `\nRoofline, six-party-lite: ${Math.round(flops)} f64 operations a run, ${giga(reached)} GFLOP/s; the two-lane peak of this core, measured now, is ${giga(peak)} GFLOP/s (${((100 * reached) / peak).toFixed(0)} %).\n`,
  );
  process.stdout.write(`The same work: all final bits of ${RUNS} runs hash to ${BITS}.\n`);
}
