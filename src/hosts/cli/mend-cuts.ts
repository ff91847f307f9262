// `check --fix`: values that a comma in braces cut are put in quotes, and nothing else of a file is touched.
// In: a model on the disk. Out: what was changed. Files of another model that is only used are left alone.

import { readFileSync, writeFileSync } from "node:fs";
import { readModel } from "../../language/read-model.ts";
import type { ModelFolder } from "../files/model-folder.ts";

export type Mended = { file: string; line: number; from: string; to: string };

/** In quotes that the text itself does not use; on one line. */
function quoted(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.includes('"') ? `'${line.replaceAll("'", "''")}'` : `"${line}"`;
}

const lineOf = (text: string, offset: number) => text.slice(0, offset).split("\n").length;

/** Mends the files of a model on the disk. Throws what the system says against writing. */
export function mendCuts(folder: ModelFolder): Mended[] {
  const { cuts, texts } = readModel(folder.main, folder.read);
  const mended: Mended[] = [];
  for (const file of new Set(cuts.map((cut) => cut.file))) {
    const text = texts.get(file);
    const path = folder.path(file);
    // The file as it is now must be the one that was read, or offsets would point elsewhere
    if (text === undefined || file.startsWith("../") || readFileSync(path, "utf8") !== text) continue;
    let after = text;
    // From the end, so that earlier offsets stay true
    for (const { from, to } of cuts.filter((cut) => cut.file === file).toSorted((a, b) => b.from - a.from)) {
      const whole = text.slice(from, to);
      after = after.slice(0, from) + quoted(whole) + after.slice(to);
      mended.unshift({ file, line: lineOf(text, from), from: whole, to: quoted(whole) });
    }
    writeFileSync(path, after);
  }
  return mended;
}
