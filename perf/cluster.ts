// What the queue costs, and what a second worker brings. For an idle machine: node perf/cluster.ts [runs]
// A real redis-server, workers of one thread as processes, the questions of six-party, counted where they are played as `ask` has them.
// CPU seconds are the processes' own, so that the overhead can be read on a busy machine as well; the speed-up cannot.

import { readFileSync } from "node:fs";
import { isPlain, talliesOf } from "../src/ensemble/ask.ts";
import { type Job, type Player, playCounted } from "../src/ensemble/jobs.ts";
import { takeAll } from "../src/ensemble/tally.ts";
import { addressOf } from "../src/surfaces/cluster/address.ts";
import { clusterPlayer } from "../src/surfaces/cluster/cluster-player.ts";
import { fromParcel, toParcel } from "../src/surfaces/cluster/parcel.ts";
import { asBlocks, asCounted, type Form, type Piece } from "../src/surfaces/cluster/piece.ts";
import { makeEngine } from "../src/surfaces/engine.ts";
import { workerPool } from "../src/surfaces/pool/pool.ts";
import { hire, modelNamed } from "../test/chaos/hands.ts";
import { freePort, RedisHere, redisServer } from "../test/chaos/redis.ts";

const runs = Number(process.argv[2] ?? 40_960);
const model = modelNamed("six-party");
const questions = model.questions.filter(isPlain);
const { recording, tallies: asked } = talliesOf(model, questions);
const countings = asked.flatMap((tally) => tally.countings);

/** User and system seconds of a process (Linux). */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function timed(player: Player, about: Pick<Job, "runs" | "seed">): Promise<number> {
  const began = performance.now();
  const { tallies } = talliesOf(model, questions);
  let played = 0;
  for await (const counted of playCounted(player, { model, recording, holds: [], first: 0, ...about }, countings)) {
    takeAll(tallies, counted);
    played += counted.count;
  }
  if (played !== about.runs) throw new Error(`${played} of ${about.runs} runs came`);
  return (performance.now() - began) / 1000;
}

async function throughQueue(workers: number): Promise<{ seconds: number; cpu: number }> {
  const redis = new RedisHere(redisServer()!, await freePort());
  await redis.start();
  const hands = await hire(redis.url, workers);
  const address = addressOf(redis.url, {});
  if ("says" in address) throw new Error(address.says);
  const player = await clusterPlayer({ address, say: console.error });
  await timed(player, { runs: 4096, seed: 2 });
  const pids = [...hands.map((h) => h.child.pid!), process.pid, redis.pid];
  const before = pids.map(cpuOf);
  const seconds = await timed(player, { runs, seed: 1 });
  const spent = pids.map((pid, k) => cpuOf(pid) - before[k]!);
  const cpu = spent.reduce((a, b) => a + b);
  console.log(`  CPU s of workers, client, Redis: ${spent.map((s) => s.toFixed(1)).join(", ")}`);
  await player.close();
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
function wayOf(name: string, form: Form<Piece>): void {
  const blocks = eight();
  const pieces = blocks.map(form.of);
  const pack = () => toParcel({ worker: "w", ms: 1, pieces });
  const bytes = pack();
  const unpack = () =>
    fromParcel(
      bytes,
      blocks.map(({ first, count }) => form.empty(first, count)),
    );
  const parts = [`made ${spent(() => blocks.map(form.of))}`, `packed ${spent(pack)}`, `unpacked ${spent(unpack)}`];
  console.log(`  as ${name}: ${parts.join(", ")}, ${Math.round(bytes.length / 8)} bytes`);
}

console.log(`one block of 256 runs, CPU ms: played ${spent(eight)}`);
wayOf("it is", asBlocks({ model, recording }));
wayOf("counted, the first runs with their courses", asCounted({ model, recording }, countings));
const later = countings.filter(({ kind }) => kind !== "course");
wayOf("counted, later runs", asCounted({ model, recording }, later));
const pool = workerPool({ workers: 1 });
await timed(pool, { runs: 4096, seed: 2 });
const before = cpuOf(process.pid);
const alone = await timed(pool, { runs, seed: 1 });
const cpu = cpuOf(process.pid) - before;
await pool.close();

const one = await throughQueue(1);
const two = await throughQueue(2);
const speed = (seconds: number) => `${Math.round(runs / seconds)} runs/s`;
console.log(`${runs} runs of six-party, its questions`);
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
