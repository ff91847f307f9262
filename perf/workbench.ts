// Measures the workbench on six-party in a real Chromium and prints a table: first answer, all futures, a lever moved to a new sentence
// (with the difference), the longest task of the page's own thread while it plays, and what the first load weighs.
// Run: npm run bench:workbench [-- folder]. Numbers are of this machine at that moment; run it when nothing else runs.

import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { serveFolder } from "../src/surfaces/serve/serve.ts";
import { launch } from "../test/browser/launch.ts";
import { openPage, settled } from "../test/browser/workbench/bench.ts";

const MOVES = 15;
const OPENINGS = 3;

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

async function main(): Promise<void> {
  const launched = await launch();
  if ("missing" in launched) throw new Error(launched.missing);
  const { browser } = launched;
  const folder = process.argv[2] ?? "models/six-party";
  const serving = await serveFolder({ named: folder, say: (text) => process.stderr.write(text) });
  if ("says" in serving) throw new Error(serving.says);
  const first: number[] = [];
  const whole: number[] = [];
  let weight = 0;
  let last: Awaited<ReturnType<typeof openPage>> | undefined;
  for (let i = 0; i < OPENINGS; i++) {
    await last?.close();
    const began = performance.now();
    const watched = await openPage(browser, serving.url);
    last = watched;
    await watched.page.waitForSelector(".sentence:not(.waiting)", { timeout: 60_000 });
    first.push(performance.now() - began);
    await settled(watched.page);
    whole.push(performance.now() - began);
  }
  const { page, loaded } = last!;
  for (const url of [...loaded].filter((name) => /\.(js|css)$/.test(name)))
    weight += gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer()), { level: 9 }).length;
  await watchLongTasks(page);
  const moves: number[] = [];
  for (let i = 0; i < MOVES; i++) {
    moves.push(await moveOnce(page, 10 + ((i * 7) % 40)));
    await page.waitForTimeout(250);
  }
  const longest = await page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
  row("first answer after load, median of 3", `${Math.round(middle(first))} ms`);
  row("10,000 futures after load, median of 3", `${Math.round(middle(whole))} ms`);
  row(`a lever moved to a new sentence, median of ${MOVES}`, `${Math.round(middle(moves))} ms`);
  row(`   the slowest of ${MOVES}`, `${Math.round(Math.max(...moves))} ms`);
  row(
    "longest task of the page's own thread while playing",
    longest === 0 ? "under 50 ms" : `${Math.round(longest)} ms`,
  );
  row("first load, gzipped, before editor and map", `${(weight / 1000).toFixed(0)} kB`);
  await browser.close();
  await serving.close();
}

await main();
