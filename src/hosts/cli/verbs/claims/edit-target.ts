// What the claims verbs edit: the files of a model, or one file of drafted claims. In: what a person named. Out: texts to edit, and writing that
// first makes sure that nothing is broken and that nobody changed a file in between. Files of another model that is only used are not touched.

import { readFileSync, realpathSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReadFile } from "../../../../language/names/load.ts";
import { readModel } from "../../../../language/read-model.ts";
import type { Editable } from "../../../../tasks/claims/edits.ts";
import type { ModelFolder } from "../../../files/model-folder.ts";
import { EXIT, type Io } from "../../io.ts";
import { openFolder } from "../../open-model.ts";
import { reasonOf } from "../../output.ts";

export type Target = Editable & {
  /** A whole model, not a file of drafts. */
  whole: boolean;
  show: (file: string) => string;
  path: (file: string) => string;
};

const WRAPPED = "drafts of claims";
const wrap = (file: string) =>
  `standoff: Drafts\nclock: { start: 2000, step: year, steps: 1 }\nuse: [${JSON.stringify(file)}]\n`;
const isWhole = (text: string) => /^(?:standoff|clock)\s*:/m.test(text);

function readerOver(folder: ModelFolder, files: ReadonlyMap<string, string>, main: string): ReadFile {
  const read = (path: string) => (path === WRAPPED ? wrap(main) : (files.get(path) ?? folder.read(path)));
  return Object.assign(read, { source: folder.read.source });
}

export function openTarget(named: string, io: Io): Target | undefined {
  const folder = named === "-" ? undefined : openFolder(named, io);
  if (named === "-") {
    io.err("standoff: claims are edited in a file, not in standard input\n");
    io.code = EXIT.usage;
  }
  if (!folder) return undefined;
  const { main } = folder;
  const whole = statSync(named).isDirectory() || isWhole(folder.read(main) ?? "");
  const root = whole ? main : WRAPPED;
  const read = readModel(root, readerOver(folder, new Map(), main));
  const files = new Map([...read.texts].filter(([file]) => file !== WRAPPED && !file.startsWith("../")));
  const errors = (texts: ReadonlyMap<string, string>) =>
    readModel(root, readerOver(folder, texts, main)).problems.filter((p) => p.severity === "error");
  return { named, main, whole, files, show: folder.show, path: folder.path, errors };
}

/** Writes each file whole, beside it first. False, with the reason said, where one cannot be written or is no longer the one that was read. */
export function writeFiles(target: Target, edited: ReadonlyMap<string, string>, io: Io): boolean {
  for (const [file, text] of edited) {
    try {
      const path = realpathSync(target.path(file));
      if (readFileSync(path, "utf8") !== target.files.get(file)) {
        io.err(`standoff: ${target.show(file)} was changed meanwhile; nothing is written to it\n`);
        io.code = EXIT.outside;
        return false;
      }
      const beside = join(`${path}.standoff-new`);
      writeFileSync(beside, text, { mode: statSync(path).mode });
      renameSync(beside, path);
    } catch (error) {
      io.err(`standoff: cannot write \`${target.show(file)}\`: ${reasonOf(error)}\n`);
      io.code = EXIT.outside;
      return false;
    }
  }
  return true;
}
