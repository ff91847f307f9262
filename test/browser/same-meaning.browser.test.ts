// The same bits in the browser: generated and shipped models, read from their text and played in a page and in a web worker of
// a real Chromium, by both engines; the hash of all bits must be Node's. Served from 127.0.0.1, under a strict policy.

import type { Browser, Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { bundle } from "./bundle.ts";
import { expectedCases } from "./cases.ts";
import { browserFor } from "./launch.ts";
import type { Where } from "./page.ts";
import type { EngineName } from "./play-texts.ts";
import { type Served, serve } from "./serve.ts";

const GENERATED = 30;
/** The interpreter is slow and plain: a few models are enough to see that a browser plays it as Node does. */
const PLAIN = 12;
const TIMEOUT_MS = 240_000;

const CASES = expectedCases(GENERATED);

describe("a browser", () => {
  let served: Served | undefined;
  let browser: Browser | undefined;
  let page: Page | undefined;

  async function open(leaveOut: (line: string) => never): Promise<Page> {
    if (page) return page;
    browser ??= await browserFor(leaveOut);
    served ??= await serve(await bundle({ page: "page.ts", worker: "worker.ts" }), "/page.js");
    page = await browser.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await page.goto(served.url);
    await page
      .waitForFunction(() => window.playCase !== undefined, undefined, { timeout: 10_000 })
      .catch(() => {
        throw new Error(`the page did not start: ${complaints.join("; ")}`);
      });
    return page;
  }

  const places: [EngineName, Where][] = [
    ["interpreter", "page"],
    ["interpreter", "worker"],
    ["kernel", "page"],
    ["kernel", "worker"],
  ];

  it.for(places)(
    "plays the %s in a %s with the bits of Node",
    { timeout: TIMEOUT_MS },
    async ([engine, where], { skip }) => {
      const opened = await open(skip);
      const cases = engine === "kernel" ? CASES : CASES.slice(0, PLAIN);
      for (const { c, hashes } of cases) {
        const call = [c, engine, where] as const;
        const found = await opened.evaluate(([one, name, place]) => window.playCase!(one, name, place), call);
        expect(found, c.name).toEqual(hashes);
      }
    },
  );

  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });
});
