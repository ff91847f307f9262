// Builds the page into dist/web: the workers as one script each (the one of the long lenses does all that the other does), the page with its lazily loaded tabs, and the same page once more as a single
// HTML file that plays from file://. Run by `npm start` and `standoff serve` where the page is missing or older than its sources.
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

/** `name`: that of the script, which its file is called after. */
async function buildWorker(build: Vite, name: string, folder: string, made: Set<string>): Promise<string> {
  const entry = `${HERE}work/${name}.ts`;
  const lib = { entry, formats: ["iife" as const], name: "standoff", fileName: () => "worker.js" };
  await run(build, { build: { outDir: folder, emptyOutDir: false, target: "es2024", lib } }, made);
  const text = readFileSync(`${folder}worker.js`, "utf8");
  const file = `${name}-${createHash("sha256").update(text).digest("hex").slice(0, 8)}.js`;
  rmSync(`${folder}worker.js`);
  mkdirSync(`${folder}assets`, { recursive: true });
  writeFileSync(`${folder}assets/${file}`, text);
  return file;
}

function buildPage(build: Vite, single: boolean, outDir: string, made: Set<string>): Promise<void> {
  const rolldownOptions = { output: single ? { codeSplitting: false } : {} };
  const options = { outDir, emptyOutDir: false, target: "es2024", modulePreload: { polyfill: false }, rolldownOptions };
  return run(build, { build: options }, made);
}

const assetOf = (folder: string, ending: string) =>
  readdirSync(`${folder}assets`)
    .filter((name) => name.endsWith(ending) && !/^(long-)?worker-/.test(name))
    .map((name) => `${folder}assets/${name}`);

/** Text inside a script element must not end it. */
const inElement = (text: string) => text.replaceAll(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\!--");
const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** One HTML file of the page in `folder`: scripts and styles inside, and a policy that lets exactly these run. */
function singleFile(folder: string, worker: string): string {
  const script = inElement(readFileSync(assetOf(folder, ".js")[0]!, "utf8"));
  const style = assetOf(folder, ".css")
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
  const end = `<script id="standoff-worker-text" type="text/plain">${inElement(worker)}</script>\n<script type="module">${script}</script>\n</body>`;
  return html.replace("</head>", () => head).replace("</body>", () => end);
}

/** Builds beside the old page and takes its place at the end, so that two who build at once never meet a half. */
async function buildWeb(): Promise<void> {
  const { build } = await import("vite");
  const folder = `${ROOT}dist/web.${process.pid}/`;
  const made = new Set<string>();
  mkdirSync(folder, { recursive: true });
  try {
    const worker = await buildWorker(build, "worker", folder, made);
    const long = await buildWorker(build, "long-worker", folder, made);
    await buildPage(build, false, folder, made);
    const index = `${folder}index.html`;
    const named = readFileSync(index, "utf8")
      .replace('name="standoff-worker" content=""', `name="standoff-worker" content="/assets/${worker}"`)
      .replace('name="standoff-long-worker" content=""', `name="standoff-long-worker" content="/assets/${long}"`);
    writeFileSync(index, named);
    const apart = `${folder}single/`;
    await buildPage(build, true, apart, made);
    writeFileSync(`${folder}standoff-page.html`, singleFile(apart, readFileSync(`${folder}assets/${long}`, "utf8")));
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
