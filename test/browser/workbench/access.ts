// For everybody: axe-core on every tab and dialog, light and dark; the keyboard alone; the live region; narrow and wide pages.

import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { afterChange, moveLever, openBench, openPage, PATIENCE, type Setting, settled, tabsOf } from "./bench.ts";

const AXE = readFileSync(new URL("../../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
/** With it the copy has a Watch tab. */
const RECORD = "date,variable,value,sd,source\n2024-07,CHN.korea,patience,0.1,us\n2024-10,CHN.korea,embrace,0.1,us\n";
const ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What another colour scheme can change. */
const COLOURS = ["color-contrast", "link-in-text-block", "focus-order-semantics", "target-size"];

/** What axe-core finds against WCAG 2.2 AA, each with the elements. */
async function violations(page: Page, only: readonly string[]): Promise<string[]> {
  const results = await page.evaluate(
    (runOnly) =>
      (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({ runOnly }),
    [...only],
  );
  return results.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`);
}

async function inBoth(page: Page, where: string): Promise<string[]> {
  const light = await violations(page, ALL);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await violations(page, COLOURS);
  await page.emulateMedia({ colorScheme: "light" });
  return [...light.map((v) => `${where}: ${v}`), ...dark.map((v) => `${where}, dark: ${v}`)];
}

export function access({ browser, bench }: Setting): void {
  it("has nothing for axe-core to find on any tab or dialog, light or dark", async () => {
    const own = await openBench("two-states");
    writeFileSync(join(own.folder, "history.csv"), RECORD);
    appendFileSync(join(own.folder, "standoff.yaml"), "\nhistory: history.csv\n");
    const { page, wrong, close } = await openPage(browser(), own.url);
    await settled(page);
    await moveLever(page, "CHN.foresight", ["Shift+ArrowRight"]);
    // The page's policy lets no script in, so the tester's comes through the debugger
    await page.evaluate(AXE);
    const found: string[] = [];
    const tabs = await tabsOf(page);
    expect(tabs).toEqual(["time", "futures", "why", "map", "game", "watch", "seat", "model", "read", "compare"]);
    for (const tab of tabs) {
      await page.click(`#tab-${tab}`);
      await page.waitForSelector(
        "#tab-panel :is(figure, svg, .table-box table, .document, .runs, .editor, .begin, .source-text)",
        { timeout: PATIENCE },
      );
      found.push(...(await inBoth(page, tab)));
    }
    await page.click("#tab-read");
    await page.locator(".pick").first().click();
    found.push(...(await inBoth(page, "a claim")));
    await page.locator(".read select").first().selectOption("matrix");
    await page.waitForSelector(".read table", { timeout: PATIENCE });
    found.push(...(await inBoth(page, "claims against answers")));
    for (const [key, name] of [
      ["?", "Keys"],
      ["/", "Find"],
      ["e", "Export"],
    ] as const) {
      await page.locator("#answer").focus();
      await page.keyboard.press(key);
      await page.waitForSelector(`dialog[aria-label="${name}"]`);
      found.push(...(await inBoth(page, name)));
      await page.keyboard.press("Escape");
      await page.waitForSelector("dialog", { state: "detached" });
    }
    await page.getByRole("button", { name: "Share" }).click();
    await page.waitForSelector("dialog");
    found.push(...(await inBoth(page, "Share")));
    expect(found).toEqual([]);
    expect(wrong).toEqual([]);
    await close();
    await own.close();
  });

  it("goes its main way by keyboard alone", async () => {
    const { page, close } = await openPage(browser(), bench().url);
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

  it("speaks the settled sentence once, and is as wide as the window from 320 to 2560 px", async () => {
    const { page, close } = await openPage(browser(), bench().url);
    const sentence = await settled(page);
    await page.waitForFunction(
      (said) => document.querySelector("output[aria-live]")?.textContent?.includes(said),
      sentence,
    );
    const over: string[] = [];
    for (const width of [320, 640, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      for (const tab of await tabsOf(page)) {
        await page.click(`#tab-${tab}`);
        await page.waitForSelector("#tab-panel > *");
        const beyond = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (beyond > 0) over.push(`${tab} at ${width} px: ${beyond} px too wide`);
      }
    }
    expect(over).toEqual([]);
    await close();
  });

  it("has its levers come up from below on a phone, with the sentence still in view", async () => {
    const { page, close } = await openPage(browser(), bench().url, { width: 390, height: 800 });
    const first = await settled(page);
    expect(await page.locator(".levers").isVisible()).toBe(false);
    await page.getByRole("button", { name: "Levers" }).click();
    const moved = await moveLever(page, "CHN.foresight", ["Shift+ArrowRight", "Shift+ArrowRight"]);
    expect(moved).not.toBe(first);
    const boxes = await page.evaluate(() =>
      [".sentence", ".levers"]
        .map((at) => document.querySelector(at)!.getBoundingClientRect())
        .map((b) => [b.top, b.bottom]),
    );
    expect(boxes[0]![0]).toBeGreaterThanOrEqual(0);
    expect(boxes[0]![1]).toBeLessThanOrEqual(boxes[1]![0]!);
    await page.keyboard.press("Escape");
    expect(await page.locator(".levers").isVisible()).toBe(false);
    await close();
  });
}
