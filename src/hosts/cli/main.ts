// Where the command line meets the process: streams, terminal, exit code. Everything else is program.ts.

import { readFileSync } from "node:fs";
import type { Io } from "./io.ts";
import { mayColour } from "./paint.ts";
import { runProgram, sayUnforeseen } from "./program.ts";

const { stdout, stderr, env } = process;
const words = process.argv.slice(2);

const io: Io = {
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  watched: stderr.isTTY === true && env.TERM !== "dumb",
  colour: mayColour(stdout.isTTY === true, env, words),
  debug: env.STANDOFF_DEBUG === "1",
  code: 0,
};

const versionOf = () =>
  (JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as { version: string }).version;

// `standoff ask | head`: whoever reads has gone, and nothing is wrong
stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? io.code : 4));
process.on("uncaughtException", (error) => {
  sayUnforeseen(io, error);
  process.exit(io.code);
});

await runProgram(words, io, versionOf());
process.exitCode = io.code;
