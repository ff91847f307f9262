// The models behind open files: what is open and unsaved counts before what is on the disk. In: texts by path. Out: the model of a file, read
// anew at each change, and the last good one where the text is broken just now. Reads the folder of a model alone, by the same rules as the CLI.

import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type ReadResult, readModel } from "../../language/read-model.ts";
import { findModel, isFound, MAIN_FILE } from "../files/model-folder.ts";

export type OpenModel = { root: string; read: ReadResult; good: ReadResult["model"] };

const MOST_UP = 8;

/** The folder at or above a file that holds a model; undefined where there is none. */
export function rootOf(file: string): string | undefined {
  let folder = dirname(file);
  for (let up = 0; up < MOST_UP; up++) {
    if (existsSync(join(folder, MAIN_FILE))) return folder;
    if (dirname(folder) === folder) return undefined;
    folder = dirname(folder);
  }
  return undefined;
}

export class Workspace {
  readonly #good = new Map<string, ReadResult["model"]>();
  readonly #textOf: (path: string) => string | undefined;

  /** `textOf`: the text of an open file, by its absolute path. */
  constructor(textOf: (path: string) => string | undefined) {
    this.#textOf = textOf;
  }

  open(file: string): OpenModel | undefined {
    const root = rootOf(file);
    const found = root === undefined ? undefined : findModel(root);
    if (root === undefined || !found || !isFound(found)) return undefined;
    const overlaid = Object.assign((path: string) => this.#textOf(join(root, path)) ?? found.read(path), found.read);
    const read = readModel(MAIN_FILE, overlaid);
    if (read.model) this.#good.set(root, read.model);
    return { root, read, good: read.model ?? this.#good.get(root) };
  }

  /** The same model with other texts in place: what a rename would make of it. */
  readWith({ root, read }: OpenModel, texts: ReadonlyMap<string, string>): ReadResult {
    const found = findModel(root);
    const disk = isFound(found) ? found.read : undefined;
    const overlaid = (path: string) => texts.get(path) ?? read.texts.get(path) ?? disk?.(path);
    return readModel(MAIN_FILE, disk ? Object.assign(overlaid, disk) : overlaid);
  }

  static within = (root: string, file: string) => relative(root, file).replaceAll("\\", "/");
}
