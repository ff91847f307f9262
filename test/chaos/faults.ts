// Faults, done to real processes while an ensemble is played. After each: the same bytes as on one core, or a refusal in words.
// Each fault says how often it was tried, what became of it, and the longest time without a block after the blow.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { type Executor, playCounted } from "../../src/ensemble/jobs.ts";
import { makeEngine } from "../../src/ensemble/make-engine.ts";
import { playHere } from "../../src/ensemble/play-here.ts";
import { addressOf } from "../../src/hosts/cluster/address.ts";
import { clusterExecutor } from "../../src/hosts/cluster/cluster-executor.ts";
import { PREFIX, queueName } from "../../src/hosts/cluster/job.ts";
import type { Piece } from "../../src/hosts/cluster/piece.ts";
import type { Priority } from "../../src/hosts/cluster/priority.ts";
import { playedVersion } from "../../src/hosts/cluster/version.ts";
import { countingsOf, digestOf, hire, jobOf, modelNamed, WorkerHere } from "./hands.ts";
import { freePort, RedisHere } from "./redis.ts";

export type Outcome = {
  tried: number;
  right: number;
  refused: number;
  wrong: number;
  lost: number;
  recovery: number[];
};

/** Enough that most are still to come when the blow falls: clients ask on while they wait for a block. */
const BLOCKS = 160;
const BLOW = 1;
const LOT_MS = 20;
/** Nothing here may hang: a play that takes longer is lost. */
const MOST_MS = 60_000;

const MAIN = fileURLToPath(new URL("../../src/hosts/cli/main.ts", import.meta.url));
const model = modelNamed("two-states");
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Odd seeds want the blocks, even ones what is counted of them. */
function wanted(executor: Executor, seed: number): AsyncIterable<Piece> {
  const job = jobOf(model, BLOCKS * 256 - 100, seed);
  return seed % 2 === 1 ? executor.play(job) : playCounted(executor, job, countingsOf(job));
}

/** What one core gives, by seed. */
const known = new Map<number, Promise<string>>();
function expected(seed: number): Promise<string> {
  const before = known.get(seed) ?? digestOf(wanted(playHere(makeEngine), seed));
  known.set(seed, before);
  return before;
}

type Blow = () => unknown;

export class Ground {
  readonly redis: RedisHere;
  workers: WorkerHere[] = [];
  outcome: Outcome = { tried: 0, right: 0, refused: 0, wrong: 0, lost: 0, recovery: [] };

  private constructor(redis: RedisHere) {
    this.redis = redis;
  }

  static async make(server: string, keeps = false): Promise<Ground> {
    const ground = new Ground(new RedisHere(server, await freePort()));
    await ground.redis.start(keeps);
    return ground;
  }

  get url(): string {
    return this.redis.url;
  }

  async hire(count: number, kind?: Parameters<typeof hire>[2]): Promise<void> {
    this.workers.push(...(await hire(this.url, count, kind)));
  }

  /** Honest workers, so many at least. */
  async staff(count: number): Promise<void> {
    await this.hire(Math.max(0, count - this.workers.length));
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((w) => w.end("SIGKILL")));
  }

  /** Plays, strikes in the midst of it, and looks at what came. Gives the words of a refusal. */
  async play(seed: number, blow: Blow = () => undefined, priority?: Priority): Promise<string | undefined> {
    this.outcome.tried++;
    const address = addressOf(this.url, {});
    if ("says" in address) throw new Error(address.says);
    const signal = AbortSignal.timeout(MOST_MS);
    let [last, gap] = [0, 0];
    const each = async (k: number) => {
      if (k > BLOW) gap = Math.max(gap, performance.now() - last);
      if (k === BLOW) await blow();
      last = performance.now();
    };
    const executor = await clusterExecutor({ address, signal, priority, say: () => undefined, lotMs: LOT_MS });
    try {
      this.#judge(await digestOf(wanted(executor, seed), each), await expected(seed));
      this.outcome.recovery.push(gap);
    } catch (error) {
      this.outcome.refused++;
      return error instanceof Error ? error.message : String(error);
    } finally {
      await executor.close();
    }
    return undefined;
  }

  #judge(got: string, wanted: string): void {
    if (got === wanted) this.outcome.right++;
    else if (got.split(" ")[0] === wanted.split(" ")[0]) this.outcome.wrong++;
    else this.outcome.lost++;
  }

  async close(): Promise<void> {
    await this.dismiss();
    await this.redis.close();
  }
}

