// What a verb of the command line may touch: two streams, an exit code, and whether a person is watching.
// Exit codes (docs/command-line.md): 0 done, 1 the model or data is wrong or a --require failed, 2 wrong usage,
// 3 an answer is refused, 4 something outside failed, 130 stopped by Ctrl-C.

import type { Command } from "commander";
import type { Document } from "../../present/document/document.ts";

export const EXIT = { done: 0, wrong: 1, usage: 2, refused: 3, outside: 4, stopped: 130 } as const;

/** A result in the two forms that a program wants: as a document, and as plain data. */
export type Taken = { document: () => Document; json: () => unknown };

export type Io = {
  /** The answer, to stdout. The text ends with its own newline. */
  out: (text: string) => void;
  /** Everything else, to stderr. */
  err: (text: string) => void;
  /** stderr is a terminal: progress may be shown. */
  watched: boolean;
  /** Colour and unicode may be used on stdout. */
  colour: boolean;
  /** Stack traces are shown: for our own bugs. */
  debug?: boolean;
  /** Takes a result whole, in place of printing it: for callers that want both its words and its data. */
  take?: (result: Taken) => void;
  /** The exit code to end with. */
  code: number;
};

/** One verb: adds itself to the program. Its action sets `io.code` and never throws for what a person did. */
export type AddVerb = (program: Command, io: Io) => void;
