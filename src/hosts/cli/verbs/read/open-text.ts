// Opens the file that `standoff read` is given: from the disk or from standard input, never more than the intake takes.
// In: a name. Out: what the intake made of it; or undefined, with the reason said and exit 4, where the system refused.

import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { Problem } from "../../../../base/problem.ts";
import { type Intake, MOST_BYTES, takeIn } from "../../../../formats/documents/intake.ts";
import { countProblems, sayProblem } from "../../../../present/words/say-problems.ts";
import { EXIT, type Io } from "../../io.ts";
import { reasonOf } from "../../output.ts";
import { paintProblem } from "../../paint.ts";

export async function openText(file: string, encoding: string | undefined, io: Io): Promise<Intake | undefined> {
  const bytes = file === "-" ? await fromStdin() : fromDisk(file, io);
  if (!bytes) return undefined;
  const name = file === "-" ? "standard input" : basename(file);
  return takeIn(bytes, name, encoding === undefined ? {} : { encoding });
}

function fromDisk(file: string, io: Io): Uint8Array | undefined {
  try {
    const about = statSync(file);
    if (about.isDirectory()) return refuse(file, "it is a folder; name the text in it", io);
    // One byte too many is enough for the intake to say how much is too much.
    return about.size > MOST_BYTES ? new Uint8Array(Math.min(about.size, 2 * MOST_BYTES)) : readFileSync(file);
  } catch (error) {
    return refuse(file, reasonOf(error), io);
  }
}

function refuse(file: string, why: string, io: Io): undefined {
  io.err(`standoff: cannot read \`${file}\`: ${why}\n`);
  io.code = EXIT.outside;
  return undefined;
}

async function fromStdin(): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of process.stdin) {
    parts.push(part);
    size += part.length;
    if (size > MOST_BYTES) break;
  }
  return new Uint8Array(Buffer.concat(parts));
}

export function sayProblems(problems: readonly Problem[], quiet: boolean, io: Io): void {
  for (const problem of problems) {
    if (quiet && problem.severity === "warning") continue;
    const text = sayProblem(problem, undefined, (file) => file);
    io.err(`${paintProblem(text, problem.severity, io.colour)}\n`);
  }
  if (problems.some((p) => p.severity === "error")) io.err(`${countProblems(problems)}\n`);
}
