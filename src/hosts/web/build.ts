// Builds the page into dist/web: the scripts of its workers, which share what they share, the page with its lazily loaded tabs, and all of
// it once more as a single HTML file that plays from file://, with one text a worker. Run by `npm start` and `standoff serve` where the page is missing or older than its sources.
// Vite is a tool of this repository, so a copy without it (an installed package) must come with dist/web.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { InlineConfig } from "vite";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const HERE = fileURLToPath(new URL(".", import.meta.url));
export const PAGE_FOLDER = `${ROOT}dist/web/`;
const STAMP = `${PAGE_FOLDER}sources.txt`;

/** One line a file that the page is made of, with size and time: cheap to look at, and changed by any edit. */
function stampOf(files: readonly string[]): string {
  return files
    .map((file) => {
      const about = statSync(file, { throwIfNoEntry: false });
      return `${relative(ROOT, file)} ${about?.size} ${about?.mtimeMs}\n`;
    })
    .join("");
}

const shared: InlineConfig = {
  configFile: false,
  logLevel: "error",
  root: HERE,
  base: "/",
  publicDir: false,
  define: { "process.env.NODE_ENV": '"production"' },
};

type Vite = typeof import("vite").build;

/** Builds, and adds the files that went into it. */
async function run(build: Vite, config: InlineConfig, made: Set<string>): Promise<void> {
  const built = await build({ ...shared, ...config });
  for (const { output } of [built].flat() as { output: readonly { type: string; modules?: object }[] }[]) {
    for (const chunk of output) for (const id of Object.keys(chunk.modules ?? {})) if (existsSync(id)) made.add(id);
  }
}

/** The scripts that workers begin with. */
const WORKERS = ["model-worker", "long-model-worker", "executor-worker"] as const;
const entryOf = (name: string) => `${HERE}worker/${name}-entry.ts`;

const optionsOf = (outDir: string, rolldownOptions: object) => ({
  outDir,
  emptyOutDir: false,
  target: "es2024",
  modulePreload: { polyfill: false },
  rolldownOptions,
});

/** The workers as modules: what only a new text needs (the reader) stays apart until then. */
function buildWorkers(build: Vite, outDir: string, made: Set<string>): Promise<void> {
  const input = Object.fromEntries(WORKERS.map((name) => [name, entryOf(name)]));
  const output = { entryFileNames: "assets/entry-[name]-[hash].js", chunkFileNames: "assets/worker-[name]-[hash].js" };
  // There is no document in a worker to preload in
  return run(build, { build: { ...optionsOf(outDir, { input, output }), modulePreload: false } }, made);
}

/** A worker as one text, with all that it will ever need. */
async function workerText(build: Vite, name: string, folder: string, made: Set<string>): Promise<string> {
  const lib = { entry: entryOf(name), formats: ["iife" as const], name: "standoff", fileName: () => "worker.js" };
  const options = optionsOf(folder, { output: { codeSplitting: false } });
  await run(build, { build: { ...options, lib } }, made);
  return readFileSync(`${folder}worker.js`, "utf8");
}

function buildPage(build: Vite, single: boolean, outDir: string, made: Set<string>): Promise<void> {
  // What every visit loads comes in two parts, not in one for each set of tabs that shares a module
  const groups = [
    { name: "begin", test: /surfaces\/web\/main\.ts$/, priority: 2 },
    { name: "page", test: /surfaces\/web\/page\/root\.tsx$/, priority: 1 },
  ];
  const output = { codeSplitting: single ? false : { groups } };
  return run(build, { build: optionsOf(outDir, { output }) }, made);
}

const assetsOf = (folder: string, ending: string) =>
  readdirSync(`${folder}assets`)
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}assets/${name}`);

/** Names the workers' scripts in the page. */
function nameWorkers(folder: string): void {
  const assets = readdirSync(`${folder}assets`);
  const index = `${folder}index.html`;
  const html = WORKERS.reduce(
    (text, name) => {
      const file = assets.find((asset) => asset.startsWith(`entry-${name}-`));
      return text.replace(`name="standoff-${name}" content=""`, `name="standoff-${name}" content="/assets/${file}"`);
    },
    readFileSync(index, "utf8"),
  );
  writeFileSync(index, html);
}

/** Text inside a script element must not end it. */
const inElement = (text: string) => text.replaceAll(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\!--");
const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** One HTML file of the page in `folder`: scripts and styles inside, and a policy that lets exactly these run. */
function singleFile(folder: string, workers: Record<string, string>): string {
  const script = inElement(readFileSync(assetsOf(folder, ".js")[0]!, "utf8"));
  const style = assetsOf(folder, ".css")
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)} blob: 'wasm-unsafe-eval'`,
    "worker-src blob:",
    `style-src ${hashOf(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const html = readFileSync(`${folder}index.html`, "utf8")
    .replaceAll(/\s*<script type="module"[^>]*><\/script>/g, "")
    .replaceAll(/\s*<link rel="stylesheet"[^>]*>/g, "");
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}" />\n<style>${style}</style>\n</head>`;
  const texts = Object.entries(workers).map(
    ([name, text]) => `<script id="standoff-${name}-text" type="text/plain">${inElement(text)}</script>`,
  );
  const end = `${texts.join("\n")}\n<script type="module">${script}</script>\n</body>`;
  return html.replace("</head>", () => head).replace("</body>", () => end);
}

/** Builds beside the old page and takes its place at the end, so that two who build at once never meet a half. */
async function buildWeb(): Promise<void> {
  const { build } = await import("vite");
  const folder = `${ROOT}dist/web.${process.pid}/`;
  const made = new Set<string>();
  mkdirSync(folder, { recursive: true });
  try {
    await buildWorkers(build, folder, made);
    await buildPage(build, false, folder, made);
    nameWorkers(folder);
    const apart = `${folder}single/`;
    await buildPage(build, true, apart, made);
    const modelWorker = await workerText(build, "long-model-worker", apart, made);
    const executor = await workerText(build, "executor-worker", apart, made);
    writeFileSync(
      `${folder}standoff-page.html`,
      singleFile(apart, { "model-worker": modelWorker, "executor-worker": executor }),
    );
    rmSync(apart, { recursive: true });
    const own = ["build.ts", "index.html", ...readdirSync(`${HERE}styles`).map((name) => `styles/${name}`)];
    writeFileSync(`${folder}sources.txt`, stampOf([...new Set([...made, ...own.map((name) => HERE + name)])]));
    rmSync(PAGE_FOLDER, { recursive: true, force: true });
    renameSync(folder, PAGE_FOLDER);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isNew(): boolean {
  if (!existsSync(STAMP)) return false;
  const stamp = readFileSync(STAMP, "utf8");
  const files = stamp
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => join(ROOT, line.replace(/ \S+ \S+$/, "")));
  return stamp === stampOf(files);
}

/**
 * Builds where the page is missing or older than its sources; says so first. False where there is neither page nor builder.
 * In a process of its own: what this one is for (a test, a server) must not change what is built, nor Vite stay in its memory.
 */
export function ensureWeb(say: (text: string) => void): boolean {
  const isSource = existsSync(`${HERE}main.ts`);
  if (!isSource) return existsSync(`${PAGE_FOLDER}index.html`);
  if (isNew()) return true;
  say("Building the page (once after each change of it) ...\n");
  const env = { ...process.env, NODE_ENV: "production" };
  const { status, stderr } = spawnSync(process.execPath, [fileURLToPath(import.meta.url)], { env, encoding: "utf8" });
  if (status !== 0) say(stderr);
  return status === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWeb();
