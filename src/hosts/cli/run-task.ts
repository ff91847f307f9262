// A task run for the command line: workers or a cluster play it, Ctrl-C stops it, progress and notes go to stderr, and what there is no
// result of becomes an exit code. Ctrl-C a second time ends the program at once.

import { type Executor, playCounted } from "../../ensemble/jobs.ts";
import { isRefused, type Note, type Outcome, type Refusal, type Task, type Why } from "../../tasks/task.ts";
import { type Pool, workerPool } from "../pool/pool.ts";
import { EXIT, type Io } from "./io.ts";
import { type ClosedExecutor, executorFor, type PlayingOptions, stoppable } from "./playing.ts";

const CODES: Readonly<Record<Why, number>> = {
  usage: EXIT.usage,
  model: EXIT.wrong,
  none: EXIT.refused,
  outside: EXIT.outside,
  stopped: EXIT.stopped,
};

/** What the command line puts before a sentence of its own; problems and answers stand as they are. */
const prefixOf = ({ refused, problems }: Refusal) =>
  problems === undefined && ["usage", "model", "outside"].includes(refused) ? "standoff: " : "";

export function sayRefusal(io: Io, refusal: Refusal, json = false): void {
  io.err(`${prefixOf(refusal)}${refusal.says}\n`);
  if (json && refusal.json !== undefined) io.out(`${JSON.stringify(refusal.json)}\n`);
  io.code = CODES[refusal.refused];
}

/** What was found; undefined after it was said why it was not. */
export function orSay<T>(io: Io, found: T | Refusal): T | undefined {
  if (!isRefused(found)) return found;
  sayRefusal(io, found);
  return undefined;
}

export function sayNotes(io: Io, notes: readonly Note[], quiet = false): void {
  for (const { kind, says } of notes) if (!(quiet && kind === "faults")) io.err(`${says}\n`);
}

/** An executor that is made when something is first to be played: what is wrong with a request is said before. */
function whenNeeded(make: () => Promise<ClosedExecutor>): Executor & { close: () => Promise<void> } {
  let made: Promise<ClosedExecutor> | undefined;
  const get = () => {
    made ??= make();
    return made;
  };
  return {
    name: "workers",
    async *play(job) {
      yield* (await get()).play(job);
    },
    async *count(job, countings) {
      yield* playCounted(await get(), job, countings);
    },
    close: async () => {
      await (await made?.catch(() => undefined))?.close();
    },
  };
}

type RunSettings = PlayingOptions & {
  json?: boolean;
  /** Ends the play too, and what is played by then is kept: a limit of time. */
  until?: AbortSignal | undefined;
};

/** The result, after its notes were said; undefined after it was said why there is none. */
function said<R>(io: Io, { quiet, json }: RunSettings, outcome: Outcome<R>): R | undefined {
  if (isRefused(outcome)) {
    sayRefusal(io, outcome, json);
    return undefined;
  }
  sayNotes(io, outcome.notes, quiet);
  return outcome.result;
}

async function run<Q, R, E extends { close: () => Promise<void> }>(
  io: Io,
  settings: RunSettings,
  task: Task<Q, R, E>,
  request: Q,
  make: (signal: AbortSignal) => E,
): Promise<R | undefined> {
  const outcome = await stoppable(io, settings.quiet, async (signal, progress) => {
    const ended = settings.until ? AbortSignal.any([signal, settings.until]) : signal;
    const executor = make(signal);
    try {
      return await task(request, executor, ended, progress.at);
    } finally {
      await executor.close();
    }
  });
  return said(io, settings, outcome);
}

/** Runs a task by the workers or the cluster that the settings ask for. */
export const runTask = <Q, R>(io: Io, settings: RunSettings, task: Task<Q, R>, request: Q): Promise<R | undefined> =>
  run<Q, R, ClosedExecutor>(io, settings, task, request, (signal) =>
    whenNeeded(() => executorFor(io, settings, signal)),
  );

/** Runs a task whose runs are stopped, copied and played on, which worker threads do: states would travel more than they are played. */
export function runHere<Q, R>(io: Io, settings: RunSettings, task: Task<Q, R, Pool>, request: Q) {
  if (settings.cluster)
    io.err("standoff: this is played here, not on the cluster: its runs are copied at every date\n");
  return run(io, settings, task, request, (signal) => workerPool({ workers: settings.workers, signal }));
}
