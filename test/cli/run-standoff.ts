// The command line as a person has it: its two streams and its exit code, in a whole process or in the test's own.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Io } from "../../src/hosts/cli/io.ts";
import { runProgram } from "../../src/hosts/cli/program.ts";

const MAIN = fileURLToPath(new URL("../../src/hosts/cli/main.ts", import.meta.url));
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export type Ended = { code: number | null; out: string; err: string };
export type Started = { child: ChildProcess; ended: Promise<Ended> };

export function start(
  words: readonly string[],
  options: { cwd?: string; input?: string; env?: NodeJS.ProcessEnv } = {},
): Started {
  const env = { ...process.env, NO_COLOR: "", FORCE_COLOR: "", ...options.env };
  const child = spawn(process.execPath, [MAIN, ...words], {
    cwd: options.cwd ?? ROOT,
    env,
    stdio: ["pipe", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout!.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr!.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  child.stdin!.on("error", () => undefined).end(options.input ?? "");
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => resolve({ code, out, err }));
  });
  return { child, ended };
}

export const standoff = (words: readonly string[], options?: Parameters<typeof start>[1]) =>
  start(words, options).ended;

/** Streams that keep what is said, for a part of the command line by itself. */
export function listening(): { io: Io; ended: () => Ended & { code: number } } {
  const said = { out: "", err: "" };
  const io: Io = {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    watched: false,
    colour: false,
    code: 0,
  };
  return { io, ended: () => ({ ...said, code: io.code }) };
}

/** The same program inside the test's own process: much quicker, for all that is not about processes. */
export async function within(words: readonly string[]): Promise<Ended & { code: number }> {
  const { io, ended } = listening();
  await runProgram(words, io, "0");
  return ended();
}

export const newFolder = () => mkdtempSync(join(tmpdir(), "standoff-cli-"));
