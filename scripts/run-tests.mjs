// `npm test`: types, lint, unused code, then all tests. Everything is run even where something before it failed, so that one look
// shows all. The last line is plain: `N passed, N failed`; each check before the tests counts as one.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "standoff-tests-"));
const report = join(folder, "report.json");

const bin = (path) => join(root, "node_modules", path);
const checks = [
  ["types", bin("typescript/bin/tsc"), ["-p", "tsconfig.json"]],
  ["types of the core (no DOM, no Node)", bin("typescript/bin/tsc"), ["-p", "tsconfig.core.json"]],
  ["lint", bin("@biomejs/biome/bin/biome"), ["check", "--error-on-warnings", "."]],
  ["unused code", bin("knip/bin/knip.js"), ["--no-progress"]],
];

const run = (script, words) =>
  spawnSync(process.execPath, [script, ...words], { cwd: root, stdio: "inherit" }).status === 0;

let passed = 0;
let failed = 0;
for (const [name, script, words] of checks) {
  const fine = run(script, words);
  process.stdout.write(`${fine ? "ok    " : "FAILED"}  ${name}\n`);
  if (fine) passed++;
  else failed++;
}

const tested = run(bin("vitest/vitest.mjs"), [
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);
try {
  const result = JSON.parse(readFileSync(report, "utf8"));
  passed += result.numPassedTests;
  failed += result.numFailedTests;
  // A file that could not even be loaded has no tests to fail
  const broken = result.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  for (const { name, message } of broken) process.stdout.write(`FAILED  ${name}: ${message}\n`);
  failed += broken.length;
  if (!tested && result.numFailedTests + broken.length === 0) failed++;
} catch {
  process.stdout.write("FAILED  the tests did not run to their end\n");
  failed++;
}
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
