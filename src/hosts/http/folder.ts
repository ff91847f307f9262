// A folder as the page sees it: its model files, the texts of its sources, and writing, only when asked and only inside.
// Symbolic links are followed for reading where the reader of models does, never for writing out of the folder.

import { existsSync, readdirSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { readModel } from "../../language/read-model.ts";
import { findModel, isFound, MAIN_FILE } from "../files/model-folder.ts";
import type { Files, Reading } from "../web/worker/protocol.ts";

const YAML = /\.ya?ml$/;
const MOST_FILES = 200;
const MOST_TEXT = 2_000_000;
const DEEPEST = 4;

export type Opened = { main: string; files: Files; texts: Files; read?: Reading | undefined };

/** The folder, absolute, and the main file in it. A model's file may be named itself. */
export function placeOf(named: string): { root: string; main: string } | { says: string } {
  const about = statSync(named, { throwIfNoEntry: false });
  if (!about) return { says: `there is no folder or file \`${named}\`` };
  if (about.isFile()) return { root: realpathSync(dirname(resolve(named))), main: basename(named) };
  return { root: realpathSync(named), main: MAIN_FILE };
}

/** Model files below a folder, hidden and installed ones left out. */
function yamlFiles(root: string, below = "", depth = 0): string[] {
  if (depth > DEEPEST) return [];
  return readdirSync(join(root, below), { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith(".") && entry.name !== "node_modules")
    .flatMap((entry) => {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return yamlFiles(root, path, depth + 1);
      return entry.isFile() && YAML.test(entry.name) ? [path] : [];
    })
    .slice(0, MOST_FILES);
}

/** The same, read again only where a file has changed: of many who ask at once, the first pays for the reading. */
export function openings(root: string, main: string): () => Opened {
  let last: { opened: Opened; seen: Map<string, string | undefined>; beside: string } | undefined;
  return () => {
    const found = findModel(join(root, main));
    const beside = existsSync(join(root, main)) && isFound(found) ? yamlFiles(root).join("\n") : "";
    const isSame = last?.beside === beside && isFound(found) && [...last.seen].every(([p, t]) => found.read(p) === t);
    if (last && isSame) return last.opened;
    const seen = new Map<string, string | undefined>();
    last = { opened: openFolder(root, main, seen), seen, beside };
    return last.opened;
  };
}

/** Everything that reading the model asks for, and the other model files beside it; `seen` is told what was read. */
export function openFolder(root: string, main: string, seen = new Map<string, string | undefined>()): Opened {
  const files: Record<string, string> = {};
  const texts: Record<string, string> = {};
  const found = findModel(join(root, main));
  if (!existsSync(join(root, main)) || !isFound(found)) return { main, files, texts };
  const read = (path: string) => {
    const text = found.read(path);
    seen.set(path, text);
    if (text !== undefined && text.length <= MOST_TEXT) (YAML.test(path) ? files : texts)[path] = text;
    return text;
  };
  const { model, problems } = readModel(main, read);
  // The record, for the Watch tab
  if (model?.history !== undefined) read(model.history);
  for (const path of yamlFiles(root)) if (!(path in files)) read(path);
  return { main, files, texts, read: { model, problems } };
}

const isInside = (root: string, path: string) =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);

/** Where a file may be written: a model file inside the folder, whose folder is there; undefined where it may not. */
export function writablePath(root: string, file: string): string | undefined {
  if (!YAML.test(file) || file.includes("\0") || file.split(/[\\/]/).some((part) => part.startsWith(".")))
    return undefined;
  const path = resolve(root, file);
  const folder = dirname(path);
  if (!isInside(root, path) || !existsSync(folder) || !isInside(root, realpathSync(folder))) return undefined;
  return existsSync(path) && !isInside(root, realpathSync(path)) ? undefined : path;
}

export type Save = { edits: Files; was: Files };

/** Writes all files or none. What was changed on the disk since the page read it is not written over. */
export function save(root: string, main: string, { edits, was }: Save): { says?: string } {
  const now = openFolder(root, main);
  const found = findModel(join(root, main));
  const paths: [string, string][] = [];
  for (const [file, text] of Object.entries(edits)) {
    const path = writablePath(root, file);
    if (path === undefined) return { says: `\`${file}\` is not a model file inside the folder, so it is not written.` };
    const onDisk = now.files[file] ?? (isFound(found) ? found.read(file) : undefined);
    if (onDisk !== was[file])
      return {
        says: `\`${file}\` has changed on the disk meanwhile; nothing is written. Reload to see it; your edits are kept.`,
      };
    paths.push([path, text]);
  }
  for (const [path, text] of paths) writeFileSync(path, text);
  return {};
}
