// `standoff work`: one worker of a cluster. It plays what clients put into the queue until it is stopped.

import { availableParallelism } from "node:os";
import { Option } from "commander";
import { count } from "../../../present/words/figures.ts";
import type { Address } from "../../cluster/address.ts";
import { ClusterFailed } from "../../cluster/connect.ts";
import { work } from "../../cluster/work.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { addCluster, wholeNumber } from "../settings.ts";

type WorkSettings = { cluster: Address; workers: number; lease: number; quiet: boolean };

async function workAt(io: Io, { cluster, workers, lease, quiet }: WorkSettings): Promise<void> {
  const abort = new AbortController();
  const stop = () => {
    if (abort.signal.aborted) process.exit(EXIT.stopped);
    if (!quiet) io.err("Finishing what is begun; once more ends at once\n");
    abort.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  try {
    const say = (text: string) => void (quiet || io.err(`${text}\n`));
    const runs = await work({ address: cluster, threads: workers, lease, signal: abort.signal, say });
    io.out(`${count(runs)} runs played\n`);
  } catch (error) {
    if (!(error instanceof ClusterFailed)) throw error;
    io.err(`standoff: ${error.message}\n`);
    io.code = EXIT.outside;
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

export const addWork: AddVerb = (program, io) => {
  const command = program
    .command("work")
    .description("Plays for a cluster, until it is stopped: as many of these as you have machines.")
    .addHelpText("before", "  $ standoff work --cluster redis://127.0.0.1\n");
  addCluster(command, true)
    .addOption(
      new Option("--workers <n>", "worker threads (as many as there are cores)")
        .argParser(wholeNumber(1, 256))
        .default(availableParallelism(), "cores"),
    )
    .addOption(
      new Option("--lease <seconds>", "after so long without a sign of life, work goes to another")
        .argParser(wholeNumber(1, 3600))
        .default(10),
    )
    .option("-q, --quiet", "say nothing but what went wrong", false)
    .action((settings: WorkSettings) => workAt(io, settings));
};
