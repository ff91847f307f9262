// Tries hurt files by the thousand in a thread with bounded memory, and watches it: a case that takes too long is a hang, one that ends
// the thread ate its memory. In: a seed and how many. Out: what failed, each with the number that gives it back.

import { Worker } from "node:worker_threads";
import type { FuzzSaid, FuzzTask } from "./fuzz-thread.ts";

export type Failure = { number: number; target: string; says: string };

/** No case may take so long, on however busy a machine. */
const HANG_MS = 20_000;
const MEMORY_MB = 1_500;

type Stretch = { next: number; failures: Failure[] };

/** Tries from a number on, until the end or until a case ends the thread. */
function tryFrom(task: Omit<FuzzTask, "at">): Promise<Stretch> {
  const at = new SharedArrayBuffer(4);
  const now = new Int32Array(at);
  const failures: Failure[] = [];
  const worker = new Worker(new URL("./fuzz-thread.ts", import.meta.url), {
    workerData: { ...task, at } satisfies FuzzTask,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise((resolve) => {
    let [seen, since] = [-1, performance.now()];
    const end = (next: number, says?: string) => {
      clearInterval(timer);
      if (says !== undefined) failures.push({ number: next - 1, target: "?", says });
      void worker.terminate().then(() => resolve({ next, failures }));
    };
    const timer = setInterval(() => {
      const number = Atomics.load(now, 0);
      if (number !== seen) [seen, since] = [number, performance.now()];
      else if (performance.now() - since > HANG_MS) end(number + 1, "it hangs");
    }, 200);
    // When it is done it ends by itself: ended from outside, the threads of a library in it may be in the midst of something
    let done = false;
    worker.on("message", (said: FuzzSaid) => {
      if ("done" in said) done = true;
      else failures.push(said.failed);
    });
    worker.on("exit", () => done && end(task.until));
    worker.on("error", (error) => end(Atomics.load(now, 0) + 1, `the thread ended: ${error.message}`));
  });
}

export async function fuzz(options: {
  seed: number;
  from: number;
  cases: number;
  target?: string | undefined;
  told?: (next: number) => void;
}): Promise<Failure[]> {
  const { seed, from, cases, target, told } = options;
  const failures: Failure[] = [];
  const until = from + cases;
  for (let next = from; next < until; ) {
    const stretch = await tryFrom({ seed, from: next, until: Math.min(until, next + 5_000), target });
    failures.push(...stretch.failures);
    next = stretch.next;
    told?.(next);
  }
  return failures;
}
