// The same bytes on this thread and in any number of workers, a run alone or in a block; what ends early ends cleanly.

import { Worker } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { shippedModel } from "../../../test/read-shipped.ts";
import type { Block } from "../../engine/interpreter/engine.ts";
import type { Executor, Job } from "../../ensemble/jobs.ts";
import { makeEngine } from "../../ensemble/make-engine.ts";
import { playHere } from "../../ensemble/play-here.ts";
import { type Pool, workerPool } from "./pool.ts";
import { Hand, WorkerFailed } from "./worker-pool.ts";

const model = shippedModel("two-states");
const arsenal = { kind: "cell", slot: 0 } as const;
const recording = { policies: [0, 1], series: [arsenal], constants: [0, 1], explained: [], finals: [] };
const job = (runs: number): Job => ({ model, recording, seed: 9, holds: [], first: 0, runs });

const open: Pool[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()));
});
const poolOf = (workers: number, more: Partial<Parameters<typeof workerPool>[0]> = {}) => {
  const pool = workerPool({ workers, ...more });
  open.push(pool);
  return pool;
};

async function all(executor: Executor, of: Job): Promise<Block[]> {
  const blocks: Block[] = [];
  for await (const block of executor.play(of)) blocks.push(block);
  return blocks;
}

test("one, two and three workers give what this thread gives, block for block", async () => {
  const here = await all(playHere(makeEngine), job(900));
  expect(here.map((b) => b.first)).toEqual([0, 256, 512, 768]);
  expect(await all(poolOf(1), job(900))).toEqual(here);
  expect(await all(poolOf(2), job(900))).toEqual(here);
  expect(await all(poolOf(3), job(900))).toEqual(here);
});

test("a run alone is the same run in its block", async () => {
  const [, second] = await all(poolOf(1), job(512));
  const alone = makeEngine(model, recording).play({ seed: 9, first: 300, count: 1, holds: [] });
  const at = 300 - 256;
  for (let step = 0; step < alone.steps; step++) {
    expect(alone.series[step]).toBe(second!.series[step * 256 + at]);
    expect(alone.options[step]).toBe(second!.options[step * 256 + at]);
  }
});

test("workers stay warm: a second job, and another recording, on the same threads", async () => {
  const pool = poolOf(2);
  const first = await all(pool, job(512));
  expect(await all(pool, job(512))).toEqual(first);
  const other = { ...job(256), recording: { ...recording, series: [] } };
  expect((await all(pool, other))[0]!.series).toHaveLength(0);
});

test("leaving the loop ends the job, and the pool plays on", async () => {
  const pool = poolOf(2);
  for await (const block of pool.play(job(100_000))) if (block.first >= 256) break;
  expect(await all(pool, job(256))).toHaveLength(1);
});

test("aborting ends the job without waiting for what is being played", async () => {
  const abort = new AbortController();
  const seen: number[] = [];
  for await (const block of poolOf(1, { signal: abort.signal }).play(job(100_000))) {
    seen.push(block.first);
    if (seen.length === 2) abort.abort();
  }
  expect(seen).toEqual([0, 256]);
});

test("a worker that dies is one sentence, not a hang", async () => {
  const dying = () => new Hand(() => new Worker("process.exit(7)", { eval: true }));
  await expect(all(poolOf(1, { makeHand: dying }), job(256))).rejects.toThrow(
    "a worker thread stopped: it ended with code 7",
  );
  const throwing = () => new Hand(() => new Worker("throw new Error('no memory')", { eval: true }));
  await expect(all(poolOf(1, { makeHand: throwing }), job(256))).rejects.toThrow(WorkerFailed);
});
