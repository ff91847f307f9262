// A model on a disk: a folder with standoff.yaml, one .yaml file, or standard input. In: what the person named.
// Out: the reader's ReadFile. It never reads outside the folder, not even through a symbolic link; the two exceptions are those
// of the language (names/load.ts): a whole model that stands beside this one, and the folder `texts` beside it.

import { readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { decodeText } from "../../formats/documents/decode-text.ts";
import type { ReadFile, SourceFileText } from "../../language/names/load.ts";
import { sha256Hex } from "../../statistics/sha256.ts";
import { shippedModels } from "./shipped-models.ts";

export type ModelFolder = {
  /** What the reader is given: the main file, relative to the folder. */
  main: string;
  read: ReadFile;
  /** A file as the person would name it from where they stand. */
  show: (file: string) => string;
  /** Where a file of the model is on the disk. */
  path: (file: string) => string;
};

export const MAIN_FILE = "standoff.yaml";
const STDIN = "standard input";
/** Larger files are not read at all: a model file may have 2 MB, a source text a little more. */
const MOST_BYTES = 64_000_000;

const inside = (folder: string, path: string) =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** The folder in which a path must really lie: the model's own, or the one beside it that it names. */
function homeOf(root: string, path: string): string {
  const [up, beside] = path.split("/");
  return up === ".." && beside !== undefined && beside !== ".." ? join(dirname(root), beside) : root;
}

function bytesIn(folder: string, path: string): Buffer | undefined {
  try {
    const root = realpathSync(folder);
    const real = realpathSync(resolve(root, path));
    if (!inside(homeOf(root, path), real)) return undefined;
    const about = statSync(real);
    return about.isFile() && about.size <= MOST_BYTES ? readFileSync(real) : undefined;
  } catch {
    return undefined;
  }
}

/** The text that the intake makes of the bytes (its marks and encoding seen to), with the hashes by which it may be named. */
function sourceIn(folder: string, path: string): SourceFileText | undefined {
  const bytes = bytesIn(folder, path);
  if (bytes === undefined) return undefined;
  const { text } = decodeText(bytes, path);
  const hash = sha256Hex(bytes);
  return text === undefined ? { text: "", hashes: [hash] } : { text, hashes: [hash, sha256Hex(text)] };
}

function readerOf(folder: string): ReadFile {
  const read: ReadFile = (path) => bytesIn(folder, path)?.toString("utf8");
  return Object.assign(read, { source: (path: string) => sourceIn(folder, path) });
}

function onDisk(folder: string, main: string, named: string): ModelFolder {
  const prefix = named === "." || named === "" ? "" : `${named.replace(/[\\/]+$/, "")}/`;
  return {
    main,
    read: readerOf(folder),
    show: (file) => (file.startsWith("../") ? join(named === "" ? "." : named, file) : `${prefix}${file}`),
    path: (file) => resolve(folder, file),
  };
}

/** How to come by a model that somebody who has the package alone names as the documents do. */
const shippedAs = (name: string) =>
  shippedModels().has(name)
    ? `; the model of this name comes with Standoff: \`standoff new ${name} --from ${name}\` makes a copy`
    : "";

/** Finds a model by what a person wrote; or says, in one line, why there is none. */
export function findModel(named: string): ModelFolder | { says: string } {
  if (named === "-") {
    const text = readFileSync(0, "utf8");
    const rest = readerOf(".");
    return {
      main: STDIN,
      read: Object.assign((path: string) => (path === STDIN ? text : rest(path)), { source: rest.source }),
      show: (file) => file,
      path: (file) => resolve(file),
    };
  }
  const about = statSync(named, { throwIfNoEntry: false });
  if (!about) return { says: `there is no folder or file \`${named}\`${shippedAs(basename(named))}` };
  if (about.isFile()) {
    const folder = dirname(named);
    return onDisk(folder, basename(named), named.includes("/") ? folder : "");
  }
  if (!statSync(join(named, MAIN_FILE), { throwIfNoEntry: false })) {
    return { says: `\`${named}\` holds no ${MAIN_FILE}, so it is not a model; \`standoff new mine\` makes one` };
  }
  return onDisk(named, MAIN_FILE, named);
}

export const isFound = (found: ModelFolder | { says: string }): found is ModelFolder => "main" in found;
