// `npm run peers`: one small question asked of Standoff and of its nearest neighbours in the registries, each in a script of its own words.
// Installs them into a folder that is thrown away (the network is needed); what cannot be had is said, and the rest is done. Prints, for each:
// lines written, time of the whole process, answer. Last: what `standoff export` writes as XMILE, played by SDEverywhere and by us.
// docs/peers.md says what follows, and what each cannot say. The question is one that all of them can ask: nobody decides anything in it.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LIBRARY = pathToFileURL(join(ROOT, "src/index.ts")).href;
const PEERS = [
  "@quri/squiggle-lang@0.10.0",
  "simulation@9.0.0",
  "@sdeverywhere/compile@0.7.28",
  "@sdeverywhere/runtime@0.2.6",
];
/** SDEverywhere takes a reader of spreadsheets from elsewhere than the registry; it is not used here. */
const OVERRIDES = { xlsx: "npm:@e965/xlsx@0.20.3" };
const NUMPY = "numpy==2.4.6";

const MODEL = `standoff: An arsenal
clock: { start: 2024-07, step: month, steps: 61 }
parameters:
  rate: 0.3 to 0.9
variables:
  arsenal: { start: 40 to 60, next: arsenal + rate }
questions:
  past: { ask: Does it pass ninety?, event: arsenal > 90, by: 2029-07 }
`;

/** `lo to hi` where a language has no such word: written out once, and counted with each that needs it. */
const BETWEEN = `const z = 1.6448536269514722;
const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
const between = (lo, hi) => Math.exp((Math.log(lo) + Math.log(hi)) / 2 + (normal() * Math.log(hi / lo)) / (2 * z));`;

/** Of each: its model, and what runs it and prints the probability. Lines of both count, blank ones aside. */
const TRIALS: Record<string, { model: string; run: string; python?: true }> = {
  Standoff: {
    model: MODEL,
    run: `import { ask, read } from "${LIBRARY}";
const { model } = read(MODEL);
const { answers } = await ask(model, { runs: 10000 });
console.log(answers[0].p);`,
  },
  Squiggle: {
    model: `start = 40 to 60
rate = 0.3 to 0.9
1 - cdf(start + 60 * rate, 90)
`,
    run: `import { run } from "@quri/squiggle-lang";
const output = await run(MODEL);
console.log(Number(String(output.result.value.result)));`,
  },
  simulation: {
    model: "",
    run: `import { Model } from "simulation";
${BETWEEN}
let past = 0;
for (let i = 0; i < 1000; i++) {
  const model = new Model({ timeStart: 0, timeLength: 60, timeUnits: "Months" });
  const arsenal = model.Stock({ name: "Arsenal", initial: between(40, 60) });
  model.Flow(null, arsenal, { name: "Growth", rate: between(0.3, 0.9) });
  if (model.simulate().value(arsenal, 60) > 90) past++;
}
console.log(past / 1000);`,
  },
  SDEverywhere: {
    model: `{UTF-8}
first arsenal = 50 ~ warheads ~ |
rate = 0.5 ~ warheads/Month ~ |
arsenal = INTEG(rate, first arsenal) ~ warheads ~ |
INITIAL TIME = 0 ~ Month ~ |
FINAL TIME = 60 ~ Month ~ |
TIME STEP = 1 ~ Month ~ |
SAVEPER = TIME STEP ~ Month ~ |
`,
    run: `import { parseAndGenerate } from "@sdeverywhere/compile";
import { createInputValue, createSynchronousModelRunner } from "@sdeverywhere/runtime";
${BETWEEN}
const inputs = { inputVars: ["_first_arsenal", "_rate"], inputVarNames: ["first arsenal", "rate"] };
const spec = { ...inputs, outputVars: ["_arsenal"], outputVarNames: ["arsenal"] };
const code = await parseAndGenerate(MODEL, "vensim", spec, ["generateJS"], ".", "arsenal", ".");
const { default: load } = await import("data:text/javascript," + encodeURIComponent(code));
const runner = createSynchronousModelRunner(await load());
const [first, rate] = [createInputValue("_first_arsenal", 50), createInputValue("_rate", 0.5)];
const outputs = runner.createOutputs();
let past = 0;
for (let i = 0; i < 10000; i++) {
  first.set(between(40, 60));
  rate.set(between(0.3, 0.9));
  runner.runModelSync([first, rate], outputs);
  if (outputs.getSeriesForVar("_arsenal").getValueAtTime(60) > 90) past++;
}
console.log(past / 10000);`,
  },
  numpy: {
    python: true,
    model: "",
    run: `import numpy as np
rng = np.random.default_rng(1)
z = 1.6448536269514722
def between(lo, hi):
    return np.exp(rng.normal((np.log(lo) + np.log(hi)) / 2, np.log(hi / lo) / (2 * z), 10000))
arsenal, rate = between(40, 60), between(0.3, 0.9)
for month in range(60):
    arsenal = arsenal + rate
print((arsenal > 90).mean())`,
  },
};

