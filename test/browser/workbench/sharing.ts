// What leaves the page: a link, and one HTML file.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parquetMetadata } from "hyparquet";
import { expect, it } from "vitest";
import { difference, moveLever, openPage, PATIENCE, type Setting, settled } from "./bench.ts";

export function sharing({ browser, bench }: Setting): void {
  it("shares a link that opens to the same numbers in a fresh profile", async () => {
    const { page, close } = await openPage(browser(), bench().url);
    await settled(page);
    const moved = await moveLever(page, "arms_shipments", ["Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft"]);
    const said = await difference(page);
    await page.getByRole("button", { name: "Share" }).click();
    const href = await page.getByLabel("Link").inputValue();
    expect(href).toMatch(/#1\./);
    await close();
    const other = await openPage(browser(), href);
    expect(await settled(other.page)).toBe(moved);
    expect(await difference(other.page)).toBe(said);
    expect(other.page.url()).not.toContain("#1");
    expect(other.wrong).toEqual([]);
    await other.close();
  });

  it("exports the futures as Parquet, played in the page", async () => {
    const { page, wrong, close } = await openPage(browser(), bench().url);
    await settled(page);
    await page.getByRole("button", { name: "Export" }).click();
    const [file] = await Promise.all([
      page.waitForEvent("download", { timeout: PATIENCE }),
      page.click("text=Parquet of"),
    ]);
    const bytes = readFileSync(await file.path());
    const metadata = parquetMetadata(Uint8Array.from(bytes).buffer);
    expect(Number(metadata.num_rows)).toBe(1_000 * 60);
    expect(metadata.key_value_metadata).toContainEqual({ key: "standoff.seed", value: "1" });
    expect(wrong).toEqual([]);
    await close();
  });

  it("saves one file that plays from file://, offline", async () => {
    const { page, close } = await openPage(browser(), bench().url);
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
    const file = await openPage(browser(), pathToFileURL(path).href, { offline: true });
    expect(await settled(file.page)).toBe(moved);
    await file.page.click("#tab-model");
    await file.page.waitForSelector(".cm-content", { timeout: PATIENCE });
    await file.page.click("#tab-map");
    await file.page.waitForSelector(".map-box .node", { timeout: PATIENCE });
    await file.page.click("#tab-game");
    await file.page.waitForSelector(".payoffs .holds", { timeout: PATIENCE });
    expect(file.wrong).toEqual([]);
    await file.close();
    rmSync(folder, { recursive: true });
  });
}
