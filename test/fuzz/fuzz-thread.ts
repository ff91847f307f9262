// The thread in which cases are tried: it says which it is at before it tries it, so that whoever watches knows what hung.

import { parentPort, workerData } from "node:worker_threads";
import { dice } from "../mutations/mutate.ts";
import { TARGETS } from "./targets.ts";

export type FuzzTask = {
  seed: number;
  from: number;
  until: number;
  at: SharedArrayBuffer;
  target?: string | undefined;
};
export type FuzzSaid = { failed: { number: number; target: string; says: string } } | { done: true };

const { seed, from, until, at, target: only } = workerData as FuzzTask;
const now = new Int32Array(at);

const whole = TARGETS.reduce((n, t) => n + t.share, 0);

function targetOf(lot: number) {
  let left = lot * whole;
  for (const target of TARGETS) {
    left -= target.share;
    if (left < 0) return target;
  }
  return TARGETS[0]!;
}

for (let number = from; number < until; number++) {
  Atomics.store(now, 0, number);
  const d = dice(seed, number);
  const target =
    only === undefined ? targetOf(d.below(10_000) / 10_000) : TARGETS.find((t) => t.name.startsWith(only))!;
  try {
    await target.attempt(d);
  } catch (error) {
    const says = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort!.postMessage({ failed: { number, target: target.name, says } } satisfies FuzzSaid);
  }
}
parentPort!.postMessage({ done: true } satisfies FuzzSaid);
