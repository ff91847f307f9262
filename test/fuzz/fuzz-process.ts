// The process in which cases are tried. It says which one it is at before it tries it (by a pipe, and at once), so that whoever watches
// knows what hung or ended it.

import { writeSync } from "node:fs";
import { dice } from "../mutations/mutate.ts";
import { TARGETS } from "./targets.ts";

const [seed = 1, from = 0, until = 0] = process.argv.slice(2, 5).map(Number);
const only = process.argv[5];
const PIPE = 3;

export type FuzzSaid = { at: number } | { failed: { number: number; target: string; says: string } } | { done: true };

const tell = (said: FuzzSaid) => writeSync(PIPE, `${JSON.stringify(said)}\n`);

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
  tell({ at: number });
  const d = dice(seed, number);
  const target =
    only === undefined ? targetOf(d.below(10_000) / 10_000) : TARGETS.find((t) => t.name.startsWith(only))!;
  try {
    await target.attempt(d);
  } catch (error) {
    const says = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tell({ failed: { number, target: target.name, says } });
  }
}
tell({ done: true });
