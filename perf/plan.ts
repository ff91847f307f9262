// `npm run plan`: the scheduler on paper, for machines that we do not have. In: block times and sizes as measured, failure rates, the rules
// of src/hosts/cluster (lots of a second, a window of three a thread, a lease of ten seconds). Out: for 1 to 1,000 workers the
// efficiency, what waits for stragglers, operations and bytes of Redis a second, and what is the bound.
// Luck is Philox's, so the table is the same each time.

import { uniform } from "../src/statistics/philox.ts";

/** Measured with perf/cluster.ts on the machine that perf/cluster.md names. */
const MEASURED = {
  blockMs: 100,
  /** Spread of block times: standard deviation as a share of the mean, within a machine and between machines. */
  spread: 0.1,
  machines: 0.15,
  /** As it is counted, after the first 16,384 runs. */
  blockBytes: 12_500,
  /** Redis commands for one lot: client 6 (get, model, add, get, expire, event), worker 7 (take, exists, set, locks, done). */
  operations: 13,
  /** What the client's one thread spends on a block, and the worker beside the playing. */
  clientMsABlock: 1.2,
  workerMsABlock: 1.2,
  /** One lot's way through the queue. */
  queueMs: 4,
};
/** One worker dies in so many seconds of work: worse than spot machines are. */
const LIFE_S = 600;
const LEASE_S = 10;
const NETWORK_BYTES = 1.1e9;
const REDIS_OPERATIONS = 80_000;
const AHEAD = 3;
const AHEAD_BYTES = 256e6;
const BLOCK = 256;
const RUNS = 10_000_000;

type Lot = { blocks: number; done: number };

function cut(blocks: number, workers: number): number[] {
  const second = 2 ** Math.round(Math.log2(1000 / MEASURED.blockMs));
  const sizes: number[] = [];
  for (let left = blocks; left > 0; left -= sizes.at(-1)!) {
    sizes.push(Math.min(second, 2 ** Math.floor(Math.log2(Math.max(1, left / (2 * workers))))));
  }
  return sizes;
}

/** About normal, from twelve uniforms. */
function normal(run: number, place: number): number {
  let sum = -6;
  for (let k = 0; k < 12; k++) sum += uniform(1, run, 7, place, k);
  return sum;
}

function simulate(workers: number): { seconds: number; busy: number; lost: number; lots: number; tail: number } {
  const sizes = cut(Math.ceil(RUNS / BLOCK), workers);
  const free = new Float64Array(workers);
  const drawn = Float64Array.from(free, (_, w) => Math.max(0.5, 1 + MEASURED.machines * normal(w, 1)));
  // Together they are as quick as so many of the measured machine
  const even = drawn.reduce((sum, s) => sum + 1 / s, 0) / workers;
  const speed = drawn.map((s) => s * even);
  const most = AHEAD * workers + 1;
  const kept = Math.floor(AHEAD_BYTES / (sizes[0]! * MEASURED.blockBytes));
  /** When those that are in the queue or played will be done, ascending. */
  const underWay: number[] = [];
  const lots: Lot[] = [];
  let [busy, lost, taken, clientFree] = [0, 0, 0, 0];
  for (const [k, blocks] of sizes.entries()) {
    // A lot is asked for when one under way is back, and when what is kept has room: lots are taken in order, each after the last
    let asked = underWay.length === most ? underWay.shift()! : 0;
    for (; taken <= k - kept; taken++) {
      const { done, blocks: n } = lots[taken]!;
      clientFree = Math.max(clientFree, done) + (n * MEASURED.clientMsABlock) / 1000;
      asked = Math.max(asked, clientFree);
    }
    let w = 0;
    for (let i = 1; i < workers; i++) if (Math.max(free[i]!, asked) < Math.max(free[w]!, asked)) w = i;
    const start = Math.max(free[w]!, asked) + MEASURED.queueMs / 1000;
    const noise = Math.max(0.5, 1 + MEASURED.spread * normal(k, 2));
    const work = (blocks * (MEASURED.blockMs + MEASURED.workerMsABlock) * noise * speed[w]!) / 1000;
    let done = start + work;
    if (uniform(1, k, 9, 0, 0) < work / LIFE_S) {
      // It dies half way; after its lease the lot is played by another, here by the same when it is back
      lost++;
      done = start + work / 2 + LEASE_S + work;
    }
    free[w] = done;
    busy += (blocks * MEASURED.blockMs) / 1000;
    lots.push({ blocks, done });
    const place = underWay.findLastIndex((other) => other <= done);
    underWay.splice(place + 1, 0, done);
  }
  for (; taken < lots.length; taken++) {
    const { done, blocks: n } = lots[taken]!;
    clientFree = Math.max(clientFree, done) + (n * MEASURED.clientMsABlock) / 1000;
  }
  const ends = Float64Array.from(free).sort();
  return { seconds: clientFree, busy, lost, lots: lots.length, tail: clientFree - ends[0]! };
}

function boundOf(
  workers: number,
  { seconds, busy }: { seconds: number; busy: number },
  operations: number,
  bytes: number,
): string {
  if (busy / seconds / workers > 0.85) return "the workers";
  if (bytes > 0.9 * NETWORK_BYTES) return "the queue's network";
  if (operations > 0.9 * REDIS_OPERATIONS) return "Redis";
  const client = ((RUNS / BLOCK) * MEASURED.clientMsABlock) / 1000 / seconds;
  return client > 0.85 ? "the one client that counts" : "stragglers and the window";
}

console.log(
  `${RUNS.toLocaleString("en")} futures, blocks of ${MEASURED.blockMs} ms, a worker dies every ${LIFE_S / 60} minutes of work\n`,
);
console.log(
  "| workers | minutes | speed-up | efficiency | lots | lost, replayed | last worker after first | Redis operations/s | MB/s | bound by |",
);
console.log("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|");
for (const workers of [1, 2, 10, 30, 100, 300, 1000]) {
  const result = simulate(workers);
  const { seconds, busy, lost, lots, tail } = result;
  const operations = (lots * MEASURED.operations) / seconds + workers / 3 + workers;
  const bytes = ((RUNS / BLOCK) * MEASURED.blockBytes * 2) / seconds;
  const row = [
    workers,
    (seconds / 60).toFixed(1),
    (busy / seconds).toFixed(1),
    `${((100 * busy) / seconds / workers).toFixed(0)} %`,
    lots,
    lost,
    `${tail.toFixed(1)} s`,
    Math.round(operations),
    (bytes / 1e6).toFixed(0),
    boundOf(workers, result, operations, bytes),
  ];
  console.log(`| ${row.join(" | ")} |`);
}
