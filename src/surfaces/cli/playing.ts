// Playing for a verb: a pool of workers or a cluster, a progress line, and Ctrl-C, which stops the play and keeps what is played.
// A second Ctrl-C ends the program at once.

import type { Player } from "../../ensemble/jobs.ts";
import { workerPool } from "../pool/pool.ts";
import { EXIT, type Io } from "./io.ts";
import { type Progress, progressLine } from "./progress.ts";

type ClosedPlayer = Player & { close: () => Promise<void> };

export type Playing = { player: ClosedPlayer; progress: Progress; stopped: () => boolean };

export type PlayingOptions = { workers: number; cluster?: string | undefined; quiet?: boolean | undefined };

/** The player that the settings ask for. Throws, in words, where the cluster cannot be used. */
async function playerFor(io: Io, { workers, cluster }: PlayingOptions, signal: AbortSignal): Promise<ClosedPlayer> {
  if (cluster === undefined) return workerPool({ workers, signal });
  // Only here: what a cluster needs is not loaded for those who have none
  const [{ addressOf }, { clusterPlayer }] = await Promise.all([
    import("../cluster/address.ts"),
    import("../cluster/cluster-player.ts"),
  ]);
  const address = addressOf(cluster, process.env);
  if ("says" in address) throw new Error(address.says);
  return clusterPlayer({ address, signal, say: (text) => io.err(`standoff: ${text}\n`) });
}

export async function playing<T>(io: Io, options: PlayingOptions, use: (playing: Playing) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const player = await playerFor(io, options, abort.signal);
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
