import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DARK, LIGHT } from "./palette.ts";

test("the page shows charts in the colours of their files", () => {
  const css = readFileSync(new URL("../../hosts/web/styles/tokens.css", import.meta.url), "utf8");
  const [light, dark] = css.split("@media (prefers-color-scheme: dark)");
  for (const [name, colour] of Object.entries(LIGHT)) expect(light, name).toContain(`--${name}: ${colour};`);
  for (const [name, colour] of Object.entries(DARK)) expect(dark, name).toContain(`--${name}: ${colour};`);
});
