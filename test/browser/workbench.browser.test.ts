// The workbench in a real Chromium: the paths that a person takes, and what must never happen on them. One browser and one server for
// all, each path in a profile of its own. Where no browser can be started the tests are left out with the line that says why.

import type { Browser } from "playwright-core";
import { afterAll, beforeEach, describe } from "vitest";
import { browserFor } from "./launch.ts";
import { access } from "./workbench/access.ts";
import { type Bench, openBench } from "./workbench/bench.ts";
import { mainPath } from "./workbench/main-path.ts";
import { safety } from "./workbench/safety.ts";
import { sharing } from "./workbench/sharing.ts";
import { tabs } from "./workbench/tabs.ts";

/** On a machine that does much else; idle, the longest takes some seconds. */
const TIMEOUT = 240_000;

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
  const setting = { browser: () => browser!, bench: () => bench! };
  mainPath(setting);
  sharing(setting);
  access(setting);
  tabs(setting);
  safety(setting);
});
