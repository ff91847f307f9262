// A page as PDF by the Chromium or Chrome that is installed, driven over its own pipe (Chrome DevTools Protocol: Target, Page.printToPDF).
// In: the page's text. Out: the bytes of a PDF, or one line that says why there are none. No network, a profile that is thrown away.

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";

const BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** No sandbox: the only page is our own, without a script, and the user may be root in a container. */
const SWITCHES = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--remote-debugging-pipe",
];

const PATIENCE_MS = 60_000;

/** One question is one page: it is shrunk until it fits, as far as print can still be read. */
const SCALES = [1, 0.94, 0.88, 0.82, 0.76, 0.7];

/** Chromium writes the objects of pages plainly. */
const pagesOf = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type\s*\/Page(?!s)/g)?.length ?? 0;

export type Printed = { pdf: Uint8Array } | { missing: string };

/** The browser to print with; `missing` says what was looked for. */
export function findBrowser(): { path: string } | { missing: string } {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH && !existsSync(CHROME_PATH))
    return { missing: `CHROME_PATH is ${CHROME_PATH}, and there is no such file` };
  const path = CHROME_PATH || BROWSERS.find((known) => existsSync(known));
  const missing =
    "a PDF needs Chromium or Chrome, and none is installed (or set CHROME_PATH); .html and .md need nothing";
  return path === undefined ? { missing } : { path };
}

type Message = { id?: number; method?: string; result?: Record<string, unknown>; error?: { message: string } };

/** Sends commands down one pipe and hears answers from the other: JSON ended by a NUL. */
function protocolOf(child: ChildProcess) {
  const [, , , down, up] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number | string, (message: Message) => void>();
  let text = "";
  let last = 0;
  up.setEncoding("utf8").on("data", (more: string) => {
    text += more;
    const parts = text.split("\0");
    text = parts.pop()!;
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      const key = message.id ?? message.method ?? "";
      waiting.get(key)?.(message);
      waiting.delete(key);
    }
  });
  down.on("error", () => undefined);
  const hear = (key: number | string) => new Promise<Message>((resolve) => waiting.set(key, resolve));
  const send = async (method: string, params: object, sessionId?: string): Promise<Record<string, unknown>> => {
    const id = ++last;
    const heard = hear(id);
    down.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { result, error } = await heard;
    if (error) throw new Error(error.message);
    return result ?? {};
  };
  return { send, hear };
}

async function printWith(child: ChildProcess, url: string): Promise<Uint8Array> {
  const { send, hear } = protocolOf(child);
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const session = String(sessionId);
  await send("Page.enable", {}, session);
  const loaded = hear("Page.loadEventFired");
  await send("Page.navigate", { url }, session);
  await loaded;
  let pdf = Buffer.alloc(0);
  for (const scale of SCALES) {
    const how = { preferCSSPageSize: true, printBackground: true, scale };
    const { data } = await send("Page.printToPDF", how, session);
    pdf = Buffer.from(String(data), "base64");
    if (pagesOf(pdf) <= 1) break;
  }
  return pdf;
}

export async function printPage(html: string): Promise<Printed> {
  const found = findBrowser();
  if ("missing" in found) return found;
  const folder = mkdtempSync(join(tmpdir(), "standoff-brief-"));
  const page = join(folder, "brief.html");
  writeFileSync(page, html);
  const child = spawn(found.path, [...SWITCHES, `--user-data-dir=${folder}/profile`], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const ended = new Promise<never>((_, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`it ended with ${code ?? "a signal"}`)));
  });
  // Heard by nobody once the page is printed
  ended.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("it did not answer within a minute")), PATIENCE_MS);
  });
  try {
    return { pdf: await Promise.race([printWith(child, pathToFileURL(page).href), ended, late]) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { missing: `${found.path} could not print the page: ${why}` };
  } finally {
    clearTimeout(timer);
    const gone = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode === null && child.kill("SIGKILL")) await gone;
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
