// A worker: takes lots from the queue, plays them in its threads, puts the answers back. In: an address, threads. Out: nothing until
// it is told to stop. All that comes out of the queue is judged before it is played; whatever is wrong with it fails that job alone.
// An answer that is there already is not played again; one that is given twice has the same bytes.

import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import type { Redis } from "ioredis";
import { BLOCK, type Executor } from "../../ensemble/jobs.ts";
import { workerPool } from "../pool/pool.ts";
import type { Address } from "./address.ts";
import { toBatch } from "./batch.ts";
import { connect, packages } from "./connect.ts";
import { readEngine } from "./engine-text.ts";
import { answerKey, type Lot, lotId, MOST_BLOCK_BYTES, modelKey, PREFIX, queueName, readLot } from "./job.ts";
import { asBlocks, formOf, type Piece, type Played, pieceBytes } from "./piece.ts";
import { NO_ENGINE } from "./queue-client.ts";
import { SAY_EVERY_MS, sayGone, sayHere, type WorkerInfo } from "./registry.ts";
import { playedVersion } from "./version.ts";

export type WorkOptions = {
  address: Address;
  threads: number;
  /** A worker not heard of for so many seconds is given up, and its lot goes to another. */
  lease: number;
  signal: AbortSignal;
  say: (text: string) => void;
  /** Who plays: threads of this process unless another is given. */
  executor?: Executor | undefined;
};

/** Models kept ready; the one used longest ago goes first. */
const MOST_ENGINES = 24;
/** An answer that nobody takes is gone after this. */
const UNTAKEN_MS = 300_000;
/** How often a lot may lose its worker before it is taken for one that kills workers. */
const MOST_LOST = 100;

/** Milliseconds that a lot would take alone on one thread, though several share the threads. */
class Clock {
  readonly #threads: number;
  #active = 0;
  #shown = 0;
  #last = performance.now();

  constructor(threads: number) {
    this.#threads = threads;
  }

  begin(): number {
    return this.#turn(1);
  }

  end(begun: number): number {
    return this.#turn(-1) - begun;
  }

  #turn(more: number): number {
    const now = performance.now();
    if (this.#active > 0) this.#shown += ((now - this.#last) * this.#threads) / this.#active;
    this.#last = now;
    this.#active += more;
    return this.#shown;
  }
}

class Bench {
  readonly #redis: Redis;
  readonly #executor: Executor;
  readonly #name: string;
  readonly #clock: Clock;
  readonly #engines = new Map<string, Played>();
  runs = 0;

  constructor(redis: Redis, executor: Executor, { id, threads }: WorkerInfo) {
    this.#redis = redis;
    this.#executor = executor;
    this.#name = id;
    this.#clock = new Clock(threads);
  }

  /** Plays a job of the queue. Throws a sentence for what cannot be played. */
  async do(id: string | undefined, data: unknown): Promise<void> {
    const lot = readLot(data);
    if ("says" in lot) throw new Error(`this is no lot of runs: ${lot.says}`);
    if (lotId(String(data)) !== id) throw new Error("the job's id is not the hash of what it asks");
    if (lot.version !== playedVersion()) {
      throw new Error(`the job wants version ${lot.version}, this worker plays ${playedVersion()}`);
    }
    if ((await this.#redis.exists(answerKey(id))) === 1) return;
    const { pieces, ms } = await this.#timed(await this.#engineOf(lot.engine), lot);
    const batch = toBatch({ worker: this.#name, ms, pieces });
    await this.#redis.set(answerKey(id), batch, "PX", UNTAKEN_MS);
    this.runs += lot.count;
  }

  async #timed(played: Played, lot: Lot): Promise<{ pieces: Piece[]; ms: number }> {
    const began = this.#clock.begin();
    let ms = 0;
    const pieces = await this.#play(played, lot).finally(() => {
      ms = this.#clock.end(began);
    });
    return { pieces, ms };
  }

  async #play(played: Played, { seed, holds, set, first, count }: Lot): Promise<Piece[]> {
    const { model, recording } = played;
    const form = formOf(played);
    // One run is small even where a block would be too large to make
    const bytes = Math.max(...[asBlocks(played), form].map(({ empty }) => pieceBytes(empty(first, 1))));
    if (bytes * Math.min(count, BLOCK) > MOST_BLOCK_BYTES) {
      throw new Error("it records more than a worker sends back");
    }
    const pieces: Piece[] = [];
    const job = { model, recording, seed, holds, set, first, runs: count };
    for await (const piece of form.play(this.#executor, job)) pieces.push(piece);
    if (pieces.reduce((n, piece) => n + piece.count, 0) < count) throw new Error("the worker was stopped");
    return pieces;
  }

  async #engineOf(hash: string): Promise<Played> {
    const known = this.#engines.get(hash);
    if (known) {
      this.#engines.delete(hash);
      this.#engines.set(hash, known);
      return known;
    }
    const packed = await this.#redis.getBuffer(modelKey(hash));
    if (!packed) throw new Error(NO_ENGINE);
    const read = readEngine(hash, packed);
    if ("says" in read) throw new Error(`the model cannot be played: ${read.says}`);
    if (this.#engines.size >= MOST_ENGINES) this.#engines.delete([...this.#engines.keys()][0]!);
    this.#engines.set(hash, read);
    return read;
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

/** Works until it is aborted: then it finishes what it has begun. Gives how many runs it played. */
export async function work(options: WorkOptions): Promise<number> {
  const { address, threads, lease, signal, say } = options;
  const { Worker } = await packages();
  const redis = await connect(address);
  const version = playedVersion();
  const info = { id: `${hostname().slice(0, 40)}-${randomBytes(3).toString("hex")}`, version, threads };
  const pool = options.executor ? undefined : workerPool({ workers: threads });
  const bench = new Bench(redis, options.executor ?? pool!, info);
  const worker = new Worker<unknown>(queueName(version), (job) => bench.do(job.id, job.data), {
    connection: redis,
    prefix: PREFIX,
    // One more than threads: the next is fetched while the last is played
    concurrency: threads + 1,
    lockDuration: lease * 1000,
    stalledInterval: lease * 500,
    maxStalledCount: MOST_LOST,
  });
  // A lost lock or a break is not the end: the lot goes to another, or is played again here
  worker.on("error", () => undefined);
  let away = false;
  redis.on("close", () => {
    if (!away && !signal.aborted) say(`${address.shown} is away; waiting for it`);
    away = true;
  });
  redis.on("ready", () => {
    if (away) say(`${address.shown} is back`);
    away = false;
  });
  const here = () => void sayHere(redis, info).catch(() => undefined);
  const timer = setInterval(here, SAY_EVERY_MS);
  try {
    await sayHere(redis, info);
    say(`worker ${info.id} (version ${version}) at ${address.shown}: ${threads} thread${threads === 1 ? "" : "s"}`);
    await aborted(signal);
  } finally {
    clearInterval(timer);
    if (!away) await Promise.allSettled([sayGone(redis, info), worker.close()]);
    await pool?.close();
    redis.disconnect();
  }
  return bench.runs;
}
