// The verbs put together. Usage errors become exit 2 with the nearest verb or option; what nobody foresaw becomes one sentence
// and exit 4, never a stack trace (STANDOFF_DEBUG=1 shows it).

import { Command, CommanderError, Help, type Option } from "commander";
import { type AddVerb, EXIT, type Io } from "./io.ts";

/** Only the verb that is asked for is loaded: none waits for the libraries of another. */
const VERBS: Readonly<Record<string, () => Promise<AddVerb>>> = {
  start: async () => (await import("./verbs/start.ts")).addStart,
  new: async () => (await import("./verbs/new.ts")).addNew,
  check: async () => (await import("./verbs/check.ts")).addCheck,
  ask: async () => (await import("./verbs/ask.ts")).addAsk,
  play: async () => (await import("./verbs/play.ts")).addPlay,
  query: async () => (await import("./verbs/query.ts")).addQuery,
  compare: async () => (await import("./verbs/compare.ts")).addCompare,
  explain: async () => (await import("./verbs/explain.ts")).addExplain,
  brief: async () => (await import("./verbs/brief.ts")).addBrief,
  foresight: async () => (await import("./verbs/foresight.ts")).addForesight,
  game: async () => (await import("./verbs/game.ts")).addGame,
  stability: async () => (await import("./verbs/stability.ts")).addStability,
  read: async () => (await import("./verbs/read.ts")).addRead,
  trace: async () => (await import("./verbs/trace.ts")).addTrace,
  claims: async () => (await import("./verbs/claims.ts")).addClaims,
  forecast: async () => (await import("./verbs/forecast.ts")).addForecast,
  score: async () => (await import("./verbs/score.ts")).addScore,
  watch: async () => (await import("./verbs/watch.ts")).addWatch,
  fit: async () => (await import("./verbs/fit.ts")).addFit,
  storylines: async () => (await import("./verbs/storylines.ts")).addStorylines,
  work: async () => (await import("./verbs/work.ts")).addWork,
  serve: async () => (await import("./verbs/serve.ts")).addServe,
  mcp: async () => (await import("./verbs/mcp.ts")).addMcp,
  lsp: async () => (await import("./verbs/lsp.ts")).addLsp,
  import: async () => (await import("./verbs/import.ts")).addImport,
  export: async () => (await import("./verbs/export.ts")).addExport,
  docs: async () => (await import("./verbs/docs.ts")).addDocs,
  schema: async () => (await import("./verbs/schema.ts")).addSchema,
};

/** The verb named, or all of them where none is: for help, and for the nearest to an unknown one. */
function verbsFor(words: readonly string[]): Promise<AddVerb[]> {
  const named = words.find((word) => !word.startsWith("-"));
  const one = named !== undefined && Object.hasOwn(VERBS, named) ? VERBS[named] : undefined;
  return Promise.all((one ? [one] : Object.values(VERBS)).map((load) => load()));
}

const EXAMPLE = "  $ standoff ask models/six-party china\n";
const CODES = `
Exit codes: 0 done, 1 the model is wrong or a --require failed, 2 wrong usage, 3 an answer is refused,
4 something outside failed, 130 stopped by Ctrl-C. Colour: --no-color or NO_COLOR=1 switches it off.`;

/** What an option does, and its default where that says something. */
function describeOption(option: Option): string {
  const { defaultValue, defaultValueDescription, description } = option;
  const isEmpty = Array.isArray(defaultValue) && defaultValue.length === 0;
  return defaultValue === false || isEmpty || defaultValueDescription === "none"
    ? description
    : new Help().optionDescription(option);
}

function programOf(io: Io, version: string, verbs: readonly AddVerb[]): Command {
  const program = new Command("standoff")
    .description("Plays strategic standoffs forward and answers what follows.")
    .version(version)
    .usage("VERB [folder] [options]")
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", CODES)
    .exitOverride()
    .configureHelp({ optionDescription: describeOption })
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      outputError: (text, write) => write(text.replace(/^error: /, "standoff: ")),
    });
  for (const add of verbs) add(program, io);
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
    await programOf(io, version, await verbsFor(plain)).parseAsync(plain, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) io.code = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    else sayUnforeseen(io, error);
  }
}
