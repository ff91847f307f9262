// The same bits in a worker thread of Node as in its own thread: what the pools of the command line rest on.

import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { afterAll, expect, it } from "vitest";
import { expectedCases } from "./cases.ts";
import type { EngineName } from "./play-texts.ts";

const TIMEOUT_MS = 240_000;

const CASES = expectedCases(20);
const worker = new Worker(new URL("thread.ts", import.meta.url));

it.for<EngineName>(["interpreter", "kernel"])(
  "a worker thread plays the %s with the bits of the main thread",
  { timeout: TIMEOUT_MS },
  async (engine) => {
    for (const { c, hashes } of CASES) {
      worker.postMessage({ c, engine });
      const [found] = (await once(worker, "message")) as [string[]];
      expect(found, c.name).toEqual(hashes);
    }
  },
);

afterAll(() => worker.terminate());
