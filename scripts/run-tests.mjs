// `npm test`: types, lint, unused code, then all tests. Everything is run even where something before it failed, so that one look
// shows all. The last line is plain: `N passed, N failed`; each check before the tests counts as one.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "standoff-tests-"));

/** More failures than this are no accident. */
const MOST_AGAIN = 4;

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

/** Runs tests; the results file by file, or undefined where the tests did not get to their end. */
function runTests(name, words) {
  const report = join(folder, name);
  const fine = run(bin("vitest/vitest.mjs"), [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...words,
  ]);
  try {
    return { fine, files: JSON.parse(readFileSync(report, "utf8")).testResults };
  } catch {
    return { fine, files: undefined };
  }
}

const hasFailed = (file) => file.status === "failed";
const count = (files, status) =>
  files.reduce((n, { assertionResults }) => n + assertionResults.filter((a) => a.status === status).length, 0);

const first = runTests("report.json", process.argv.slice(2));
let files = first.files;
// Under load V8 now and then dies while it frees code (a known fault of Node 18 to 24: "jit_page.has_value()"). What fails is run
// once more, alone and in plain sight: a fault of ours fails twice.
const again = (files ?? []).filter(hasFailed);
if (again.length > 0 && again.length <= MOST_AGAIN) {
  for (const { name } of again) process.stdout.write(`failed, and run once more alone: ${relative(root, name)}\n`);
  const second = runTests("again.json", [...again.map(({ name }) => relative(root, name)), "--no-file-parallelism"]);
  const replaced = new Map((second.files ?? []).map((file) => [file.name, file]));
  for (const file of replaced.values()) {
    if (!hasFailed(file)) process.stdout.write(`passed when run alone: ${relative(root, file.name)}\n`);
  }
  files = files.map((file) => replaced.get(file.name) ?? file);
}
if (files) {
  passed += count(files, "passed");
  failed += count(files, "failed");
  // A file that could not even be loaded has no tests to fail
  const broken = files.filter((file) => hasFailed(file) && !file.assertionResults.some(hasFailed));
  for (const { name, message } of broken) process.stdout.write(`FAILED  ${relative(root, name)}: ${message}\n`);
  failed += broken.length;
  // Something outside of all files: an error that nobody caught
  if (!first.fine && again.length === 0 && !files.some(hasFailed)) failed++;
} else {
  process.stdout.write("FAILED  the tests did not run to their end\n");
  failed++;
}
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
