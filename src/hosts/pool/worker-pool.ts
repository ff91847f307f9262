// One worker thread as the pool sees it: tickets out, blocks back. Started at the first block, kept warm until closed.
// A worker that dies, for whatever reason, fails all its tickets with one sentence.

import { Worker } from "node:worker_threads";
import type { Block, Segment, SegmentRequest } from "../../engine/interpreter/engine.ts";
import type { Counted, Counting } from "../../ensemble/counting.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import type { BlockTicket } from "./schedule.ts";

/** A worker could not go on: not the fault of the model, and said as it is. */
export class WorkerFailed extends Error {
  constructor(why: string) {
    super(`a worker thread stopped: ${why}`);
    this.name = "WorkerFailed";
  }
}

type Result = Block | Counted | Segment;
type Waiting = { done: (result: Result) => void; failed: (error: Error) => void };
type Start = () => Worker;

/** Engines that a worker keeps warm; the one used longest ago goes first. */
const MOST_ENGINES = 24;

// As source or as built: the worker stands beside this file under the same ending.
const startWorker: Start = () =>
  new Worker(new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url));

export class Hand {
  readonly #start: Start;
  readonly #waiting = new Map<number, Waiting>();
  readonly #engines = new Set<number>();
  #worker: Worker | undefined;
  #ticket = 0;

  constructor(start: Start = startWorker) {
    this.#start = start;
  }

  get busy(): number {
    return this.#waiting.size;
  }

  /** Makes an engine known, once, and keeps it from being forgotten. */
  know(engine: number, message: () => ToWorker): void {
    const worker = this.#running();
    if (this.#engines.delete(engine)) {
      this.#engines.add(engine);
      return;
    }
    if (this.#engines.size >= MOST_ENGINES) {
      const [oldest] = this.#engines;
      this.#engines.delete(oldest!);
      worker.postMessage({ kind: "forget", engine: oldest! } satisfies ToWorker);
    }
    this.#engines.add(engine);
    worker.postMessage(message());
  }

  play(block: BlockTicket): Promise<Block> {
    return this.#send((ticket) => ({ kind: "block", ticket, ...block }), []) as Promise<Block>;
  }

  count(block: BlockTicket, countings: readonly Counting[]): Promise<Counted> {
    return this.#send((ticket) => ({ kind: "block", ticket, ...block, countings }), []) as Promise<Counted>;
  }

  /** The states and the luck of the request are handed over. */
  resume(engine: number, request: SegmentRequest): Promise<Segment> {
    const { states, redraw } = request;
    const buffers = [states?.values, redraw].flatMap((a) => (a ? [a.buffer as ArrayBuffer] : []));
    return this.#send((ticket) => ({ kind: "segment", ticket, engine, request }), buffers) as Promise<Segment>;
  }

  #send(message: (ticket: number) => ToWorker, buffers: ArrayBuffer[]): Promise<Result> {
    const ticket = this.#ticket++;
    const worker = this.#running();
    return new Promise((done, failed) => {
      this.#waiting.set(ticket, { done, failed });
      worker.postMessage(message(ticket), buffers);
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    worker?.removeAllListeners();
    await worker?.terminate();
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    const worker = this.#start();
    worker.on("message", (message: FromWorker) => this.#take(message));
    worker.on("error", (error) => this.#lose(error.message));
    worker.on("exit", (code) => this.#lose(`it ended with code ${code}`));
    this.#worker = worker;
    return worker;
  }

  #take(message: FromWorker): void {
    const waiting = this.#waiting.get(message.ticket);
    this.#waiting.delete(message.ticket);
    if ("block" in message) waiting?.done(message.block);
    else if ("counted" in message) waiting?.done(message.counted);
    else if ("segment" in message) waiting?.done(message.segment);
    else waiting?.failed(new WorkerFailed(message.broke));
  }

  #lose(why: string): void {
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#engines.clear();
    this.#worker = undefined;
    for (const { failed } of lost) failed(new WorkerFailed(why));
  }
}