async function workersKilled(ground: Ground, times: number): Promise<void> {
  await ground.staff(2);
  for (let seed = 1; seed <= times; seed++) {
    await ground.play(seed, () => {
      // The one that takes its place need not be there yet: the other goes on alone
      const [first] = ground.workers.splice(0, 1, new WorkerHere(ground.url));
      ground.workers.push(ground.workers.shift()!);
      return first!.end("SIGKILL");
    });
  }
}

async function redisKilled(ground: Ground, times: number, keeps: boolean): Promise<void> {
  await ground.staff(2);
  for (let seed = 1; seed <= times; seed++) {
    await ground.play(seed, async () => {
      await ground.redis.kill();
      await pause(300);
      await ground.redis.start(keeps);
    });
  }
}

async function workerPaused(ground: Ground, times: number): Promise<void> {
  await ground.staff(2);
  for (let seed = 1; seed <= times; seed++) {
    const child = ground.workers[seed % 2]!.child;
    let on: Promise<unknown> = Promise.resolve();
    await ground.play(seed, () => {
      child.kill("SIGSTOP");
      // Longer than its lease: what it held is played by the other, and its own answer comes late
      on = pause(4_000).then(() => child.kill("SIGCONT"));
    });
    await on;
  }
}

async function redisPaused(ground: Ground, times: number): Promise<void> {
  await ground.staff(2);
  for (let seed = 1; seed <= times; seed++) {
    await ground.play(seed, () => {
      ground.redis.signal("SIGSTOP");
      setTimeout(() => ground.redis.signal("SIGCONT"), 3_000);
    });
  }
}

async function sameAskedTwice(ground: Ground, times: number): Promise<void> {
  await ground.staff(2);
  for (let seed = 1; seed <= times; seed++)
    await Promise.all([ground.play(seed), ground.play(seed), ground.play(seed)]);
}

async function liarAmongThem(ground: Ground, times: number): Promise<void> {
  await ground.hire(1);
  await ground.hire(1, "liar");
  for (let seed = 1; seed <= times; seed++) {
    const refused = await ground.play(seed);
    if (refused !== undefined && !/answered runs .* wrongly/.test(refused)) throw new Error(refused);
  }
}

async function clocksJump(ground: Ground, times: number): Promise<void> {
  await ground.hire(2, "odd clock");
  for (let seed = 1; seed <= times; seed++) await ground.play(seed);
}

/** Jobs that no client would write, and answers overwritten while they wait. */
async function nonsenseInQueue(ground: Ground, times: number): Promise<void> {
  await ground.staff(2);
  const redis = new Redis(ground.url, { maxRetriesPerRequest: null });
  const queue = new Queue(queueName(playedVersion()), { connection: redis, prefix: PREFIX });
  const overwrite = async () => {
    for (const key of await redis.keys(`${PREFIX}:answer:*`)) await redis.set(key, "nonsense", "KEEPTTL");
  };
  try {
    for (let seed = 1; seed <= times; seed++) {
      for (const data of [{}, 3, "x".repeat(100_000), '{"version":"0"}', "[".repeat(5000)])
        await queue.add("runs", data);
      await ground.play(seed, overwrite);
    }
  } finally {
    await queue.close();
    redis.disconnect();
  }
}

const START = ["play", "models/two-states", "--runs", "9000", "--only", "CHN.korea,arsenal", "-o"];