const source = (path: string) => pathToFileURL(join(ROOT, path)).href;

/** Every stock of some models, as exported, on its last date: how many SDEverywhere plays to the same number. */
const EXPORTED = `import { parseAndGenerate } from "@sdeverywhere/compile";
import { createSynchronousModelRunner } from "@sdeverywhere/runtime";
import { readForeign } from "${source("src/formats/read-foreign.ts")}";
import { toXmile } from "${source("src/formats/write-xmile.ts")}";
import { play, read } from "${LIBRARY}";
import { shippedModel } from "${source("test/read-shipped.ts")}";
const [name] = process.argv.slice(2);
const { text } = toXmile(shippedModel(name), "peers");
const { course } = play(read(readForeign(text, "model.xmile").yaml).model)[0];
const stocks = [...text.matchAll(/<stock name="(\\w+)"/g)].map((match) => match[1]);
const inputs = { inputVars: [], inputVarNames: [] };
const spec = { ...inputs, outputVars: stocks.map((s) => "_" + s), outputVarNames: stocks };
const code = await parseAndGenerate(text, "xmile", spec, ["generateJS"], ".", "model", ".");
const { default: load } = await import("data:text/javascript," + encodeURIComponent(code));
const runner = createSynchronousModelRunner(await load());
const outputs = runner.runModelSync([], runner.createOutputs());
const last = (s) => outputs.getSeriesForVar("_" + s).points.at(-1).y;
const same = stocks.filter((s) => Math.abs(last(s) - course[s].at(-1)) <= 1e-9 * Math.max(1, Math.abs(last(s))));
console.log(same.length + " of " + stocks.length + " stocks the same to 1e-9");`;
const MODELS = ["two-states", "crisis", "gallery/richardson", "gallery/ceasefire", "gallery/bargaining", "six-party"];

const folder = mkdtempSync(join(tmpdir(), "standoff-peers-"));
const env = {
  ...process.env,
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  PYTHONPATH: join(folder, "python"),
};
const linesIn = (text: string) => text.split("\n").filter((line) => line.trim() !== "").length;
const started = (command: string, words: readonly string[]) =>
  spawnSync(command, words, { cwd: folder, env, encoding: "utf8" });

/** Each neighbour by itself, so that one that cannot be had takes no other with it. */
function install(): void {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ overrides: OVERRIDES }));
  const words = ["install", "--no-fund", "--no-audit", "--ignore-scripts", "--silent"];
  for (const peer of PEERS)
    if (started("npm", [...words, peer]).status !== 0) process.stderr.write(`${peer} could not be installed\n`);
  if (started("python3", ["-c", "import numpy"]).status !== 0)
    started("python3", ["-m", "pip", "install", "--quiet", "--target", env.PYTHONPATH, NUMPY]);
}

function tryOne(name: string, { model, run, python }: { model: string; run: string; python?: true }): string {
  const script = join(folder, `ask-${name}.${python ? "py" : "mjs"}`);
  writeFileSync(
    script,
    run.replace("MODEL", () => JSON.stringify(model)),
  );
  const began = performance.now();
  const { stdout, stderr, status } = started(python ? "python3" : process.execPath, [script]);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const answer = status === 0 ? `p = ${Number(stdout).toFixed(3)}` : `failed: ${stderr?.trim().split("\n").at(-1)}`;
  return `${name.padEnd(14)}${String(linesIn(model) + linesIn(run)).padStart(3)} lines  ${seconds.padStart(5)} s  ${answer}\n`;
}

try {
  install();
  for (const [name, trial] of Object.entries(TRIALS)) process.stdout.write(tryOne(name, trial));
  writeFileSync(join(folder, "exported.mjs"), EXPORTED);
  for (const name of MODELS) {
    const { stdout, stderr, status } = started(process.execPath, ["exported.mjs", name]);
    process.stdout.write(`${name} as XMILE in SDEverywhere: ${status === 0 ? stdout : stderr}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
