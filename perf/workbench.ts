// Measures the workbench on six-party in a real Chromium and prints a table: the stored answer, the first that is played, all futures, a
// lever moved to a new sentence (with the difference), the longest task of the page's own thread while it plays, and what the first load
// weighs. Times after load are the page's own, from the moment at which it was asked for.
// Run: npm run bench:workbench [-- folder]. Numbers are of this machine at that moment; run it when nothing else runs.

import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { type Serving, serveFolder } from "../src/hosts/http/serve.ts";
import { launch } from "../test/browser/launch.ts";
import { openPage, settled, type Watched } from "../test/browser/workbench/bench.ts";

const MOVES = 15;
const OPENINGS = 5;

const middle = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;
const row = (what: string, value: string) => process.stdout.write(`${what.padEnd(58)}${value}\n`);

/** Moves China's foresight as a finger would, and waits for the next view of the new levers. */
function moveOnce(page: Page, value: number): Promise<number> {
  return page.evaluate(async (to) => {
    const input = document.querySelector<HTMLInputElement>('[data-lever="CHN.foresight"] input[type=range]')!;
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!.set!;
    const shown = () => document.querySelector(".changed")?.textContent ?? "";
    const began = performance.now();
    set.call(input, String(to));
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise<void>((done) => {
      const look = () => (shown().includes(`→ ${to}`) ? done() : requestAnimationFrame(look));
      requestAnimationFrame(look);
    });
    return performance.now() - began;
  }, value);
}

const watchLongTasks = (page: Page) =>
  page.evaluate(() => {
    const seen = globalThis as unknown as { longest: number };
    seen.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
    }).observe({ entryTypes: ["longtask"] });
  });

type TraceEvent = { name: string; pid: number; tid: number; tdur?: number };

/** Milliseconds of processor time: what a task takes where no other thread is in its way. */
function busiestTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const { pid, tid } = traceEvents.find(({ name }) => name === "UpdateLayoutTree")!;
  const tasks = traceEvents.filter((e) => e.pid === pid && e.tid === tid && e.name.endsWith("RunTask"));
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

/** Opens the page in profiles of their own, and says when what was waited for stood on the screen. */
async function openings(browser: Browser, url: string, wait: (watched: Watched) => Promise<unknown>) {
  const when: number[] = [];
  for (let i = 0; i < OPENINGS; i++) {
    const watched = await openPage(browser, url);
    await wait(watched);
    when.push(await watched.page.evaluate(() => performance.now()));
    await watched.close();
  }
  return `${Math.round(middle(when))} ms`;
}

const PLAYED = ".sentence:not(.waiting)";

async function served(folder: string, plays: boolean): Promise<Serving> {
  const serving = await serveFolder({ named: folder, plays, say: (text) => process.stderr.write(text) });
  if ("says" in serving) throw new Error(serving.says);
  return serving;
}

async function main(): Promise<void> {
  const launched = await launch();
  if ("missing" in launched) throw new Error(launched.missing);
  const { browser } = launched;
  const folder = process.argv[2] ?? "models/six-party";
  const [serving, played] = [await served(folder, false), await served(folder, true)];
  const whole = await openings(browser, serving.url, ({ page }) => settled(page));
  const first = await openings(browser, serving.url, ({ page }) => page.waitForSelector(PLAYED));
  const stored = await openings(browser, played.url, ({ page }) => page.waitForSelector(".sentence + .basis"));
  const { page, loaded } = await openPage(browser, serving.url);
  await settled(page);
  let weight = 0;
  for (const url of [...loaded].filter((name) => /\.(js|css)$/.test(name)))
    weight += gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer()), { level: 9 }).length;
  await watchLongTasks(page);
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline"] });
  const moves: number[] = [];
  for (let i = 0; i < MOVES; i++) {
    moves.push(await moveOnce(page, 10 + ((i * 7) % 40)));
    await page.waitForTimeout(250);
  }
  const busiest = busiestTask(await browser.stopTracing());
  const longest = await page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
  row(`stored answer on screen after load, median of ${OPENINGS}`, stored);
  row(`first futures played after load, median of ${OPENINGS}`, first);
  row(`10,000 futures after load, median of ${OPENINGS}`, whole);
  row(`a lever moved to a new sentence, median of ${MOVES}`, `${Math.round(middle(moves))} ms`);
  row(`   the slowest of ${MOVES}`, `${Math.round(Math.max(...moves))} ms`);
  row(
    "longest task of the page's own thread while playing",
    longest === 0 ? "under 50 ms" : `${Math.round(longest)} ms`,
  );
  row("   the most that one such task takes of a processor", `${Math.round(busiest)} ms`);
  row("first load, gzipped, before editor and map", `${(weight / 1000).toFixed(0)} kB`);
  await browser.close();
  await serving.close();
  await played.close();
}

await main();
