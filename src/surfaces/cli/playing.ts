// Playing for a verb: a pool of workers, a progress line, and Ctrl-C, which stops the play and keeps what is played.
// A second Ctrl-C ends the program at once.

import { type Pool, workerPool } from "../pool/pool.ts";
import { EXIT, type Io } from "./io.ts";
import { type Progress, progressLine } from "./progress.ts";

export type Playing = { player: Pool; progress: Progress; stopped: () => boolean };

export async function playing<T>(
  io: Io,
  options: { workers: number; quiet?: boolean | undefined },
  use: (playing: Playing) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const player = workerPool({ workers: options.workers, signal: abort.signal });
  const progress = progressLine(io, options.quiet);
  const stop = () => {
    if (abort.signal.aborted) process.exit(EXIT.stopped);
    io.code = EXIT.stopped;
    abort.abort();
  };
  process.on("SIGINT", stop);
  try {
    return await use({ player, progress, stopped: () => abort.signal.aborted });
  } finally {
    process.off("SIGINT", stop);
    progress.end();
    await player.close();
  }
}
