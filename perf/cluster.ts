// What the queue costs, and what a second worker brings. For an idle machine: node perf/cluster.ts [runs]
// A real redis-server, workers of one thread as processes, the questions of six-party, counted where they are played as `ask` has them.
// CPU seconds are the threads' own, and all that is not playing is set against the playing, so that the queue's share can be read on a
// busy machine as well; the speed-up cannot.

import { readdirSync, readFileSync } from "node:fs";
import type { Block } from "../src/engine/interpreter/engine.ts";
import { isPlain, talliesOf } from "../src/ensemble/ask.ts";
import { type Counting, countBlock } from "../src/ensemble/counting.ts";
import { type Executor, type Job, playCounted } from "../src/ensemble/jobs.ts";
import { makeEngine } from "../src/ensemble/make-engine.ts";
import { takeAll } from "../src/ensemble/tally.ts";
import { addressOf } from "../src/hosts/cluster/address.ts";
import { fromBatch, toBatch } from "../src/hosts/cluster/batch.ts";
import { clusterExecutor } from "../src/hosts/cluster/cluster-executor.ts";
import { asBlocks, asCounted, type Form, type Piece } from "../src/hosts/cluster/piece.ts";
import { workerPool } from "../src/hosts/pool/pool.ts";
import { modelNamed, WorkerHere } from "../test/chaos/hands.ts";
import { freePort, RedisHere, redisServer } from "../test/chaos/redis.ts";

/** As `work` has it by itself; tests have less. */
const LEASE_S = 10;
const runs = Number(process.argv[2] ?? 40_960);
const model = modelNamed("six-party");
const questions = model.questions.filter(isPlain);
const { recording, tallies: asked } = talliesOf(model, questions);
const countings = asked.flatMap((tally) => tally.countings);

type Cpu = { playing: number; beside: number };

/** User and system seconds of the threads of processes (Linux): of those that play, and of all others. */
function cpuOf(pids: readonly number[], executors: readonly number[] = pids): Cpu {
  const cpu: Cpu = { playing: 0, beside: 0 };
  for (const pid of pids) {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const [, name, rest] = /\((.*)\) (.*)/.exec(readFileSync(`/proc/${pid}/task/${thread}/stat`, "utf8"))!;
      const fields = rest!.split(" ");
      const kind = executors.includes(pid) && name === "WorkerThread" ? "playing" : "beside";
      cpu[kind] += (Number(fields[11]) + Number(fields[12])) / 100;
    }
  }
  return cpu;
}

const less = (now: Cpu, before: Cpu): Cpu => ({
  playing: now.playing - before.playing,
  beside: now.beside - before.beside,
});
const shareBeside = ({ playing, beside }: Cpu) => (100 * beside) / playing;

async function timed(executor: Executor, about: Pick<Job, "runs" | "seed">): Promise<number> {
  const began = performance.now();
  const { tallies } = talliesOf(model, questions);
  let played = 0;
  for await (const counted of playCounted(executor, { model, recording, holds: [], first: 0, ...about }, countings)) {
    takeAll(tallies, counted);
    played += counted.count;
  }
  if (played !== about.runs) throw new Error(`${played} of ${about.runs} runs came`);
  return (performance.now() - began) / 1000;
}

async function throughQueue(workers: number): Promise<{ seconds: number; cpu: Cpu }> {
  const redis = new RedisHere(redisServer()!, await freePort());
  await redis.start();
  const hands = Array.from({ length: workers }, () => new WorkerHere(redis.url, "honest", LEASE_S));
  await Promise.all(hands.map((hand) => hand.ready()));
  const address = addressOf(redis.url, {});
  if ("says" in address) throw new Error(address.says);
  const executor = await clusterExecutor({ address, say: console.error });
  await timed(executor, { runs: 4096, seed: 2 });
  const workersPids = hands.map((h) => h.child.pid!);
  const pids = [...workersPids, process.pid, redis.pid];
  const before = cpuOf(pids, workersPids);
  const seconds = await timed(executor, { runs, seed: 1 });
  const cpu = less(cpuOf(pids, workersPids), before);
  await executor.close();
  await Promise.all(hands.map((h) => h.end("SIGKILL")));
  await redis.close();
  return { seconds, cpu };
}

const engine = makeEngine(model, recording);
const eight = () =>
  Array.from({ length: 8 }, (_, k) => engine.play({ seed: 3, first: 256 * k, count: 256, holds: [] }));

/** Processor milliseconds a block, warm. */
function spent(what: () => unknown): string {
  for (let warm = 0; warm < 5; warm++) what();
  const before = process.cpuUsage();
  what();
  const { user, system } = process.cpuUsage(before);
  return ((user + system) / 1000 / 8).toFixed(2);
}

/** What a block costs on its way: made, packed by a worker, unpacked by a client. */
function wayOf(name: string, form: Form<Piece>, of: (block: Block) => Piece): void {
  const blocks = eight();
  const pieces = blocks.map(of);
  const pack = () => toBatch({ worker: "w", ms: 1, pieces });
  const bytes = pack();
  const unpack = () =>
    fromBatch(
      bytes,
      blocks.map(({ first, count }) => form.empty(first, count)),
    );
  const parts = [`made ${spent(() => blocks.map(of))}`, `packed ${spent(pack)}`, `unpacked ${spent(unpack)}`];
  console.log(`  as ${name}: ${parts.join(", ")}, ${Math.round(bytes.length / 8)} bytes`);
}

console.log(`one block of 256 runs, CPU ms: played ${spent(eight)}`);
wayOf("it is", asBlocks({ model, recording }), (block) => block);
const wayOfCounted = (name: string, of: readonly Counting[]) =>
  wayOf(name, asCounted({ model, recording }, of), (block) => countBlock(block, of));
wayOfCounted("counted, the first runs with their courses", countings);
wayOfCounted(
  "counted, later runs",
  countings.filter(({ kind }) => kind !== "course"),
);
const pool = workerPool({ workers: 1 });
await timed(pool, { runs: 4096, seed: 2 });
const before = cpuOf([process.pid]);
const alone = { seconds: await timed(pool, { runs, seed: 1 }), cpu: less(cpuOf([process.pid]), before) };
await pool.close();

const one = await throughQueue(1);
const two = await throughQueue(2);
console.log(`${runs} runs of six-party, its questions`);
for (const [name, { seconds, cpu }] of [
  ["one thread, no queue", alone],
  ["one worker, queue", one],
  ["two workers, queue", two],
] as const) {
  const parts = `CPU s: ${cpu.playing.toFixed(2)} playing, ${cpu.beside.toFixed(2)} beside it (${shareBeside(cpu).toFixed(1)} %)`;
  console.log(`${name.padEnd(22)} ${seconds.toFixed(1)} s  ${Math.round(runs / seconds)} runs/s  ${parts}`);
}
console.log(`two against one        ${(one.seconds / two.seconds).toFixed(2)} x`);
const overhead = (queue: Cpu) => (shareBeside(queue) - shareBeside(alone.cpu)).toFixed(1);
console.log(`the queue's share      ${overhead(one.cpu)} % of the playing (one worker), ${overhead(two.cpu)} % (two)`);
process.exit(0);
