// The executor on a cluster: an ensemble is cut into lots of blocks, put into the queue, and given on in ascending order, so that
// the result has the same bytes as on one core. In: jobs. Out: blocks, or what is counted of them where they are played. At most a few lots a worker are asked for ahead of the one
// that is waited for: that bounds memory here and in Redis, and shares workers fairly among clients.

import type { Block } from "../../engine/interpreter/engine.ts";
import type { Counted } from "../../ensemble/counting.ts";
import { BLOCK, blocksOf, type Executor, type Job } from "../../ensemble/jobs.ts";
import { workerPool } from "../pool/pool.ts";
import { unlessAborted } from "../pool/schedule.ts";
import type { Address } from "./address.ts";
import { type Batch, fromBatch } from "./batch.ts";
import { type Checker, checkerBy } from "./checker.ts";
import { ClusterFailed } from "./connect.ts";
import { type EngineText, engineTexts } from "./engine-text.ts";
import { type Lot, lotId, lotOf, lotText, MOST_BLOCKS } from "./job.ts";
import { asBlocks, asCounted, type Form, type Piece, pieceBytes } from "./piece.ts";
import type { Priority } from "./priority.ts";
import { QueueClient } from "./queue-client.ts";
import { type Roster, rosterAt } from "./roster.ts";
import { playedVersion } from "./version.ts";

export type ClusterExecutor = Required<Executor> & { close: () => Promise<void> };

export type ClusterOptions = {
  address: Address;
  signal?: AbortSignal | undefined;
  /** Told what a person should know: that no worker is there, for instance. */
  say: (text: string) => void;
  /** Before or after the lots of others; among equals whoever asked first. */
  priority?: Priority | undefined;
  /** How long a lot should take, in milliseconds. */
  lotMs?: number | undefined;
};

/** Long enough that the queue costs little, short enough that a lost worker costs little. */
const LOT_MS = 1_000;
const LOT_BYTES = 16_000_000;
/** Lots a thread that are in the queue or played; and the bytes of all that were asked for and not yet given on. */
const AHEAD = 3;
const AHEAD_BYTES = 256_000_000;
/** Bytes that are no answer, so often for one lot: then it is given up. */
const MOST_ODD = 3;

const powerBelow = (n: number) => 2 ** Math.floor(Math.log2(Math.max(1, n)));
const powerNear = (n: number) => 2 ** Math.round(Math.log2(Math.max(1, n)));

type Cost = { ms: number; bytes: number };

/**
 * How many blocks make a lot. Nothing is known before the first answers: then it is one. Towards the end they are smaller, so that all
 * threads end at about the same time (guided self-scheduling: Polychronopoulos & Kuck 1987).
 */
function lotSize(cost: Cost | undefined, lotMs: number, blocksLeft: number, threads: number): number {
  if (!cost) return 1;
  const even = blocksLeft / (2 * threads);
  return Math.min(powerNear(lotMs / cost.ms), powerBelow(LOT_BYTES / cost.bytes), powerBelow(even), MOST_BLOCKS);
}

/** Lots begin at multiples of their size, so that clients who ask the same cut it alike. */
function fitted(size: number, at: number): number {
  let fits = size;
  while ((at / BLOCK) % fits !== 0) fits /= 2;
  return fits;
}

type What<P extends Piece> = { job: Job; engine: EngineText; form: Form<P> };
type Asked<P extends Piece> = { lot: Lot; id: string; pieces: Promise<P[]> };

class Play<P extends Piece> {
  readonly #queueClient: QueueClient;
  readonly #checker: Checker;
  readonly #job: Job;
  readonly #engine: EngineText;
  readonly #form: Form<P>;
  readonly #learn: (cost: Cost) => void;

  constructor(by: { queueClient: QueueClient; checker: Checker; learn: (cost: Cost) => void }, what: What<P>) {
    this.#queueClient = by.queueClient;
    this.#checker = by.checker;
    this.#learn = by.learn;
    this.#job = what.job;
    this.#engine = what.engine;
    this.#form = what.form;
  }

