// The main path: the answer, a lever, undo, broken text, saving, following the folder.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { ask } from "../../../src/ensemble/ask.ts";
import { makeEngine } from "../../../src/ensemble/make-engine.ts";
import { playHere } from "../../../src/ensemble/play-here.ts";
import { readModel } from "../../../src/language/read-model.ts";
import { sayAnswer } from "../../../src/present/answers/say-answer.ts";
import { afterChange, difference, moveLever, openBench, openPage, PATIENCE, type Setting, settled } from "./bench.ts";

const picture = (page: Page) => page.$eval(".answer > .figure", (figure) => figure.outerHTML);

export function mainPath({ browser, bench }: Setting): void {
  it("opens on the answer of the command line", async () => {
    const { page, wrong, close } = await openPage(browser(), bench().url);
    const sentence = await settled(page);
    const read = (path: string) =>
      path === "standoff.yaml" ? readFileSync(join(bench().folder, path), "utf8") : undefined;
    const { model } = readModel("standoff.yaml", read);
    const [question] = model!.questions;
    const { answers } = await ask(model!, [question!], playHere(makeEngine), { seed: 1, runs: 10_000 });
    expect(sentence).toBe(sayAnswer(model!, answers[0]!));
    expect(await page.textContent(".answer .command code")).toBe("standoff ask model china --runs 10000");
    expect(wrong).toEqual([]);
    await close();
  });

  it("says another sentence when China looks further, with the difference; undo brings the same bytes back", async () => {
    const { page, wrong, close } = await openPage(browser(), bench().url);
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
    const { page, wrong, close } = await openPage(browser(), bench().url);
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
    const { page, close } = await openPage(browser(), own.url);
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
      /Saved standoff/.test(document.querySelector(".difference .notice")?.textContent ?? ""),
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

  it("offers three starts in an empty folder, and undo goes back to it", async () => {
    const own = await openBench(undefined);
    const { page, close } = await openPage(browser(), own.url);
    await page.click("text=A blank of 20 lines that already plays");
    expect(await settled(page)).toMatch(/%/);
    await page.click("#tab-model");
    await page.waitForSelector("text=Save 1 file");
    await close();
    await own.close();
  });
}
