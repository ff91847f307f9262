// The client's end of the queue: asks for a lot and waits for its answer, whatever happens meanwhile. In: a lot. Out: bytes.
// It goes by what stands in Redis and not by what it was told: is the answer there? is the job there? An event only wakes it sooner.
// So a lost event, a lost job, a Redis that forgot everything or a worker that died are all the same to it: it asks again.

import type { Queue, QueueEvents } from "bullmq";
import type { Redis } from "ioredis";
import type { Address } from "./address.ts";
import { ClusterFailed, connect, packages } from "./connect.ts";
import type { EngineText } from "./engine-text.ts";
import { answerKey, modelKey, PREFIX, queueName } from "./job.ts";
import { PRIORITIES, type Priority } from "./priority.ts";

/** Looked at anew after this, told or not; later where the job is seen to be there. */
const LOOK_MS = 1_000;
const MOST_LOOK_MS = 5_000;
/** A job that fails so often is not asked for again. */
const MOST_FAILURES = 3;
/** Redis may be away so long in the midst of a play. */
const AWAY_MS = 60_000;
/** An answer that was taken stays so long for others who ask the same. */
const KEPT_MS = 10_000;
const ENGINE_KEPT_S = 3_600;
/** How workers say that an engine is not there (any more): it is sent again. */
export const NO_ENGINE = "the engine is not here";

export type Ask = { id: string; text: string; engine: EngineText };

export class QueueClient {
  readonly redis: Redis;
  readonly #shown: string;
  readonly #priority: number;
  readonly #queue: Queue;
  readonly #events: QueueEvents;
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #lost: Promise<never>;
  #closed = false;

  static async open(address: Address, version: string, priority: Priority): Promise<QueueClient> {
    const redis = await connect(address);
    const { Queue, QueueEvents } = await packages();
    const options = { connection: redis, prefix: PREFIX };
    const queue = new Queue(queueName(version), options);
    const events = new QueueEvents(queueName(version), options);
    return new QueueClient({ redis, shown: address.shown, queue, events, priority: PRIORITIES[priority] });
  }

  private constructor(by: { redis: Redis; shown: string; queue: Queue; events: QueueEvents; priority: number }) {
    const { redis, shown, queue, events, priority } = by;
    this.redis = redis;
    this.#shown = shown;
    this.#priority = priority;
    this.#queue = queue;
    this.#events = events;
    const wake = ({ jobId }: { jobId: string }) => this.#wake(jobId);
    events.on("completed", wake);
    events.on("failed", wake);
    // Breaks are seen by the timer below; there is nothing else to do about them
    queue.on("error", () => undefined);
    events.on("error", () => undefined);
    this.#lost = this.#watch();
    this.#lost.catch(() => undefined);
  }

  /** Waits for the answer of a lot. Ends only with an answer, with words, or when it is closed. */
  async answer({ id, text, engine }: Ask): Promise<Buffer> {
    let [failures, wait] = [0, LOOK_MS];
    for (let looks = 0; ; looks++) {
      const news = this.#newsOf(id, wait);
      try {
        const bytes = await this.#soon(this.redis.getBuffer(answerKey(id)));
        if (bytes) return bytes;
        // At first it is not there, most likely; if it is, putting it there again changes nothing
        const state = looks === 0 ? "unknown" : await this.#soon(this.#queue.getJobState(id));
        if (state === "failed") {
          const why = await this.#soon(this.#failureOf(id));
          if (why !== NO_ENGINE && ++failures >= MOST_FAILURES) throw new ClusterFailed(why);
        }
        if (state === "prioritized") await this.#soon(this.#raise(id));
        const isThere = state !== "unknown" && state !== "failed";
        wait = isThere ? Math.min(MOST_LOOK_MS, 1.5 * wait) : LOOK_MS;
        if (!isThere) await this.#soon(this.#put(id, text, engine));
        await this.#soon(news.came);
      } finally {
        news.forget();
      }
    }
  }

  /** The answer was taken: it stays a little for others. */
  taken(id: string): void {
    void this.redis.pexpire(answerKey(id), KEPT_MS).catch(() => undefined);
  }

  /** The answer is no good: it is asked for anew. */
  async refuse(id: string): Promise<void> {
    await this.#soon(this.redis.del(answerKey(id)));
  }

  /** Takes back what nobody has begun. Others who ask the same put it in again within a second. */
  async withdraw(ids: readonly string[]): Promise<void> {
    await Promise.allSettled(ids.map((id) => this.#queue.remove(id)));
  }

  async close(): Promise<void> {
    this.#closed = true;
    const all = Promise.allSettled([this.#queue.close(), this.#events.close()]);
    await Promise.race([all, new Promise((done) => setTimeout(done, 2_000).unref())]);
    this.redis.disconnect();
  }

  async #put(id: string, text: string, engine: EngineText): Promise<void> {
    await this.redis.set(modelKey(engine.hash), engine.packed, "EX", ENGINE_KEPT_S, "NX");
    await this.#queue.add("runs", text, {
      jobId: id,
      priority: this.#priority,
      removeOnComplete: true,
      removeOnFail: { age: 600 },
    });
  }

  /** Where somebody with less hurry asked for it before. */
  async #raise(id: string): Promise<void> {
    const job = await this.#queue.getJob(id);
    if (job && job.priority > this.#priority) await job.changePriority({ priority: this.#priority });
  }

  /** Why a job failed; it is taken away, so that it can be put there again. */
  async #failureOf(id: string): Promise<string> {
    const job = await this.#queue.getJob(id);
    await this.#queue.remove(id);
    return job?.failedReason ?? "a worker failed without saying why";
  }

  #newsOf(id: string, wait: number): { came: Promise<void>; forget: () => void } {
    const own = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, own);
    let tell = () => {};
    const came = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait);
      tell = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    own.add(tell);
    const forget = () => {
      tell();
      own.delete(tell);
      if (own.size === 0) this.#waiting.delete(id);
    };
    return { came, forget };
  }

  #wake(id: string): void {
    for (const tell of this.#waiting.get(id) ?? []) tell();
  }

  #soon<T>(what: Promise<T>): Promise<T> {
    // Whoever left does not wait any more, and what fails then is nobody's
    what.catch(() => undefined);
    if (this.#closed) return Promise.reject(new ClusterFailed("the cluster was left"));
    return Promise.race([what, this.#lost]);
  }

  #watch(): Promise<never> {
    return new Promise((_, reject) => {
      let timer: NodeJS.Timeout | undefined;
      this.redis.on("close", () => {
        if (this.#closed) return;
        const says = `${this.#shown} has not answered for ${AWAY_MS / 1000} seconds; the same command can be given again`;
        timer ??= setTimeout(() => reject(new ClusterFailed(says)), AWAY_MS);
        timer.unref();
      });
      this.redis.on("ready", () => {
        clearTimeout(timer);
        timer = undefined;
        // What it has forgotten is asked for at once
        for (const id of this.#waiting.keys()) this.#wake(id);
      });
    });
  }
}
