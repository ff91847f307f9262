// The library's way in: the text of a model, or its files by path, to a checked model and problems. Pure: reads no disk, so it works in
// a browser too. What a person wrote wrong comes back as problems, all at once, and is never thrown.

import type { Departures } from "../../language/names/departures.ts";
import { type ReadResult, readModel } from "../../language/read-model.ts";

/** Paths, relative to the model's folder, and what stands in the files. */
export type Files = Readonly<Record<string, string>>;

export type ReadOptions = Departures & {
  /** The main file where several are given: `standoff.yaml` where nothing is said. */
  main?: string | undefined;
};

const MAIN = "standoff.yaml";

/**
 * Reads and checks a model: one text, or several files by path. `scenarios`, `set` and `hold` are laid over it, as on the command line.
 * `model` is missing where there is an error; `problems` names every one with file, line, column and what would mend it.
 *
 * @example
 * const { model, problems } = read(text, { set: [["CHN.foresight", "24"]] });
 */
export function read(source: string | Files, options: ReadOptions = {}): ReadResult {
  const { main = MAIN, ...departures } = options;
  const files: Files = typeof source === "string" ? { [main]: source } : source;
  return readModel(main, (path) => (Object.hasOwn(files, path) ? files[path] : undefined), departures);
}
