// The player on a cluster: an ensemble is cut into lots of blocks, put into the queue, and given on in ascending order, so that
// the result has the same bytes as on one core. In: jobs. Out: blocks. At most a few lots a worker are asked for ahead of the one
// that is waited for: that bounds memory here and in Redis, and shares workers fairly among clients.

import { BLOCK, type Job, type Player } from "../../ensemble/jobs.ts";
import type { Block } from "../../meaning/engine.ts";
import { workerPool } from "../pool/pool.ts";
import type { Address } from "./address.ts";
import { type Checker, checkerBy } from "./checker.ts";
import { ClusterFailed } from "./connect.ts";
import { engineTexts } from "./engine-text.ts";
import { type Lot, lotId, lotOf, lotText, MOST_BLOCKS } from "./job.ts";
import { blockBytes, fromParcel, type Parcel } from "./parcel.ts";
import { workersAt } from "./registry.ts";
import { Station } from "./station.ts";
import { playedVersion } from "./version.ts";

export type ClusterPlayer = Player & { close: () => Promise<void> };

export type ClusterOptions = {
  address: Address;
  signal?: AbortSignal | undefined;
  /** Told what a person should know: that no worker is there, for instance. */
  say: (text: string) => void;
  /** How long a lot should take, in milliseconds. */
  lotMs?: number | undefined;
};

/** Long enough that the queue costs little, short enough that a lost worker costs little. */
const LOT_MS = 1_000;
const LOT_BYTES = 64_000_000;
const AHEAD = 3;
const MOST_AHEAD = 256;
/** Bytes that are no answer, so often for one lot: then it is given up. */
const MOST_ODD = 3;

const powerBelow = (n: number) => 2 ** Math.floor(Math.log2(Math.max(1, n)));

/** What one block costs, by playing the first of the job here. */
async function costOf(here: Player, job: Job): Promise<{ ms: number; bytes: number }> {
  for (let again = 0; ; again++) {
    const began = performance.now();
    for await (const block of here.play({ ...job, runs: Math.min(BLOCK, job.runs) })) {
      // The first time an engine is compiled, which is not what a block costs
      if (again > 0) return { ms: Math.max(0.05, performance.now() - began), bytes: blockBytes(block) };
    }
    if (again > 1) return { ms: LOT_MS, bytes: LOT_BYTES };
  }
}

/** Where only workers of other versions are, waiting would be forever. */
async function threadsAt(station: Station, shown: string, say: (text: string) => void): Promise<number> {
  const workers = await workersAt(station.redis);
  const version = playedVersion();
  const own = workers.filter((w) => w.version === version);
  const [other] = workers;
  if (own.length === 0 && other) {
    throw new ClusterFailed(
      `the workers at ${shown} play version ${other.version}, this is ${version}: their bits could differ, so they are not asked; bring one to the other's version`,
    );
  }
  if (own.length === 0) say(`no worker at ${shown} yet; waiting for one (standoff work --cluster ${shown})`);
  return own.reduce((n, w) => n + w.threads, 0);
}

type Asked = { lot: Lot; id: string; blocks: Promise<Block[]> };

class Play {
  readonly #station: Station;
  readonly #checker: Checker;
  readonly #job: Job;
  readonly #engine: ReturnType<ReturnType<typeof engineTexts>>;

  constructor(station: Station, checker: Checker, job: Job, engine: ReturnType<ReturnType<typeof engineTexts>>) {
    this.#station = station;
    this.#checker = checker;
    this.#job = job;
    this.#engine = engine;
  }

  ask(first: number, count: number): Asked {
    const lot = lotOf(this.#job, this.#engine.hash, playedVersion(), first, count);
    const text = lotText(lot);
    const id = lotId(text);
    const blocks = this.#blocksOf(lot, id, text);
    // It may be waited for late or, after a break, never: then its failure is nobody's
    blocks.catch(() => undefined);
    return { lot, id, blocks };
  }

  async #blocksOf(lot: Lot, id: string, text: string): Promise<Block[]> {
    const parcel = await this.#parcelOf(lot, id, text);
    const wrong = await this.#checker(this.#job, id, parcel);
    if (wrong !== undefined) {
      await this.#station.refuse(id);
      throw new ClusterFailed(
        `${wrong}. No answer is given; stop that worker, its machine or its copy of standoff is not sound`,
      );
    }
    this.#station.taken(id);
    return parcel.blocks;
  }

  async #parcelOf(lot: Lot, id: string, text: string): Promise<Parcel> {
    for (let odd = 1; ; odd++) {
      const bytes = await this.#station.answer({ id, text, engine: this.#engine });
      const parcel = fromParcel(bytes, { ...this.#job, first: lot.first, count: lot.count });
      if (!("says" in parcel)) return parcel;
      await this.#station.refuse(id);
      if (odd === MOST_ODD) {
        throw new ClusterFailed(`what came back for runs ${lot.first} and after is no answer: ${parcel.says}`);
      }
    }
  }
}

/** Resolves to undefined when aborted. */
function unlessAborted<T>(what: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  if (!signal) return what;
  return new Promise((resolve, reject) => {
    const stop = () => resolve(undefined);
    signal.addEventListener("abort", stop, { once: true });
    what.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

export async function clusterPlayer(options: ClusterOptions): Promise<ClusterPlayer> {
  const { address, signal, say, lotMs = LOT_MS } = options;
  const station = await Station.open(address, playedVersion());
  const here = workerPool({ workers: 1, signal });
  const checker = checkerBy(here);
  const engineOf = engineTexts();
  const said = new Set<string>();
  const sayOnce = (text: string) => {
    if (!said.has(text)) say(text);
    said.add(text);
  };
  let cost: Promise<{ ms: number; bytes: number }> | undefined;

  async function shareOf(job: Job): Promise<{ blocks: number; ahead: number }> {
    const threads = Math.max(1, await threadsAt(station, address.shown, sayOnce));
    cost ??= costOf(here, job);
    const { ms, bytes } = await cost;
    const even = Math.ceil(job.runs / BLOCK) / (2 * threads);
    const blocks = Math.min(powerBelow(lotMs / ms), powerBelow(LOT_BYTES / bytes), powerBelow(even), MOST_BLOCKS);
    return { blocks, ahead: Math.min(MOST_AHEAD, AHEAD * threads + 1) };
  }

  async function* play(job: Job): AsyncGenerator<Block> {
    if (job.runs === 0) return;
    const share = await unlessAborted(shareOf(job), signal);
    if (!share) return;
    const on = new Play(station, checker, job, engineOf(job.model, job.recording));
    const ahead: Asked[] = [];
    const end = job.first + job.runs;
    try {
      for (let next = job.first; next < end || ahead.length > 0; ) {
        for (; next < end && ahead.length < share.ahead; next += share.blocks * BLOCK) {
          ahead.push(on.ask(next, Math.min(share.blocks * BLOCK, end - next)));
        }
        const blocks = signal?.aborted ? undefined : await unlessAborted(ahead[0]!.blocks, signal);
        if (!blocks) return;
        ahead.shift();
        yield* blocks;
      }
    } finally {
      await station.withdraw(ahead.map(({ id }) => id));
    }
  }

  return {
    name: `the cluster at ${address.shown}`,
    play,
    close: async () => {
      await Promise.all([station.close(), here.close()]);
    },
  };
}