  ask(first: number, count: number): Asked<P> {
    const lot = lotOf(this.#job, this.#engine.hash, playedVersion(), first, count);
    const text = lotText(lot);
    const id = lotId(text);
    const pieces = this.#piecesOf(lot, id, text);
    // It may be waited for late or, after a break, never: then its failure is nobody's
    pieces.catch(() => undefined);
    return { lot, id, pieces };
  }

  async #piecesOf(lot: Lot, id: string, text: string): Promise<P[]> {
    const batch = await this.#batchOf(lot, id, text);
    const wrong = await this.#checker(this.#job, id, batch, this.#form);
    if (wrong !== undefined) {
      await this.#queueClient.refuse(id);
      throw new ClusterFailed(
        `${wrong}. No answer is given; stop that worker, its machine or its copy of standoff is not sound`,
      );
    }
    this.#queueClient.taken(id);
    this.#learn({ ms: Math.max(0.05, batch.ms / batch.pieces.length), bytes: pieceBytes(batch.pieces[0]!) });
    return batch.pieces;
  }

  async #batchOf(lot: Lot, id: string, text: string): Promise<Batch<P>> {
    for (let odd = 1; ; odd++) {
      const bytes = await this.#queueClient.answer({ id, text, engine: this.#engine });
      const empty = blocksOf(lot.first, lot.count).map(({ first, count }) => this.#form.empty(first, count));
      const batch = fromBatch(bytes, empty);
      if (!("says" in batch)) return batch;
      await this.#queueClient.refuse(id);
      if (odd === MOST_ODD) {
        throw new ClusterFailed(`what came back for runs ${lot.first} and after is no answer: ${batch.says}`);
      }
    }
  }
}

export async function clusterExecutor(options: ClusterOptions): Promise<ClusterExecutor> {
  const { address, signal, say, priority = "normal", lotMs = LOT_MS } = options;
  const queueClient = await QueueClient.open(address, playedVersion(), priority);
  const here = workerPool({ workers: 1, signal });
  const checker = checkerBy(here);
  const engineOf = engineTexts();
  const said = new Set<string>();
  const sayOnce = (text: string) => {
    if (!said.has(text)) say(text);
    said.add(text);
  };
  // What a block of an engine was seen to cost: the least, since the first has the compiling in it
  const costs = new Map<string, Cost>();
  let roster: Promise<Roster> | undefined;
  const opened = () => {
    roster ??= rosterAt(queueClient.redis, address.shown, sayOnce);
    return roster;
  };

  async function* pieces<P extends Piece>(what: What<P>): AsyncGenerator<P> {
    const { job, engine } = what;
    if (job.runs === 0) return;
    const workers = await unlessAborted(opened(), signal);
    if (!workers) return;
    const learn = ({ ms, bytes }: Cost) => {
      costs.set(engine.hash, { ms: Math.min(ms, costs.get(engine.hash)?.ms ?? ms), bytes });
    };
    const on = new Play({ queueClient, checker, learn }, what);
    const ahead: Asked<P>[] = [];
    const end = job.first + job.runs;
    let [next, underWay, isOver] = [job.first, 0, false];
    const askNext = (size: number) => {
      const asked = on.ask(next, Math.min(size * BLOCK, end - next));
      ahead.push(asked);
      next += size * BLOCK;
      underWay++;
      // One that is back makes room for another, even where the first is still waited for: a lost worker must not idle the others
      const back = () => {
        underWay--;
        fill();
      };
      asked.pieces.then(back, () => undefined);
    };
    const fill = () => {
      while (!isOver && next < end) {
        const cost = costs.get(engine.hash);
        const threads = workers.threads();
        const size = fitted(lotSize(cost, lotMs, Math.ceil((end - next) / BLOCK), threads), next);
        const bytes = (cost?.bytes ?? 0) * size * (ahead.length + 1);
        if (underWay > AHEAD * threads || (ahead.length > 0 && bytes > AHEAD_BYTES)) return;
        askNext(size);
      }
    };
    try {
      for (fill(); ahead.length > 0; fill()) {
        const first = Promise.race([ahead[0]!.pieces, workers.onlyOthers]);
        const lot = signal?.aborted ? undefined : await unlessAborted(first, signal);
        if (!lot) return;
        ahead.shift();
        yield* lot;
      }
    } finally {
      isOver = true;
      await queueClient.withdraw(ahead.map(({ id }) => id));
    }
  }

  return {
    name: `the cluster at ${address.shown}`,
    play: (job): AsyncIterable<Block> => pieces({ job, engine: engineOf(job), form: asBlocks(job) }),
    count: (job, countings): AsyncIterable<Counted> =>
      pieces({ job, engine: engineOf({ ...job, countings }), form: asCounted(job, countings) }),
    close: async () => {
      void roster?.then(
        (r) => r.close(),
        () => undefined,
      );
      await Promise.all([queueClient.close(), here.close()]);
    },
  };
}
