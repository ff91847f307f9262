// Tabs that do something: a seat at the table, the game, futures; and 50 models one after the other.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openBench, openPage, PATIENCE, type Setting, settled } from "./bench.ts";

export function tabs({ browser, bench }: Setting): void {
  it("lets someone play China to the end", async () => {
    const { page, close } = await openPage(browser(), bench().url);
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

  it("plays the game of two who commit, says why a state does not hold, and can be stopped", async () => {
    const { page, wrong, close } = await openPage(browser(), bench().url);
    await settled(page);
    await page.click("#tab-game");
    await page.waitForSelector(".payoffs .holds", { timeout: PATIENCE });
    expect(await page.locator(".payoffs .holds").count()).toBe(1);
    expect(await page.textContent(".game .document")).toContain(
      "China holds patience and North Korea holds build: an equilibrium",
    );
    await page.click("text=more that hold by nothing");
    await page.locator(".states button").nth(1).click();
    await page.waitForSelector("text=would leave by SEQ", { timeout: PATIENCE });
    await page.click("text=Make this state hold");
    expect(await page.textContent(".one-state > .reasons")).toMatch(/likes .* (no better than|as well as)/);
    await page.getByLabel("futures a profile").selectOption("2,048");
    await page.getByRole("button", { name: "stop" }).click();
    await page.getByRole("button", { name: "Play it" }).click();
    await page.waitForSelector("text=2,048 futures a profile", { timeout: PATIENCE });
    expect(wrong).toEqual([]);
    await close();
  });

  it("opens 50 models one after the other without growing", async () => {
    const own = await openBench("two-states");
    const { page, close } = await openPage(browser(), own.url);
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
}
