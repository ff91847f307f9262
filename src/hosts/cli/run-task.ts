// A task run for the command line: workers or a cluster play it, Ctrl-C stops it, progress and notes go to stderr, and what there is no
// result of becomes an exit code. Ctrl-C a second time ends the program at once.

import { type Executor, playCounted } from "../../ensemble/jobs.ts";
import type { Note, Refusal, Task, Why } from "../../tasks/task.ts";
import { isRefused } from "../../tasks/task.ts";
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

/** The result, after its notes were said; undefined after it was said why there is none. */
export async function runTask<Q, R>(
  io: Io,
  settings: PlayingOptions & { json?: boolean },
  task: Task<Q, R>,
  request: Q,
): Promise<R | undefined> {
  const outcome = await stoppable(io, settings.quiet, async (signal, progress) => {
    const executor = whenNeeded(() => executorFor(io, settings, signal));
    try {
      return await task(request, executor, signal, progress.at);
    } finally {
      await executor.close();
    }
  });
  if (isRefused(outcome)) {
    sayRefusal(io, outcome, settings.json);
    return undefined;
  }
  sayNotes(io, outcome.notes, settings.quiet);
  return outcome.result;
}
