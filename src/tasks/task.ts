// A task is one verb: `(request, executor, signal, progress) -> outcome`. The command line, the page, assistants and programs all call it.
// In: a request of plain data (with the source of its model), who plays, a signal that ends it, a callback for how far it is.
// Out: a result of plain data with what is said beside it, or why there is none. Rule: no Node, no DOM, no words of a command line.
// A signal ends the phase that is played; where what was played by then is an answer, it is the result, marked `stopped`.

import type { Problem } from "../base/problem.ts";
import type { Executor } from "../ensemble/jobs.ts";

/** What a task reads of an AbortSignal. */
export type Signal = { readonly aborted: boolean };

export type Progress = (done: number, of: number) => void;

/** Why there is no result: the request is wrong, the model is wrong, the question has no answer, a file is missing, it was stopped. */
export type Why = "usage" | "model" | "none" | "outside" | "stopped";

export type Refusal = {
  refused: Why;
  /** One sentence; with problems, all of them as a person reads them. */
  says: string;
  problems?: readonly Problem[] | undefined;
  /** What a program reads in place of the result. */
  json?: unknown;
  /** Futures that were played, and those of them that were stopped. */
  counts?: { runs: number; failed: number } | undefined;
};

/** What is said beside a result. `faults`: some futures were stopped, which a host that was told to be quiet leaves out. */
export type Note = { kind: "warning" | "faults" | "stopped"; says: string };

export type Done<R> = { result: R; notes: readonly Note[] };

export type Outcome<R> = Done<R> | Refusal;

export type Task<Q, R, E = Executor> = (
  request: Q,
  executor: E,
  signal: Signal,
  progress: Progress,
) => Promise<Outcome<R>>;

/** What a task works with, for its parts. */
export type Work<E = Executor> = { executor: E; signal: Signal; progress: Progress };

export const refuse = (refused: Why, says: string, more: Omit<Refusal, "refused" | "says"> = {}): Refusal => ({
  refused,
  says,
  ...more,
});

export const isRefused = <T>(found: T | Refusal): found is Refusal =>
  typeof found === "object" && found !== null && "refused" in found && "says" in found;

export const done = <R>(result: R, notes: readonly (Note | undefined)[] = []): Done<R> => ({
  result,
  notes: notes.filter((note) => note !== undefined),
});

/** Said where a result rests on less than was asked for. */
export const stoppedNote = (signal: Signal): Note | undefined =>
  signal.aborted ? { kind: "stopped", says: "Stopped: this rests on what was played so far." } : undefined;
