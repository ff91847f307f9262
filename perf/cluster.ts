// What the queue costs, and what a second worker brings. For an idle machine: node perf/cluster.ts [runs]
// A real redis-server, workers of one thread as processes, the questions of six-party. CPU seconds are the processes' own, so that the
// overhead can be read on a busy machine as well; the speed-up cannot.

import { readFileSync } from "node:fs";
import { isPlain, talliesOf } from "../src/ensemble/ask.ts";
import type { Player } from "../src/ensemble/jobs.ts";
import { addressOf } from "../src/surfaces/cluster/address.ts";
import { clusterPlayer } from "../src/surfaces/cluster/cluster-player.ts";
import { fromParcel, toParcel } from "../src/surfaces/cluster/parcel.ts";
import { makeEngine } from "../src/surfaces/engine.ts";
import { workerPool } from "../src/surfaces/pool/pool.ts";
import { hire, modelNamed } from "../test/chaos/hands.ts";
import { freePort, RedisHere, redisServer } from "../test/chaos/redis.ts";

const runs = Number(process.argv[2] ?? 40_960);
const model = modelNamed("six-party");
const { recording } = talliesOf(model, model.questions.filter(isPlain));

/** User and system seconds of a process (Linux). */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function timed(player: Player, first: number): Promise<number> {
  const began = performance.now();
  let played = 0;
  for await (const block of player.play({ model, recording, seed: 1, holds: [], first, runs })) played += block.count;
  if (played !== runs) throw new Error(`${played} of ${runs} runs came`);
  return (performance.now() - began) / 1000;
}

/** The same runs are asked for once only: an answer that is still there would cost nothing. */
async function throughQueue(workers: number, first: number): Promise<{ seconds: number; cpu: number }> {
  const redis = new RedisHere(redisServer()!, await freePort());
  await redis.start();
  const hands = await hire(redis.url, workers);
  const address = addressOf(redis.url, {});
  if ("says" in address) throw new Error(address.says);
  const player = await clusterPlayer({ address, say: console.error });
  await timed({ ...player, play: (job) => player.play({ ...job, runs: 4096, seed: 2 }) }, 0).catch(() => undefined);
  const pids = [...hands.map((h) => h.child.pid!), process.pid, redis.pid];
  const before = pids.map(cpuOf);
  const seconds = await timed(player, first);
  const spent = pids.map((pid, k) => cpuOf(pid) - before[k]!);
  const cpu = spent.reduce((a, b) => a + b);
  console.log(`  CPU s of workers, client, Redis: ${spent.map((s) => s.toFixed(1)).join(", ")}`);
  await player.close();
  await Promise.all(hands.map((h) => h.end("SIGKILL")));
  await redis.close();
  return { seconds, cpu };
}

/** Processor milliseconds of one block: played, packed by a worker, unpacked and counted by a client. */
function partsOfABlock(): Record<string, number> {
  const engine = makeEngine(model, recording);
  const { tallies } = talliesOf(model, model.questions.filter(isPlain));
  const range = (k: number) => ({ seed: 3, first: 256 * k, count: 256, holds: [] });
  const asked = { model, recording, first: 0, count: 2048 };
  const spent = (what: () => unknown) => {
    const { user, system } = process.cpuUsage();
    what();
    const after = process.cpuUsage({ user, system });
    return (after.user + after.system) / 1000 / 8;
  };
  const eight = () => Array.from({ length: 8 }, (_, k) => engine.play(range(k)));
  const blocks = eight();
  const bytes = toParcel({ worker: "w", ms: 1, blocks });
  const count = () => {
    for (const block of blocks) for (const tally of tallies) tally.add(block);
  };
  for (let warm = 0; warm < 5; warm++) {
    fromParcel(toParcel({ worker: "w", ms: 1, blocks }), asked);
    count();
  }
  return {
    played: spent(eight),
    packed: spent(() => toParcel({ worker: "w", ms: 1, blocks })),
    unpacked: spent(() => fromParcel(bytes, asked)),
    counted: spent(count),
    bytes: bytes.length / 8,
  };
}

const parts = Object.entries(partsOfABlock()).map(([name, n]) => `${name} ${n.toFixed(1)}`);
console.log(`one block of 256 runs, CPU ms and bytes: ${parts.join(", ")}`);
const pool = workerPool({ workers: 1 });
await timed({ ...pool, play: (job) => pool.play({ ...job, runs: 1024 }) }, 0).catch(() => undefined);
const before = cpuOf(process.pid);
const alone = await timed(pool, 0);
const cpu = cpuOf(process.pid) - before;
await pool.close();

const one = await throughQueue(1, 0);
const two = await throughQueue(2, 0);
const speed = (seconds: number) => `${Math.round(runs / seconds)} runs/s`;
console.log(`${runs} runs of six-party, its questions recorded`);
console.log(`one thread, no queue      ${alone.toFixed(1)} s  ${speed(alone)}  ${cpu.toFixed(1)} CPU s`);
console.log(
  `one worker, queue         ${one.seconds.toFixed(1)} s  ${speed(one.seconds)}  ${one.cpu.toFixed(1)} CPU s, all processes`,
);
console.log(
  `two workers, queue        ${two.seconds.toFixed(1)} s  ${speed(two.seconds)}  ${two.cpu.toFixed(1)} CPU s, all processes`,
);
console.log(`two against one           ${(one.seconds / two.seconds).toFixed(2)} x`);
console.log(
  `queue's share of the CPU  ${((one.cpu / cpu - 1) * 100).toFixed(1)} % (one), ${((two.cpu / cpu - 1) * 100).toFixed(1)} % (two)`,
);
process.exit(0);
