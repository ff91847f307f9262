// Playing for a verb: a pool of workers or a cluster, a progress line, and Ctrl-C, which stops the play and keeps what is played.
// A second Ctrl-C ends the program at once.

import type { Executor } from "../../ensemble/jobs.ts";
import type { Address } from "../cluster/address.ts";
import type { Priority } from "../cluster/priority.ts";
import { workerPool } from "../pool/pool.ts";
import { EXIT, type Io } from "./io.ts";
import { type Progress, progressLine } from "./progress.ts";

export type ClosedExecutor = Executor & { close: () => Promise<void> };

export type Playing = { executor: ClosedExecutor; progress: Progress; stopped: () => boolean };

export type PlayingOptions = {
  workers: number;
  cluster?: Address | undefined;
  priority?: Priority | undefined;
  quiet?: boolean | undefined;
};

/** The executor that the settings ask for. Throws, in words, where the cluster cannot be used. */
export async function executorFor(
  io: Io,
  { workers, cluster, priority }: PlayingOptions,
  signal: AbortSignal,
): Promise<ClosedExecutor> {
  if (cluster === undefined) return workerPool({ workers, signal });
  // Only here: what a cluster needs is not loaded for those who have none
  const { clusterExecutor } = await import("../cluster/cluster-executor.ts");
  return clusterExecutor({ address: cluster, priority, signal, say: (text) => io.err(`standoff: ${text}\n`) });
}

/** Does something that Ctrl-C stops, with a line that says how far it is. */
export async function stoppable<T>(
  io: Io,
  quiet: boolean | undefined,
  use: (signal: AbortSignal, progress: Progress) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const progress = progressLine(io, quiet);
  const stop = () => {
    if (abort.signal.aborted) process.exit(EXIT.stopped);
    io.code = EXIT.stopped;
    abort.abort();
  };
  process.on("SIGINT", stop);
  try {
    return await use(abort.signal, progress);
  } finally {
    process.off("SIGINT", stop);
    progress.end();
  }
}

/** Uses an executor until the end of what is done with it; Ctrl-C stops it. */
function until<P extends ClosedExecutor, T>(
  io: Io,
  quiet: boolean | undefined,
  make: (signal: AbortSignal) => P | Promise<P>,
  use: (playing: { executor: P; progress: Progress; stopped: () => boolean }) => Promise<T>,
): Promise<T> {
  return stoppable(io, quiet, async (signal, progress) => {
    const executor = await make(signal);
    try {
      return await use({ executor, progress, stopped: () => signal.aborted });
    } finally {
      await executor.close();
    }
  });
}

export const playing = <T>(io: Io, options: PlayingOptions, use: (playing: Playing) => Promise<T>): Promise<T> =>
  until(io, options.quiet, (signal) => executorFor(io, options, signal), use);
