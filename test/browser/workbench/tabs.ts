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

  it("takes a web page in, and has its drafts accepted, reworded and given back, without writing a file", async () => {
    const { page, wrong, close } = await openPage(browser(), bench().url);
    await settled(page);
    const path = join(bench().folder, "standoff.yaml");
    const onDisk = readFileSync(path, "utf8");
    await page.click("#tab-read");
    const html =
      "<html><body><script>owned=1</script><p>China ships grain to North Korea every month.</p><p>Officials say that the border has reopened, which Beijing denies.</p></body></html>";
    await page.setInputFiles(".take-text input[type=file]", {
      name: "page.html",
      mimeType: "text/html",
      buffer: Buffer.from(html),
    });
    const draft = page.locator(".pick", { hasText: "the border has reopened" });
    await draft.click();
    const drafts = (await page.textContent(".read-columns h3")) ?? "";
    expect(drafts).toMatch(/^\d drafts? by rules/);
    expect(await draft.textContent()).toContain("reported");
    const accept = page.getByRole("button", { name: "Accept into the model" });
    expect(await accept.isDisabled()).toBe(true);
    await page.getByLabel("Credence, 0 to 1").fill("0.6");
    await accept.click();
    const claim = page.locator(".pick:not(:has-text('line'))", { hasText: "border has reopened" });
    await claim.click();
    const card = page.locator(".claim-card");
    await card.getByLabel("In your own words").fill("The border is open");
    await card.getByRole("button", { name: "Reword" }).click();
    await page.waitForSelector(".pick:has-text('The border is open')", { timeout: PATIENCE });
    await card.getByLabel("Grade of page.html").selectOption("B2");
    await page.waitForFunction(() => document.querySelector<HTMLSelectElement>(".claim-card select")?.value === "B2");
    for (let i = 0; i < 3; i++) await page.click("text=Undo");
    // A person's own choice of words, in a text that is no source of the model yet
    await page.locator(".source-text").selectText();
    await page.dispatchEvent(".source-text", "mouseup");
    await page.click("text=Make a claim of the selected words");
    await page.waitForSelector(".cm-content >> text=new_claim", { timeout: PATIENCE });
    await page.click("text=Undo");
    await page.click("#tab-read");
    await page.waitForSelector(`text=${drafts}`, { timeout: PATIENCE });
    await page.locator(".read select").first().selectOption("matrix");
    await page.waitForSelector(".read table >> text=inconsistency", { timeout: PATIENCE });
    expect(readFileSync(path, "utf8")).toBe(onDisk);
    expect(await page.evaluate(() => "owned" in globalThis)).toBe(false);
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
