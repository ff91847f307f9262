// The same bits in the browser: generated and shipped models, read from their text and played in a page and in a web worker of
// a real Chromium, by both engines; the hash of all bits must be Node's. Served from 127.0.0.1, under a strict policy.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { Browser, Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { caseDescription } from "../same-meaning/describe-model.ts";
import { readingsOf, showCase } from "../same-meaning/play-case.ts";
import { requestsFor } from "../same-meaning/write-choices.ts";
import { MAIN_FILE } from "../same-meaning/write-model.ts";
import { bundle } from "./bundle.ts";
import { browserFor } from "./launch.ts";
import type { Where } from "./page.ts";
import { type EngineName, playTexts, type TextCase } from "./play-texts.ts";
import { type Served, serve } from "./serve.ts";

const GENERATED = 30;
/** The interpreter is slow and plain: a few models are enough to see that a browser plays it as Node does. */
const GENERATED_PLAIN = 8;
const FIRST_SEED = 1_000_000;
const SHIPPED = ["models/two-states/standoff.yaml", "models/crisis/standoff.yaml", "perf/six-party-lite/standoff.yaml"];
const TIMEOUT_MS = 240_000;

function generated(seed: number): TextCase[] {
  const [d] = fc.sample(caseDescription, { seed, numRuns: 1 });
  return readingsOf(d!).flatMap(({ text, scenarios, result }) =>
    result.model
      ? [
          {
            name: `seed ${seed} ${scenarios.join(" ")}\n${showCase(d!)}`,
            files: text.files,
            main: MAIN_FILE,
            scenarios,
            requests: requestsFor(d!, result.model),
          },
        ]
      : [],
  );
}

function shipped(path: string): TextCase {
  const root = new URL("../../", import.meta.url);
  const folder = path.slice(0, path.lastIndexOf("/"));
  const text = readFileSync(new URL(path, root), "utf8");
  const files: Record<string, string> = { [MAIN_FILE]: text };
  const note = /file: (texts\/\S+)/.exec(text)?.[1];
  if (note) files[note] = readFileSync(new URL(`${folder}/${note}`, root), "utf8");
  const requests = [{ seed: 20240708, first: 254, count: 3, holds: [] }];
  return { name: path, files, main: MAIN_FILE, scenarios: [], requests };
}

type Expected = { c: TextCase; hashes: string[] };

/** Cases with the hashes of Node's interpreter. */
const expected = (cases: TextCase[]): Expected[] => cases.map((c) => ({ c, hashes: playTexts(c, "interpreter") }));

const CASES = expected([
  ...SHIPPED.map(shipped),
  ...Array.from({ length: GENERATED }, (_, i) => generated(FIRST_SEED + i)).flat(),
]);

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
      const cases = engine === "kernel" ? CASES : CASES.slice(0, SHIPPED.length + GENERATED_PLAIN);
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
