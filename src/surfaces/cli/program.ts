// The verbs put together. Usage errors become exit 2 with the nearest verb or option; what nobody foresaw becomes one sentence
// and exit 4, never a stack trace (STANDOFF_DEBUG=1 shows it).

import { Command, CommanderError } from "commander";
import { type AddVerb, EXIT, type Io } from "./io.ts";
import { addAsk } from "./verbs/ask.ts";
import { addCheck } from "./verbs/check.ts";
import { addCompare } from "./verbs/compare.ts";
import { addExplain } from "./verbs/explain.ts";
import { addNew } from "./verbs/new.ts";
import { addPlay } from "./verbs/play.ts";
import { addSchema } from "./verbs/schema.ts";
import { addStability } from "./verbs/stability.ts";
import { addStart } from "./verbs/start.ts";

const VERBS: readonly AddVerb[] = [addStart, addNew, addCheck, addAsk, addPlay, addCompare, addExplain, addStability, addSchema];

const EXAMPLE = "  $ standoff ask models/six-party china\n";
const CODES = `
Exit codes: 0 done, 1 the model is wrong or a --require failed, 2 wrong usage, 3 an answer is refused,
4 something outside failed, 130 stopped by Ctrl-C. Colour: --no-color or NO_COLOR=1 switches it off.`;

function programOf(io: Io, version: string): Command {
  const program = new Command("standoff")
    .description("Plays strategic standoffs forward and answers what follows.")
    .version(version)
    .usage("VERB [folder] [options]")
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", CODES)
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      outputError: (text, write) => write(text.replace(/^error: /, "standoff: ")),
    });
  for (const add of VERBS) add(program, io);
  return program;
}

/** Says what nobody foresaw. */
export function sayUnforeseen(io: Io, error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  io.err(`standoff: ${message}\n`);
  if (io.debug) io.err(`${stack}\n`);
  io.code = EXIT.outside;
}

/** Runs one command line. Sets `io.code`; never throws. */
export async function runProgram(words: readonly string[], io: Io, version: string): Promise<void> {
  const plain = words.filter((word) => word !== "--no-color" && word !== "--color");
  try {
    await programOf(io, version).parseAsync(plain, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) io.code = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    else sayUnforeseen(io, error);
  }
}
