// The command line: `standoff VERB [folder] [options]`. Verbs are files of verbs/; here they are put together, usage errors
// become exit 2, and what nobody foresaw becomes one sentence (exit 4) instead of a stack trace.

import { Command, CommanderError } from "commander";
import { EXIT, type Io } from "./io.ts";
import { addAsk } from "./verbs/ask.ts";
import { addCheck } from "./verbs/check.ts";
import { addCompare } from "./verbs/compare.ts";
import { addPlay } from "./verbs/play.ts";

export async function main(words: readonly string[], io: Io): Promise<void> {
  const program = new Command("standoff").exitOverride().configureOutput({ writeOut: io.out, writeErr: io.err });
  for (const add of [addCheck, addAsk, addPlay, addCompare]) add(program, io);
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) io.code = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    else {
      io.err(`standoff: ${error instanceof Error ? error.message : String(error)}\n`);
      io.code = EXIT.outside;
    }
  }
}

const io: Io = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  watched: process.stderr.isTTY === true,
  colour: process.stdout.isTTY === true,
  code: 0,
};
await main(process.argv.slice(2), io);
process.exitCode = io.code;
