// Builds the page into dist/web: the worker as one script, the page with its lazily loaded tabs, and the same page once more as a single
// HTML file that plays from file://. Run by `npm start` and `standoff serve` where the page is missing or older than its sources.
// Vite is a tool of this repository, so a copy without it (an installed package) must come with dist/web.

import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { InlineConfig } from "vite";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const HERE = fileURLToPath(new URL(".", import.meta.url));
export const PAGE_FOLDER = `${ROOT}dist/web/`;
const STAMP = `${PAGE_FOLDER}sources.txt`;

/** What the page is made of, by name, size and time: cheap to find, and changed by any edit. */
function sources(): string {
  const files = globSync("src/**/*.{ts,tsx,css,html}", {
    cwd: ROOT,
    exclude: ["**/*.test.ts", "src/surfaces/cli/**"],
  }).toSorted();
  const hash = createHash("sha256");
  for (const file of [...files, "package-lock.json"]) {
    const { size, mtimeMs } = statSync(ROOT + file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

const shared: InlineConfig = { configFile: false, logLevel: "error", root: HERE, base: "/", publicDir: false };
const define = { "process.env.NODE_ENV": '"production"' };

async function buildWorker(build: typeof import("vite").build): Promise<string> {
  await build({
    ...shared,
    define,
    build: {
      outDir: PAGE_FOLDER,
      emptyOutDir: false,
      target: "es2024",
      lib: { entry: `${HERE}work/worker.ts`, formats: ["iife"], name: "standoff", fileName: () => "worker.js" },
    },
  });
  const text = readFileSync(`${PAGE_FOLDER}worker.js`, "utf8");
  const name = `worker-${createHash("sha256").update(text).digest("hex").slice(0, 8)}.js`;
  rmSync(`${PAGE_FOLDER}worker.js`);
  mkdirSync(`${PAGE_FOLDER}assets`, { recursive: true });
  writeFileSync(`${PAGE_FOLDER}assets/${name}`, text);
  return name;
}

async function buildPage(build: typeof import("vite").build, single: boolean, outDir: string): Promise<void> {
  const output = single ? { codeSplitting: false } : {};
  await build({
    ...shared,
    define,
    build: {
      outDir,
      emptyOutDir: single,
      target: "es2024",
      modulePreload: { polyfill: false },
      rolldownOptions: { output },
    },
  });
}

const assetOf = (folder: string, ending: string) =>
  readdirSync(`${folder}assets`)
    .filter((name) => name.endsWith(ending) && !name.startsWith("worker-"))
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

export async function buildWeb(): Promise<void> {
  const { build } = await import("vite");
  rmSync(PAGE_FOLDER, { recursive: true, force: true });
  mkdirSync(PAGE_FOLDER, { recursive: true });
  const worker = await buildWorker(build);
  await buildPage(build, false, PAGE_FOLDER);
  const index = `${PAGE_FOLDER}index.html`;
  const named = readFileSync(index, "utf8").replace(
    'name="standoff-worker" content=""',
    `name="standoff-worker" content="/assets/${worker}"`,
  );
  writeFileSync(index, named);
  const apart = `${PAGE_FOLDER}single/`;
  await buildPage(build, true, apart);
  writeFileSync(
    `${PAGE_FOLDER}standoff-page.html`,
    singleFile(apart, readFileSync(`${PAGE_FOLDER}assets/${worker}`, "utf8")),
  );
  rmSync(apart, { recursive: true });
  writeFileSync(STAMP, sources());
}

const isNew = () => existsSync(STAMP) && readFileSync(STAMP, "utf8") === sources();

/** Builds where the page is missing or older than its sources; says so first. False where there is neither page nor builder. */
export async function ensureWeb(say: (text: string) => void): Promise<boolean> {
  const isSource = existsSync(`${HERE}main.tsx`);
  if (!isSource) return existsSync(`${PAGE_FOLDER}index.html`);
  if (isNew()) return true;
  say("Building the page (once after each change of it) ...\n");
  await buildWeb();
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWeb();