/** A command of its own; killed once `killWhen` says so, or when it takes too long. */
async function command(words: readonly string[], killWhen: () => boolean = () => false): Promise<void> {
  const child = spawn(process.execPath, [MAIN, ...words], { stdio: "ignore" });
  const gone = once(child, "exit");
  const began = performance.now();
  const timer = setInterval(() => {
    if (killWhen() || performance.now() - began > MOST_MS) child.kill("SIGKILL");
  }, 5);
  await gone;
  clearInterval(timer);
}

/** Row groups that have reached the disk. */
function groupsIn(file: string): number {
  const journal = join(`${file}.standoff`, "journal");
  return existsSync(journal) ? readFileSync(journal, "utf8").split("\n").length - 2 : 0;
}

/** The whole command line: killed while it writes, given again, until the file is there. */
async function clientKilled(ground: Ground, times: number): Promise<void> {
  await ground.staff(2);
  const root = mkdtempSync(join(tmpdir(), "standoff-chaos-"));
  const [alone, file] = [join(root, "alone.parquet"), join(root, "killed.parquet")];
  try {
    await command([...START, alone]);
    for (let k = 0; k < times; k++) {
      ground.outcome.tried++;
      rmSync(file, { force: true });
      await command([...START, file, "--cluster", ground.url], () => groupsIn(file) > k % 10);
      const began = performance.now();
      await command([...START, file, "--cluster", ground.url]);
      ground.outcome.recovery.push(performance.now() - began);
      if (!existsSync(file)) ground.outcome.lost++;
      else if (readFileSync(file).equals(readFileSync(alone))) ground.outcome.right++;
      else ground.outcome.wrong++;
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A disk that takes no more than some bytes of a file: a refusal in words, and the same command later ends with the same bytes. */
async function diskFull(ground: Ground, times: number): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "standoff-chaos-"));
  const [alone, file] = [join(root, "alone.parquet"), join(root, "full.parquet")];
  try {
    await command([...START, alone]);
    for (let k = 0; k < times; k++) {
      ground.outcome.tried++;
      rmSync(file, { force: true });
      const blocks = 300 + 100 * k;
      const words = [process.execPath, MAIN, ...START, file].map((word) => `'${word}'`).join(" ");
      const child = spawn("sh", ["-c", `ulimit -f ${blocks}; exec ${words}`], { stdio: ["ignore", "ignore", "pipe"] });
      let said = "";
      child.stderr.on("data", (data) => {
        said += String(data);
      });
      const [code] = await once(child, "exit");
      if (code !== 4 || !/cannot write/.test(said) || existsSync(file)) ground.outcome.lost++;
      else ground.outcome.refused++;
      await command([...START, file]);
      if (!existsSync(file) || !readFileSync(file).equals(readFileSync(alone))) ground.outcome.wrong++;
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

export type Fault = {
  name: string;
  keeps?: boolean;
  times: number;
  strike: (ground: Ground, times: number) => Promise<void>;
};

export const FAULTS: readonly Fault[] = [
  { name: "worker killed (SIGKILL) in mid-block", times: 50, strike: workersKilled },
  { name: "Redis killed, forgets everything", times: 10, strike: (g, n) => redisKilled(g, n, false) },
  { name: "Redis killed, keeps its log", keeps: true, times: 10, strike: (g, n) => redisKilled(g, n, true) },
  { name: "worker cut off for longer than its lease", times: 5, strike: workerPaused },
  { name: "Redis cut off for 3 seconds", times: 5, strike: redisPaused },
  { name: "client killed, same command again", times: 8, strike: clientKilled },
  { name: "the same asked by three at once", times: 5, strike: sameAskedTwice },
  { name: "a worker that answers nonsense", times: 10, strike: liarAmongThem },
  { name: "nonsense jobs, answers overwritten", times: 5, strike: nonsenseInQueue },
  { name: "workers' clocks jump by a day", times: 5, strike: clocksJump },
  { name: "disk full while writing", times: 5, strike: diskFull },
];

export async function tryFault(server: string, fault: Fault, times = fault.times): Promise<Outcome> {
  const ground = await Ground.make(server, fault.keeps);
  try {
    await fault.strike(ground, times);
  } finally {
    await ground.close();
  }
  return ground.outcome;
}
