// `npm run test:pack`: what a new user does, with the tarball that would be published: an empty folder, `npm install` from the registry
// (the network is needed), `npx standoff`, an import in a script. `test/package.test.ts` does the same without the network.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "standoff-package-"));
const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}`, npm_config_yes: "true" };

function run(command: string, words: string[], cwd = folder): string {
  process.stdout.write(`$ ${command} ${words.join(" ")}\n`);
  const done = spawnSync(command, words, { cwd, env, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${command} ended with ${done.status}:\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

const SCRIPT = `import { read, ask } from "standoff";
import { readFileSync } from "node:fs";
const { model } = read(readFileSync("mine/standoff.yaml", "utf8"));
const { answers } = await ask(model, { runs: 512 });
console.log(answers[0].says);
`;

try {
  const tarball = run("npm", ["pack", "--silent", "--pack-destination", folder], ROOT).trim().split("\n").at(-1)!;
  run("npm", ["init", "-y"]);
  run("npm", ["install", "--no-fund", "--no-audit", `./${tarball}`]);
  process.stdout.write(run("npx", ["standoff", "new", "mine", "--blank"]));
  process.stdout.write(run("npx", ["standoff", "ask", "mine", "--runs", "1000"]));
  writeFileSync(join(folder, "script.mjs"), SCRIPT);
  process.stdout.write(run(process.execPath, ["script.mjs"]));
  process.stdout.write("The package works in an empty folder.\n");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
