// The workbench in a real Chromium: the paths that a person takes, and what must never happen on them.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { ask } from "../../src/ensemble/ask.ts";
import { playHere } from "../../src/ensemble/play-here.ts";
import { readModel } from "../../src/language/read-model.ts";
import { sayAnswer } from "../../src/report/say-answer.ts";
import { makeEngine } from "../../src/surfaces/engine.ts";
import { browserFor } from "./launch.ts";
import {
  afterChange,
  type Bench,
  difference,
  moveLever,
  openBench,
  openPage,
  PATIENCE,
  settled,
  tabsOf,
} from "./workbench.ts";

const TIMEOUT = 240_000;
const AXE = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** What axe-core finds against WCAG 2.2 AA, each with the elements. */
async function violations(page: Page): Promise<string[]> {
  // The page's policy lets no script in, so the tester's comes through the debugger
  await page.evaluate(AXE);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return results.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`);
}

const picture = (page: Page) => page.$eval(".answer > .figure", (figure) => figure.outerHTML);

describe("the workbench", { timeout: TIMEOUT }, () => {
  let browser: Browser | undefined;
  let bench: Bench | undefined;
  beforeEach(async ({ skip }) => {
    browser ??= await browserFor((line) => skip(line));
    bench ??= await openBench("two-states");
  }, TIMEOUT);
  afterAll(async () => {
    await browser?.close();
    await bench?.close();
  });

  it("opens on the answer of the command line", async () => {
    const { page, wrong, close } = await openPage(browser!, bench!.url);
    const sentence = await settled(page);
    const read = (path: string) =>
      path === "standoff.yaml" ? readFileSync(join(bench!.folder, path), "utf8") : undefined;
    const { model } = readModel("standoff.yaml", read);
    const [question] = model!.questions;
    const { answers } = await ask(model!, [question!], playHere(makeEngine), { seed: 1, runs: 10_000 });
    expect(sentence).toBe(sayAnswer(model!, answers[0]!));
    expect(await page.textContent(".answer .command code")).toBe("standoff ask model china --runs 10000");
    expect(wrong).toEqual([]);
    await close();
  });

  it("says another sentence when China looks further, with the difference; undo brings the same bytes back", async () => {
    const { page, wrong, close } = await openPage(browser!, bench!.url);
    const first = await settled(page);
    const drawn = await picture(page);
    const moved = await moveLever(page, "CHN.foresight", ["Shift+ArrowRight", "Shift+ArrowRight", "ArrowRight"]);
    expect(moved).not.toBe(first);
    expect(await difference(page)).toMatch(/pt \([-+]?[\d.]+ to [-+]?[\d.]+\)/);
    expect(await page.textContent(".changed")).toContain("CHN.foresight 3 to 18 →");
    expect(await page.textContent(".answer .command code")).toMatch(/--set CHN\.foresight=\d+ /);
    await page.locator("#answer").focus();
    await page.keyboard.press("z");
    expect(await afterChange(page)).toBe(first);
    expect(await picture(page)).toBe(drawn);
    await page.keyboard.press("Shift+Z");
    expect(await afterChange(page)).toBe(moved);
    // kept over a reload, with its history
    await page.reload();
    expect(await settled(page)).toBe(moved);
    await page.click("text=Undo");
    expect(await afterChange(page)).toBe(first);
    expect(wrong).toEqual([]);
    await close();
  });

  it("keeps the last good answer while the text is broken, and lists all that is wrong", async () => {
    const { page, wrong, close } = await openPage(browser!, bench!.url);
    const first = await settled(page);
    await page.click("#tab-model");
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("nonsense: 1\nmore_nonsense: 2\n");
    await page.waitForSelector(".problems .error", { timeout: PATIENCE });
    await page.waitForFunction(() => document.querySelectorAll(".problems .error").length >= 2, undefined, {
      timeout: PATIENCE,
    });
    expect(await page.textContent(".answer .sentence")).toBe(first);
    expect(await page.textContent(".answer .amber")).toContain("last good answer, of the model before standoff.yaml:1");
    expect(await page.locator(".problems .error").allTextContents()).toHaveLength(2);
    await page.click("text=Back to the files");
    await page.waitForSelector(".answer .amber", { state: "detached", timeout: PATIENCE });
    expect(await afterChange(page)).toBe(first);
    expect(wrong).toEqual([]);
    await close();
  });

  it("saves edits only when asked, and follows the folder", async () => {
    const own = await openBench("two-states");
    const { page, close } = await openPage(browser!, own.url);
    await settled(page);
    const path = join(own.folder, "standoff.yaml");
    const was = readFileSync(path, "utf8");
    await page.click("#tab-model");
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("# written on the page\n");
    await page.waitForSelector("text=Save 1 file");
    expect(readFileSync(path, "utf8")).toBe(was);
    await page.click("text=Save 1 file");
    await page.waitForFunction(() =>
      /Saved standoff/.test(document.querySelector(".difference .keys")?.textContent ?? ""),
    );
    expect(readFileSync(path, "utf8")).toBe(`# written on the page\n${was}`);
    writeFileSync(path, was.replace("standoff: Two states and a bomb", "standoff: Two states, changed elsewhere"));
    await page.waitForFunction(
      () => /changed elsewhere/.test(document.querySelector("h1")?.textContent ?? ""),
      undefined,
      { timeout: PATIENCE },
    );
    await close();
    await own.close();
  });

  it("shares a link that opens to the same numbers in a fresh profile", async () => {
    const { page, close } = await openPage(browser!, bench!.url);
    await settled(page);
    const moved = await moveLever(page, "arms_shipments", ["Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft"]);
    const said = await difference(page);
    await page.getByRole("button", { name: "Share" }).click();
    const href = await page.getByLabel("Link").inputValue();
    expect(href).toMatch(/#1\./);
    await close();
    const other = await openPage(browser!, href);
    expect(await settled(other.page)).toBe(moved);
    expect(await difference(other.page)).toBe(said);
    expect(other.page.url()).not.toContain("#1");
    expect(other.wrong).toEqual([]);
    await other.close();
  });

  it("says what is wrong with a link of another version, or a broken one, and plays the model as it is", async () => {
    for (const [hash, says] of [
      ["#9.abc", "another version"],
      ["#1.%%%", ""],
      ["#1.AAAA", "damaged"],
    ] as const) {
      const { page, close } = await openPage(browser!, `${bench!.url}${hash}`);
      await settled(page);
      if (says !== "") expect(await page.textContent(".banner")).toContain(says);
      expect(await page.textContent(".difference")).toContain("The model as it is");
      await close();
    }
  });

  it("saves one file that plays from file://, offline", async () => {
    const { page, close } = await openPage(browser!, bench!.url);
    await settled(page);
    const moved = await moveLever(page, "CHN.foresight", ["Shift+ArrowRight", "Shift+ArrowRight"]);
    await page.getByRole("button", { name: "Share" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=Save as one HTML file")]);
    const folder = mkdtempSync(join(tmpdir(), "standoff-file-"));
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    await close();
    const text = readFileSync(path, "utf8");
    expect(text).not.toContain("by the shipload");
    const file = await openPage(browser!, pathToFileURL(path).href, { offline: true });
    expect(await settled(file.page)).toBe(moved);
    await file.page.click("#tab-model");
    await file.page.waitForSelector(".cm-content", { timeout: PATIENCE });
    await file.page.click("#tab-map");
    await file.page.waitForSelector(".map-box .node", { timeout: PATIENCE });
    expect(file.wrong).toEqual([]);
    await file.close();
    rmSync(folder, { recursive: true });
  });

  it.each(["light", "dark"] as const)("has nothing for axe-core to find on any tab, %s", async (colorScheme) => {
    const { page, wrong, close } = await openPage(browser!, bench!.url, { colorScheme });
    await settled(page);
    await moveLever(page, "CHN.foresight", ["Shift+ArrowRight"]);
    const found: string[] = [];
    const tabs = await tabsOf(page);
    expect(tabs).toEqual(["time", "futures", "why", "map", "seat", "model", "read", "compare"]);
    for (const tab of tabs) {
      await page.click(`#tab-${tab}`);
      await page.waitForSelector("#tab-panel :is(figure, svg, table, .runs, .editor, fieldset, .source-text)", {
        timeout: PATIENCE,
      });
      found.push(...(await violations(page)).map((v) => `${tab}: ${v}`));
    }
    for (const [key, name] of [
      ["?", "Keys"],
      ["/", "Find"],
      ["e", "Export"],
    ] as const) {
      await page.locator("#answer").focus();
      await page.keyboard.press(key);
      await page.waitForSelector(`dialog[aria-label="${name}"]`);
      found.push(...(await violations(page)).map((v) => `${name}: ${v}`));
      await page.keyboard.press("Escape");
      await page.waitForSelector("dialog", { state: "detached" });
    }
    expect(found).toEqual([]);
    expect(wrong).toEqual([]);
    await close();
  });

  it("goes its main way by keyboard alone", async () => {
    const { page, close } = await openPage(browser!, bench!.url);
    const first = await settled(page);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("To the answer");
    await page.keyboard.press("/");
    await page.waitForSelector("dialog input");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    await page.keyboard.press("/");
    await page.waitForSelector("dialog input");
    await page.keyboard.type("CHN.foresight");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "lever CHN.foresight");
    for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowRight");
    const moved = await afterChange(page);
    expect(moved).not.toBe(first);
    await page.keyboard.press("Home");
    expect(await afterChange(page)).toBe(first);
    await page.keyboard.press("z");
    expect(await afterChange(page)).toBe(moved);
    await page.keyboard.press("c");
    await page.waitForSelector("#tab-compare[aria-selected=true]");
    await page.waitForFunction(() => document.querySelectorAll(".compare tbody tr").length > 3, undefined, {
      timeout: PATIENCE,
    });
    await page.keyboard.press("1");
    await page.waitForSelector("#tab-time[aria-selected=true]");
    await page.keyboard.press("t");
    await page.waitForSelector(".over-time table");
    await page.keyboard.press("g");
    await page.keyboard.press("b");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("because");
    await close();
  });

  it("speaks the settled sentence once", async () => {
    const { page, close } = await openPage(browser!, bench!.url);
    const sentence = await settled(page);
    await page.waitForFunction(
      (said) => document.querySelector("output[aria-live]")?.textContent?.includes(said),
      sentence,
    );
    await close();
  });

  it.each([320, 640, 2560])("fits %d px", async (width) => {
    const { page, close } = await openPage(browser!, bench!.url, { width });
    await settled(page);
    for (const tab of await tabsOf(page)) {
      await page.click(`#tab-${tab}`);
      await page.waitForTimeout(300);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect({ tab, over }).toEqual({ tab, over: 0 });
    }
    await close();
  });

  it("takes what a model says for text, never for markup", async () => {
    const own = await openBench("two-states");
    const path = join(own.folder, "standoff.yaml");
    const evil = '<img src=x onerror="globalThis.owned=1"><script>owned=1</script>';
    const text = readFileSync(path, "utf8")
      .replace("standoff: Two states and a bomb", `standoff: ${JSON.stringify(`T ${evil}`)}`)
      .replace("says: North Korea sells Russia shells on a large scale", `says: ${JSON.stringify(evil)}`)
      .replace('ask: "So, what will China do?"', `ask: ${JSON.stringify(evil)}`);
    writeFileSync(path, text);
    const { page, wrong, close } = await openPage(browser!, own.url);
    await settled(page);
    for (const tab of await tabsOf(page)) await page.click(`#tab-${tab}`);
    expect(await page.textContent("h1")).toBe(`T ${evil}`);
    expect(await page.evaluate(() => [document.querySelectorAll("img").length, "owned" in globalThis])).toEqual([
      0,
      false,
    ]);
    expect(wrong).toEqual([]);
    await close();
    await own.close();
  });

  it("offers three starts in an empty folder, and undo goes back to it", async () => {
    const own = await openBench(undefined);
    const { page, close } = await openPage(browser!, own.url);
    await page.click("text=A blank of 20 lines that already plays");
    expect(await settled(page)).toMatch(/%/);
    await page.click("#tab-model");
    await page.waitForSelector("text=Save 1 file");
    await close();
    await own.close();
  });

  it("lets someone play China to the end", async () => {
    const { page, close } = await openPage(browser!, bench!.url);
    await settled(page);
    await page.click("#tab-seat");
    await page.locator(".begin").getByLabel("China").check();
    await page.click("text=Sit down");
    for (let i = 0; i < 20; i++) {
      await page.locator(".seat:not(.old) .due .options button:not(:disabled)").first().click({ timeout: PATIENCE });
    }
    await page.waitForSelector("text=The game is over", { timeout: PATIENCE });
    expect(await page.locator(".end tbody tr").count()).toBe(20);
    await close();
  });

  it("plays on the page itself where there are no workers", async () => {
    const context = await browser!.newContext();
    const page = await context.newPage();
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, "Worker", { value: undefined });
    });
    await page.goto(bench!.url);
    expect(await settled(page)).toMatch(/73 %/);
    expect(await page.textContent(".answer")).toContain("starts no workers");
    await context.close();
  });

  it("opens 50 models one after the other without growing", async () => {
    const own = await openBench("two-states");
    const { page, close } = await openPage(browser!, own.url);
    await settled(page);
    const path = join(own.folder, "standoff.yaml");
    const text = readFileSync(path, "utf8");
    const session = await page.context().newCDPSession(page);
    const heap = async () => {
      await session.send("HeapProfiler.collectGarbage");
      const { usedSize } = await session.send("Runtime.getHeapUsage");
      return usedSize / 1e6;
    };
    const openOne = async (i: number) => {
      writeFileSync(path, text.replace("standoff: Two states and a bomb", `standoff: Model ${i}`));
      await page.waitForFunction((title) => document.querySelector("h1")?.textContent === title, `Model ${i}`, {
        timeout: PATIENCE,
      });
    };
    for (let i = 0; i < 10; i++) await openOne(i);
    const before = await heap();
    const workers = page.workers().length;
    for (let i = 10; i < 60; i++) await openOne(i);
    const after = await heap();
    expect(after - before).toBeLessThan(8);
    expect(page.workers().length).toBe(workers);
    await close();
    await own.close();
  });
});
