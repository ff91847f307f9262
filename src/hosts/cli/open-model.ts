// Opens a model for a verb: finds it, reads and checks it, says what is wrong on stderr and sets the exit code.
// Wrong levers (--set, --hold, --scenario) are wrong usage; anything else wrong in the model is exit 1; no model at all, exit 4.

import { readFileSync } from "node:fs";
import type { CheckedModel } from "../../language/checked-model.ts";
import type { Departures } from "../../language/names/departures.ts";
import type { ReadFile } from "../../language/names/load.ts";
import { type ReadResult, readModel } from "../../language/read-model.ts";
import { countProblems, sayProblem } from "../../present/words/say-problems.ts";
import type { Source } from "../../tasks/source.ts";
import { findModel, isFound, type ModelFolder } from "../files/model-folder.ts";
import { EXIT, type Io } from "./io.ts";

export type Opened = { model: CheckedModel; folder: ModelFolder; read: ReadResult };

export const sayAll = (read: ReadResult, folder: ModelFolder, of = read.problems) =>
  of.map((p) => sayProblem(p, read.texts.get(p.at.file), folder.show)).join("\n");

const isLever = (file: string) => file.startsWith("--");

/** Finds the folder; says why not. */
export function openFolder(named: string, io: Io): ModelFolder | undefined {
  const found = findModel(named);
  if (isFound(found)) return found;
  io.err(`standoff: ${found.says}\n`);
  io.code = EXIT.outside;
  return undefined;
}

export function sourceOfFolder(named: string, folder: ModelFolder): Source {
  const read: Source["read"] = (departures) =>
    readModel(folder.main, besideReader(folder.read, departures.scenarios ?? []), departures);
  return { named, where: "terminal", read, text: folder.read, show: folder.show };
}

/** The model as a task opens it; undefined after it was said that there is none. */
export function openSource(named: string, io: Io): Source | undefined {
  const folder = openFolder(named, io);
  return folder && sourceOfFolder(named, folder);
}

/** Also reads what a fit wrote where the person stands: the files of a scenario that is asked for by name. */
function besideReader(read: ReadFile, scenarios: readonly string[]): ReadFile {
  const names = new Set(scenarios.flatMap((id) => [`${id}.yaml`, `${id}.csv`]));
  const here = (path: string) => (/^[\w-]+\.\w+$/.test(path) && names.has(path) ? textHere(path) : undefined);
  return Object.assign((path: string) => read(path) ?? here(path), { source: read.source });
}

function textHere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** The checked model, or undefined after its errors were said. */
export function openModel(named: string, departures: Departures, io: Io): Opened | undefined {
  const folder = openFolder(named, io);
  if (!folder) return undefined;
  const read = readModel(folder.main, besideReader(folder.read, departures.scenarios ?? []), departures);
  if (read.model) {
    // What a lever leaves without effect; warnings of the model itself are for `check`
    const idle = read.problems.filter((p) => isLever(p.at.file));
    if (idle.length > 0) io.err(`${sayAll(read, folder, idle)}\n`);
    return { model: read.model, folder, read };
  }
  const errors = read.problems.filter((p) => p.severity === "error");
  io.err(`${sayAll(read, folder, errors)}\n${countProblems(errors)}\n`);
  io.code = errors.every((p) => isLever(p.at.file)) ? EXIT.usage : EXIT.wrong;
  return undefined;
}
