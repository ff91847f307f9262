// The workbench opened for tests: a copy of a model in a folder of its own, the real server on a free port, pages in fresh profiles that
// remember what went wrong in them (errors, refused by policy, asked of another host).

import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { type Serving, serveFolder } from "../../../src/hosts/http/serve.ts";

const MODELS = fileURLToPath(new URL("../../../models/", import.meta.url));
/** A whole answer on a machine that does much else. */
export const PATIENCE = 90_000;

export type Bench = { url: string; folder: string; close: () => Promise<void> };

/** A port that nobody else has, whoever runs tests here at the same time. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** Serves a copy of a shipped model, or an empty folder. */
export async function openBench(model: string | undefined): Promise<Bench> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "standoff-bench-")));
  const folder = join(root, "model");
  if (model === undefined) cpSync(join(MODELS, "two-states/texts"), join(folder, "texts"), { recursive: true });
  else cpSync(join(MODELS, model), folder, { recursive: true });
  const serving = await serveFolder({ named: "model", folder, port: await freePort(), say: () => undefined });
  if ("says" in serving) throw new Error(serving.says);
  const close = async () => {
    await (serving as Serving).close();
    rmSync(root, { recursive: true, force: true });
  };
  return { url: serving.url, folder, close };
}

/** What the groups of tests share. */
export type Setting = { browser: () => Browser; bench: () => Bench };

/** `loaded`: the addresses of what the page and its workers asked for. */
export type Watched = { page: Page; wrong: string[]; loaded: Set<string>; close: () => Promise<void> };

export type ProfileOptions = { colorScheme?: "light" | "dark"; width?: number; height?: number; offline?: boolean };

/** A page in a profile of its own. */
export async function openPage(browser: Browser, url: string, options: ProfileOptions = {}): Promise<Watched> {
  const { colorScheme = "light", width = 1280, height = 900, offline = false } = options;
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height },
    offline,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => {
    // Files that were refused on purpose are told by their own tests
    if (message.type() === "error") wrong.push(message.text());
  });
  const loaded = new Set<string>();
  page.on("request", (request) => {
    loaded.add(request.url());
    const own = request.url().startsWith(url.split("#")[0]!) || /^(blob|data|file):/.test(request.url());
    if (!own) wrong.push(`asked ${request.url()}`);
  });
  await page.goto(url);
  return { page, wrong, loaded, close: () => context.close() };
}

/** Waits until all futures of the present question are played. */
export async function settled(page: Page): Promise<string> {
  await page.waitForSelector(".sentence:not(.waiting)", { timeout: PATIENCE });
  await page.waitForSelector('.answer[data-settled="true"]', { timeout: PATIENCE });
  return (await page.textContent(".answer .sentence")) ?? "";
}

/** Moves a lever by keys on its slider, and waits for the sentence that follows. */
export async function moveLever(page: Page, lever: string, keys: readonly string[]): Promise<string> {
  const slider = page.locator(`[data-lever="${lever}"] input[type=range]`);
  await slider.focus();
  for (const key of keys) await slider.press(key);
  await page.waitForFunction(
    (id) => document.querySelector(`[data-lever="${id}"]`)?.classList.contains("moved"),
    lever,
  );
  return afterChange(page);
}

/** The sentence of the levers as they now stand: the list of changes in the view is of the same moment. */
export async function afterChange(page: Page): Promise<string> {
  // A frame passes before the question is asked
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  return settled(page);
}

export const difference = async (page: Page): Promise<string> => (await page.textContent(".difference strong")) ?? "";

/** All tabs of the present model, by their ids. */
export const tabsOf = (page: Page): Promise<string[]> =>
  page.$$eval('[role="tab"]', (tabs) => tabs.map((tab) => tab.id.replace("tab-", "")));
