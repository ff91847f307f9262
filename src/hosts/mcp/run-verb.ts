// A verb of the command line, run inside this process for a program: the words a person would type in, its document and its data out.
// One at a time, each within a limit of time: then the play is stopped as by Ctrl-C, and what was played so far is the answer.

import { Command, CommanderError } from "commander";
import { toText } from "../../present/document/document.ts";
import { type AddVerb, EXIT, type Io, type Taken } from "../cli/io.ts";

export type Ran = {
  code: number;
  /** What the command prints for a person. */
  text: string;
  /** What it prints with --json; undefined where it printed none. */
  data: unknown;
  /** What it says beside the answer: problems, refusals, that it was stopped. */
  notes: string;
};

const SECONDS = 30;

const VERBS: Readonly<Record<string, () => Promise<AddVerb>>> = {
  check: async () => (await import("../cli/verbs/check.ts")).addCheck,
  ask: async () => (await import("../cli/verbs/ask.ts")).addAsk,
  play: async () => (await import("../cli/verbs/play.ts")).addPlay,
  compare: async () => (await import("../cli/verbs/compare.ts")).addCompare,
  explain: async () => (await import("../cli/verbs/explain.ts")).addExplain,
  foresight: async () => (await import("../cli/verbs/foresight.ts")).addForesight,
  game: async () => (await import("../cli/verbs/game.ts")).addGame,
  stability: async () => (await import("../cli/verbs/stability.ts")).addStability,
  read: async () => (await import("../cli/verbs/read.ts")).addRead,
  watch: async () => (await import("../cli/verbs/watch.ts")).addWatch,
};

type Caught = { io: Io; out: () => string; err: () => string; taken: () => Taken | undefined };

function catching(): Caught {
  let [out, err] = ["", ""];
  let taken: Taken | undefined;
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    take: (result) => {
      taken = result;
    },
    watched: false,
    colour: false,
    code: EXIT.done,
  };
  return { io, out: () => out, err: () => err, taken: () => taken };
}

async function runOnce(words: readonly string[]): Promise<Caught> {
  const caught = catching();
  const { io } = caught;
  try {
    const add = await VERBS[words[0]!]!();
    const program = new Command("standoff").exitOverride().configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      outputError: (text, write) => write(text.replace(/^error: /, "standoff: ")),
    });
    add(program, io);
    for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);
    await program.parseAsync([...words], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) io.code = EXIT.usage;
    else {
      io.err(`standoff: ${error instanceof Error ? error.message : String(error)}\n`);
      io.code = EXIT.outside;
    }
  }
  return caught;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function bothForms(words: readonly string[]): Promise<Ran> {
  const first = await runOnce([words[0]!, "--json", ...words.slice(1)]);
  const result = first.taken();
  const { code } = first.io;
  if (result) return { code, text: toText(result.document()), data: result.json(), notes: first.err() };
  const data = parsed(first.out());
  if (data === undefined) return { code, text: first.out(), data, notes: first.err() };
  const again = await runOnce(words);
  return { code, text: again.out(), data, notes: again.err() };
}

/** Stops what is being played, as Ctrl-C does. Where nothing is, nobody listens. */
const interrupt = () => void (process.listenerCount("SIGINT") > 0 && process.emit("SIGINT"));

let before: Promise<unknown> = Promise.resolve();

/** Runs a verb after those asked for earlier. `signal`: whoever asked has gone. `seconds`: what it may take from when its turn comes. */
export function runVerb(words: readonly string[], signal?: AbortSignal, seconds = SECONDS): Promise<Ran> {
  const run = async () => {
    if (signal?.aborted) return { code: EXIT.stopped, text: "", data: undefined, notes: "It was called off.\n" };
    const timer = setTimeout(interrupt, seconds * 1000);
    signal?.addEventListener("abort", interrupt, { once: true });
    try {
      return await bothForms(words);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", interrupt);
    }
  };
  const now = before.then(run, run);
  before = now.catch(() => undefined);
  return now;
}
