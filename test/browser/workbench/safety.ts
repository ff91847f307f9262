// What must never happen: a stranger's text becomes code or markup, a stranger's model holds the page up, a browser without workers.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { NEW_DOC } from "../../../src/hosts/web/state/doc.ts";
import { linkOf } from "../../../src/hosts/web/state/link.ts";
import { openBench, openPage, PATIENCE, type Setting, settled, tabsOf } from "./bench.ts";

const EVIL = '<img src=x onerror="globalThis.owned=1"><script>owned=1</script>';

/** Six who look 600 steps ahead at each of 5,000 steps: minutes for a single future. */
const endless = () => {
  const who = ["A", "B", "C", "D", "E", "F"];
  const each = (line: (id: string) => string) => who.map(line).join("\n");
  return `standoff: Endless
clock: { start: 2024-01, step: month, steps: 5000 }
actors:
${each((id) => `  ${id}: { name: ${id}, foresight: 600 }`)}
variables:
${each((id) => `  s${id}:\n    start: 1\n    next: s${id} * 0.99 + (${id}.p is o1) + (${id}.p is o2) * 2`)}
policies:
${each((id) => `  ${id}.p: { options: [o0, o1, o2, o3, o4, o5, o6, o7], start: o0, review: 1 }`)}
values:
${each((id) => `  ${id}:\n    all:\n      weight: 1\n      is: ${who.map((x) => `s${x}`).join(" + ")}`)}
questions:
  q: { ask: "What will A do?", about: A.p, at: 2030-01 }
`;
};

const shared = { title: EVIL, model: "", version: "0", question: "q", seed: 1, runs: 10_000, main: "standoff.yaml" };

export function safety({ browser, bench }: Setting): void {
  it("takes what a model says for text, never for markup", async () => {
    const own = await openBench("two-states");
    const path = join(own.folder, "standoff.yaml");
    const evil = '<img src=x onerror="globalThis.owned=1"><script>owned=1</script>';
    const text = readFileSync(path, "utf8")
      .replace("standoff: Two states and a bomb", `standoff: ${JSON.stringify(`T ${evil}`)}`)
      .replace("says: North Korea sells Russia shells on a large scale", `says: ${JSON.stringify(evil)}`)
      .replace('ask: "So, what will China do?"', `ask: ${JSON.stringify(evil)}`);
    writeFileSync(path, text);
    const { page, wrong, close } = await openPage(browser(), own.url);
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

  it("takes what a link says for text, and says what is wrong with it", async () => {
    const { page, wrong, close } = await openPage(browser(), bench().url);
    const pins = [{ name: EVIL, moved: { scenarios: [], set: { [EVIL]: EVIL }, hold: {} } }];
    const doc = { ...NEW_DOC, set: { [EVIL]: EVIL }, pins };
    for (const [hash, says] of [
      ["#9.abc", "another version"],
      ["#1.AAAA", "damaged"],
      ["#1.%%%", undefined],
      [linkOf({ ...shared, doc }), undefined],
    ] as const) {
      await page.goto("about:blank");
      await page.goto(`${bench().url}${hash}`);
      await page.waitForSelector(".sentence", { timeout: PATIENCE });
      if (says) expect(await page.textContent(".banner")).toContain(says);
      if (hash.length < 10) expect(await settled(page)).toMatch(/%/);
    }
    // A lever that does not exist is said; the other tabs still open
    await page.waitForSelector(".changed .amber", { timeout: PATIENCE });
    for (const tab of await tabsOf(page)) await page.click(`#tab-${tab}`);
    expect(await page.evaluate(() => [document.querySelectorAll("img").length, "owned" in globalThis])).toEqual([
      0,
      false,
    ]);
    expect(wrong).toEqual([]);
    await close();
  });

  it("answers while a stranger's model plays for ever, and can leave it", async () => {
    const own = await openBench("two-states");
    const path = join(own.folder, "standoff.yaml");
    const text = readFileSync(path, "utf8");
    const hostile = linkOf({ ...shared, doc: NEW_DOC, files: { "standoff.yaml": endless() } });
    const { page, wrong, close } = await openPage(browser(), `${own.url}${hostile}`);
    await page.waitForFunction(() => document.querySelector("h1")?.textContent === "Endless", undefined, {
      timeout: PATIENCE,
    });
    await page.click("#tab-model");
    await page.waitForSelector(".cm-content", { timeout: PATIENCE });
    await page.keyboard.press("Escape");
    // The folder's own model again, in the same page: workers that hang are ended
    writeFileSync(path, `${text}\n`);
    expect(await settled(page)).toMatch(/73 %/);
    await page.reload();
    expect(await settled(page)).toMatch(/73 %/);
    expect(wrong).toEqual([]);
    await close();
    await own.close();
  });

  it("plays on the page itself where there are no workers", async () => {
    const context = await browser().newContext();
    const page = await context.newPage();
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, "Worker", { value: undefined });
    });
    await page.goto(bench().url);
    expect(await settled(page)).toMatch(/73 %/);
    expect(await page.textContent(".answer")).toContain("starts no workers");
    await context.close();
  });
}
