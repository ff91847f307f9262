// Finds a real Chromium and starts it: CHROME_PATH where it is set, the one in the npm package @sparticuz/chromium (packed,
// Linux x64), then the ones that systems install. In: nothing. Out: a running browser, or one line that says what is missing.
// The packed one is unpacked once into .cache/browser (200 MB), under another name first, so that two tests may come at once; where the
// system lacks its libraries (NSS, expat), those of the package are unpacked beside it.

import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, createBrotliDecompress } from "node:zlib";
import { type Browser, chromium } from "playwright-core";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
/** No sandbox: tests run as root in containers, and the only pages are our own, from 127.0.0.1. */
const SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];

export type Launched = { browser: Browser } | { missing: string };

/** The folder of the npm package, where it is installed and has a build for this machine. */
function packedFolder(): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  try {
    const folder = fileURLToPath(new URL("..", import.meta.resolve("@sparticuz/chromium")));
    return existsSync(join(folder, "bin/chromium.br")) ? folder : undefined;
  } catch {
    // not installed: the others are tried
    return undefined;
  }
}

async function unpack(folder: string): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  const path = join(ROOT, `.cache/browser/chromium-${version}`);
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}`;
  const packed = createReadStream(join(folder, "bin/chromium.br"));
  await pipeline(packed, createBrotliDecompress(), createWriteStream(partial, { mode: 0o755 }));
  renameSync(partial, path);
  return path;
}

/** The files of a tar whose names are short: all that the package's libraries need. */
function untar(tar: Buffer, folder: string): void {
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const text = (from: number, to: number) => tar.toString("latin1", at + from, at + to).split("\0")[0]!;
    const size = Number.parseInt(text(124, 136), 8);
    const name = basename(text(0, 100));
    if (text(156, 157) === "0" && name !== "")
      writeFileSync(join(folder, name), tar.subarray(at + 512, at + 512 + size), { mode: 0o755 });
    at += 512 * (1 + Math.ceil(size / 512));
  }
}

function unpackLibraries(folder: string): string {
  const path = join(ROOT, ".cache/browser/libraries");
  if (existsSync(path)) return path;
  const partial = `${path}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  untar(brotliDecompressSync(readFileSync(join(folder, "bin/al2023.tar.br"))), partial);
  renameSync(partial, path);
  return path;
}

type Found = { name: string; path: () => Promise<string>; libraries?: () => string };

function candidates(): Found[] {
  const { CHROME_PATH } = process.env;
  const plain = (path: string): Found => ({ name: path, path: async () => path });
  const packed = packedFolder();
  return [
    ...(CHROME_PATH ? [plain(CHROME_PATH)] : []),
    ...(packed
      ? [
          { name: "@sparticuz/chromium", path: () => unpack(packed) },
          {
            name: "@sparticuz/chromium with its libraries",
            path: () => unpack(packed),
            libraries: () => unpackLibraries(packed),
          },
        ]
      : []),
    ...INSTALLED.filter((path) => existsSync(path)).map(plain),
  ];
}

/** The line of a browser's complaint that tells: a missing library, a missing file. */
function reason(error: unknown): string {
  const lines = String(error).split("\n");
  const telling = lines.find((l) => /shared librar|cannot open|not found|ENOENT|exited/i.test(l)) ?? lines[0] ?? "";
  return telling.replace(/^.*?\[err\]\s*/, "").trim();
}

/** Starts the first browser that will. */
export async function launch(): Promise<Launched> {
  const tried: string[] = [];
  for (const { name, path, libraries } of candidates()) {
    try {
      const env = libraries && { env: { ...process.env, LD_LIBRARY_PATH: libraries() } };
      const about = { executablePath: await path(), args: SWITCHES, headless: true, ...env };
      return { browser: await chromium.launch(about) };
    } catch (error) {
      tried.push(`${name} does not start (${reason(error)})`);
    }
  }
  const why = tried.length > 0 ? tried.join("; ") : "no Chromium was found";
  return { missing: `${why}. Run \`npm ci\`, install Debian's chromium, or set CHROME_PATH.` };
}

/** The program of the first browser that will start, for what starts it by itself. */
export async function browserPath(): Promise<string | undefined> {
  for (const { path } of candidates()) {
    try {
      const executablePath = await path();
      await (await chromium.launch({ executablePath, args: SWITCHES, headless: true })).close();
      return executablePath;
    } catch {
      // the next one may
    }
  }
  return undefined;
}

/**
 * A browser for a test. Without one the test fails where CI is set, and elsewhere is left out with the line that says why:
 * never in silence.
 */
export async function browserFor(leaveOut: (line: string) => never): Promise<Browser> {
  const launched = await launch();
  if ("browser" in launched) return launched.browser;
  const line = `No browser: ${launched.missing}`;
  process.stderr.write(`${line}\n`);
  if (process.env.CI) throw new Error(line);
  return leaveOut(line);
}
