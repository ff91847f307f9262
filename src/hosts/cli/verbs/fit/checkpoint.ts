// What a fit has done, kept beside its output while it goes on: a later run of the same command takes it up. Written whole under another
// name and then renamed, so that a stop at any moment leaves the last one. In: the output's name, and a hash of all that is asked.

import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { FitDone } from "../../../../analysis/watch/fit/fit.ts";
import type { Io } from "../../io.ts";
import { reasonOf } from "../../output.ts";

export type Checkpoint = {
  file: string | undefined;
  before: FitDone | undefined;
  keep: (done: FitDone) => void;
  end: () => void;
};

/** Between two writes, in milliseconds. */
const EVERY = 5_000;

/** What was kept under the same key; a file of another fit, or one that cannot be read, is written over. */
function readKept(io: Io, file: string, key: string): FitDone | undefined {
  try {
    const found = JSON.parse(readFileSync(file, "utf8")) as { key: string; done: FitDone };
    if (found.key !== key) return undefined;
    io.err(`standoff: goes on from ${file}\n`);
    return found.done;
  } catch {
    return undefined;
  }
}

export function checkpointFor(io: Io, output: string | undefined, key: string): Checkpoint {
  if (output === undefined) return { file: undefined, before: undefined, keep: () => undefined, end: () => undefined };
  const file = `${output}.part`;
  let [last, hasFailed] = [0, false];
  const keep = (done: FitDone) => {
    const now = performance.now();
    if (hasFailed || (now - last < EVERY && last > 0)) return;
    last = now;
    try {
      writeFileSync(`${file}~`, JSON.stringify({ key, done }));
      renameSync(`${file}~`, file);
    } catch (error) {
      hasFailed = true;
      io.err(`standoff: cannot keep what is done in \`${file}\`: ${reasonOf(error)}; the fit goes on without it\n`);
    }
  };
  return { file, before: readKept(io, file, key), keep, end: () => rmSync(file, { force: true }) };
}
