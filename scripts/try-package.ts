// `npm run test:pack`: what a new user does, with the tarball that would be published: an empty folder, `npm install` from the registry
// (the network is needed), `npx standoff`, an import in a script; on the oldest Node that `engines` claims and on each later line of long-term
// support. The same seed must print the same bytes on all of them. `test/package.test.ts` does much the same without the network.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "standoff-package-"));
const NPM_NODE = dirname(process.execPath);

type Package = { engines: { node: string } };
const { engines } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Package;
const oldest = engines.node.replace(/^>=/, "");
const VERSIONS = [oldest, "24", "26"];

function run(command: string, words: string[], cwd: string, node = NPM_NODE): string {
  process.stdout.write(`$ ${command} ${words.join(" ")}\n`);
  const env = { ...process.env, PATH: `${node}${delimiter}${process.env.PATH}`, npm_config_yes: "true" };
  const done = spawnSync(command, words, { cwd, env, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${command} ended with ${done.status}:\n${done.stdout}${done.stderr}`);
  if (done.stderr.includes("ExperimentalWarning")) throw new Error(`${command} warns:\n${done.stderr}`);
  return done.stdout;
}

const SCRIPT = `import { read, ask } from "standoff";
import { readFileSync } from "node:fs";
const { model } = read(readFileSync("mine/standoff.yaml", "utf8"));
const { answers } = await ask(model, { runs: 512 });
console.log(answers[0].says);
`;

/** The folder of a Node of this version, from the registry. */
function nodeOf(version: string): string {
  const home = join(folder, `node-${version}`);
  mkdirSync(home);
  writeFileSync(join(home, "package.json"), "{}");
  run("npm", ["install", "--no-fund", "--no-audit", "--silent", `node@${version}`], home);
  return join(home, "node_modules/node/bin");
}

/** What a user sees who has this Node. */
function tryOn(node: string, app: string): string {
  rmSync(join(app, "mine"), { recursive: true, force: true });
  process.stdout.write(`Node ${run("node", ["--version"], app, node)}`);
  return [
    run("npx", ["standoff", "new", "mine", "--blank"], app, node),
    run("npx", ["standoff", "ask", "mine", "--runs", "1000"], app, node),
    run("npx", ["standoff", "explain", "mine", "--runs", "256"], app, node),
    run("node", ["script.mjs"], app, node),
  ].join("");
}

try {
  const tarball = run("npm", ["pack", "--silent", "--pack-destination", folder], ROOT).trim().split("\n").at(-1)!;
  const app = join(folder, "app");
  mkdirSync(app);
  run("npm", ["init", "-y"], app);
  run("npm", ["install", "--no-fund", "--no-audit", join(folder, tarball)], app);
  writeFileSync(join(app, "script.mjs"), SCRIPT);
  const printed = VERSIONS.map((version) => tryOn(nodeOf(version), app));
  process.stdout.write(printed[0]!);
  if (printed.some((text) => text !== printed[0])) throw new Error(`not the same on Node ${VERSIONS.join(", ")}`);
  process.stdout.write(`The package works in an empty folder, the same on Node ${VERSIONS.join(", ")}.\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
