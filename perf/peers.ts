// `npm run peers`: one small question asked of Standoff and of its nearest neighbours in the npm registry, each in a script of its own words.
// Installs them into a folder that is thrown away (the network is needed). Prints, for each: lines written, time of the whole process, answer.
// docs/peers.md says what follows, and what each cannot say. The question is one that all of them can ask: nobody decides anything in it.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LIBRARY = pathToFileURL(join(ROOT, "src/index.ts")).href;
const PEERS = ["@quri/squiggle-lang@0.10.0", "simulation@9.0.0"];

const MODEL = `standoff: An arsenal
clock: { start: 2024-07, step: month, steps: 61 }
parameters:
  rate: 0.3 to 0.9
variables:
  arsenal: { start: 40 to 60, next: arsenal + rate }
questions:
  past: { ask: Does it pass ninety?, event: arsenal > 90, by: 2029-07 }
`;

/** Of each: its model, and what runs it and prints the probability. Lines of both count, blank ones aside. */
const TRIALS: Record<string, { model: string; run: string }> = {
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
const z = 1.6448536269514722;
const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
const between = (lo, hi) => Math.exp((Math.log(lo) + Math.log(hi)) / 2 + (normal() * Math.log(hi / lo)) / (2 * z));
let past = 0;
for (let i = 0; i < 1000; i++) {
  const model = new Model({ timeStart: 0, timeLength: 60, timeUnits: "Months" });
  const arsenal = model.Stock({ name: "Arsenal", initial: between(40, 60) });
  model.Flow(null, arsenal, { name: "Growth", rate: between(0.3, 0.9) });
  if (model.simulate().value(arsenal, 60) > 90) past++;
}
console.log(past / 1000);`,
  },
};

const folder = mkdtempSync(join(tmpdir(), "standoff-peers-"));
const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
const linesIn = (text: string) => text.split("\n").filter((line) => line.trim() !== "").length;

try {
  writeFileSync(join(folder, "package.json"), "{}");
  const install = ["install", "--no-fund", "--no-audit", "--ignore-scripts", "--silent", ...PEERS];
  const installed = spawnSync("npm", install, { cwd: folder, env, stdio: "inherit" });
  if (installed.status !== 0) throw new Error("the neighbours could not be installed (is there a network?)");
  for (const [name, { model, run }] of Object.entries(TRIALS)) {
    const script = join(folder, `${name}.mjs`);
    writeFileSync(
      script,
      run.replace("MODEL", () => JSON.stringify(model)),
    );
    const began = performance.now();
    const { stdout, stderr, status } = spawnSync(process.execPath, [script], { cwd: folder, env, encoding: "utf8" });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const answer = status === 0 ? `p = ${Number(stdout).toFixed(3)}` : `failed: ${stderr.trim().split("\n").at(-1)}`;
    process.stdout.write(
      `${name.padEnd(12)}${String(linesIn(model) + linesIn(run)).padStart(3)} lines  ${seconds.padStart(5)} s  ${answer}\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
