// Tries hurt files by the thousand in a process with bounded memory, and watches it: a case that takes too long is a hang, one that ends
// the process crashed it or ate its memory. In: a seed and how many. Out: what failed, each with the number that gives it back.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { FuzzSaid } from "./fuzz-process.ts";

export type Failure = { number: number; target: string; says: string };

/** No case may take so long, on however busy a machine. */
const HANG_MS = 20_000;
/** Nor may the process take so long to begin. */
const START_MS = 120_000;
const MEMORY_MB = 1_500;
/** Cases of one process: so that what leaks slowly is not taken for what leaks at once. */
const TOGETHER = 5_000;

const PROCESS = fileURLToPath(new URL("./fuzz-process.ts", import.meta.url));

type Task = { seed: number; from: number; until: number; target?: string | undefined };
type Tried = { next: number; failures: Failure[] };

/** Tries from a number on, until the end or until a case ends the process. */
function tryFrom({ seed, from, until, target }: Task): Promise<Tried> {
  const words = [`--max-old-space-size=${MEMORY_MB}`, PROCESS, `${seed}`, `${from}`, `${until}`];
  const child = spawn(process.execPath, target === undefined ? words : [...words, target], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  const failures: Failure[] = [];
  let [at, since, most, done, hangs] = [from, performance.now(), START_MS, false, false];
  const timer = setInterval(() => {
    hangs = performance.now() - since > most;
    if (hangs) child.kill("SIGKILL");
  }, 500);
  createInterface({ input: child.stdio[3] as Readable }).on("line", (line) => {
    const said = JSON.parse(line) as FuzzSaid;
    [since, most] = [performance.now(), HANG_MS];
    if ("at" in said) at = said.at;
    else if ("failed" in said) failures.push(said.failed);
    else done = true;
  });
  return new Promise((resolve) => {
    child.on("close", (code, signal) => {
      clearInterval(timer);
      const says = hangs ? "it hangs" : `the process ended (${signal ?? `code ${code}`})`;
      if (!done) failures.push({ number: at, target: target ?? "?", says });
      resolve({ next: done ? until : at + 1, failures });
    });
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
    const tried = await tryFrom({ seed, from: next, until: Math.min(until, next + TOGETHER), target });
    failures.push(...tried.failures);
    next = tried.next;
    told?.(next);
  }
  return failures;
}
