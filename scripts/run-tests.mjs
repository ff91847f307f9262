// `npm test`: types, lint, unused code, then all tests. Every part runs even when an earlier one fails, so that all that is
// wrong is seen at once. Ends with one plain line, `N passed, N failed`, and exit code 1 where anything failed.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const results = `${root}.cache/tests.json`;
let passed = 0;
let failed = 0;

/** Runs a tool of node_modules/.bin with its output shown; true where it succeeded. */
function run(tool, args) {
  const started = Date.now();
  process.stdout.write(`\n== ${tool} ${args.join(" ")}\n`);
  const done = spawnSync(`${root}node_modules/.bin/${tool}`, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, NO_COLOR: "1" } });
  process.stdout.write(`== ${tool}: ${done.status === 0 ? "ok" : "FAILED"} (${Math.round((Date.now() - started) / 1000)} s)\n`);
  return done.status === 0;
}

function check(tool, args) {
  if (run(tool, args)) passed++;
  else failed++;
}

check("tsc", ["-p", "tsconfig.json"]);
check("tsc", ["-p", "tsconfig.core.json"]);
check("biome", ["check", "--error-on-warnings", "."]);
check("knip", []);

mkdirSync(`${root}.cache`, { recursive: true });
rmSync(results, { force: true });
const ended = run("vitest", ["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${results}`, ...process.argv.slice(2)]);
try {
  const report = JSON.parse(readFileSync(results, "utf8"));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  // A file that cannot even be loaded has no failed test, and is a failure all the same
  if (!ended && report.numFailedTests === 0) failed++;
} catch {
  process.stdout.write("vitest left no report: it did not get as far as running tests\n");
  failed++;
}

process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
