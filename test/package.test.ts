// The tarball that `npm pack` makes, unpacked as a package among others: its command, its library, its declarations, its page. The packages
// it depends on are those of this checkout, so nothing is fetched; `npm run test:pack` does the same with the registry.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const app = mkdtempSync(join(tmpdir(), "standoff-app-"));
const installed = join(app, "node_modules/standoff");
const env = {
  ...process.env,
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  NODE_ENV: "production",
  VITEST: "",
};
let packed: string[] = [];

function run(command: string, words: readonly string[], cwd: string) {
  const done = spawnSync(command, words, { cwd, env, encoding: "utf8" });
  return { code: done.status, out: done.stdout, err: done.stderr };
}
const standoff = (...words: string[]) => run(process.execPath, [join(installed, "bin/standoff.mjs"), ...words], app);

beforeAll(() => {
  const built = run(process.execPath, [join(ROOT, "scripts/build-package.ts")], ROOT);
  expect(built.err + built.out, "the build says nothing but that it builds").toMatch(/^(Building the page .*\n)?$/);
  const words = ["pack", "--silent", "--ignore-scripts", "--pack-destination", app];
  const tarball = run("npm", words, ROOT).out.trim().split("\n").at(-1)!;
  mkdirSync(installed, { recursive: true });
  const untar = run("tar", ["xzf", join(app, tarball), "--strip-components=1", "-C", installed], app);
  expect(untar).toMatchObject({ code: 0, err: "" });
  const about = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  for (const name of [...Object.keys(about.dependencies), "typescript", "@types/node"]) {
    mkdirSync(dirname(join(app, "node_modules", name)), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), join(app, "node_modules", name));
  }
  packed = readdirSync(installed, { recursive: true, encoding: "utf8" });
}, 120_000);

afterAll(() => rmSync(app, { recursive: true, force: true }));

test("no source, test or tool of ours is in it; models, documents and the page are", () => {
  expect(
    packed.filter((name) =>
      /^(src|test|scripts|node_modules)\b|^perf\/.*(?<!\.md)$|\.test\.|(?<!\.d)\.tsx?$/.test(name),
    ),
  ).toEqual([]);
  for (const name of [
    "models/six-party/standoff.yaml",
    "docs/language.md",
    "dist/web/index.html",
    "README.md",
    "LICENSE",
  ])
    expect(packed).toContain(name);
});

test("the command in an empty folder: a model is made, checked, and answers in worker threads", () => {
  expect(standoff("new", "mine", "--blank")).toMatchObject({ code: 0, err: "" });
  expect(standoff("check", "mine").out).toBe("no problems\n");
  const { code, out, err } = standoff("ask", "mine", "--runs", "600", "--workers", "2");
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/600 futures, seed 1/);
  expect(standoff("new", "copy", "--from", "two-states").code).toBe(0);
  expect(JSON.parse(standoff("schema").out)).toEqual(
    JSON.parse(readFileSync(join(installed, "lib/standoff.schema.json"), "utf8")),
  );
});

const SCRIPT = `import { ask, play, read } from "standoff";
import { readModel } from "standoff/language";
import { playHere, makeEngine } from "standoff/ensemble";
import { whatCarries } from "standoff/lenses";
import { readFileSync } from "node:fs";
const { model, problems } = read(readFileSync("mine/standoff.yaml", "utf8"));
if (!model) throw new Error(problems.map((p) => p.says).join());
const { answers } = await ask(model, { runs: 512 });
const says: string = answers[0]!.says;
const last: string | number | undefined = play(model, { run: 17 })[0]!.course["CHN.korea"]?.at(-1);
console.log(says, last, typeof readModel, playHere(makeEngine).name, typeof whatCarries);
`;

test("the library is imported by name, and its declarations hold", () => {
  writeFileSync(join(app, "script.mts"), SCRIPT);
  const ran = run(process.execPath, ["script.mts"], app);
  expect(ran).toMatchObject({ code: 0, err: "" });
  expect(ran.out).toMatch(/512 futures, seed 1.* function this thread function\n$/s);
  const options = ["--noEmit", "--strict", "--skipLibCheck", "false", "--types", "node", "--module", "nodenext"];
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  expect(run(process.execPath, [tsc, ...options, "script.mts"], app).out).toBe("");
});

/** What a bundler makes of a script for a browser: its code, and its size as it travels. */
async function bundled(script: string): Promise<{ code: string; size: number }> {
  writeFileSync(join(app, "page.js"), script);
  const made = await build({
    configFile: false,
    logLevel: "silent",
    root: app,
    build: { write: false, minify: true, lib: { entry: join(app, "page.js"), formats: ["es"] } },
  });
  const { output } = [made].flat()[0] as { output: { type: string; code?: string }[] };
  const code = output.map((part) => part.code ?? "").join("");
  return { code, size: gzipSync(code).length };
}

test("bundled for a browser: nothing of Node, small, and what is not imported is not there", async () => {
  const whole = await bundled('export { ask, play, read } from "standoff";');
  expect(/["']node:|__vite-browser-external/.exec(whole.code)?.[0]).toBeUndefined();
  expect(whole.size).toBeLessThan(200_000);
  const reading = await bundled('export { read } from "standoff";');
  expect(reading.size).toBeLessThan(0.8 * whole.size);
  const claims = await bundled('export { readText } from "standoff/lenses";');
  expect(claims.size).toBeLessThan(50_000);
}, 60_000);
