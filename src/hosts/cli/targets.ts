// `standoff VERB [folder] [names...]`: the folder may be left out where the present one is a model.
// The first word is the folder where it exists, or looks like a path; otherwise all words are names of the model in `.`.

import { existsSync } from "node:fs";
import { MAIN_FILE } from "../files/model-folder.ts";

export function targetOf(words: readonly string[]): { named: string; names: string[] } {
  const [first, ...rest] = words;
  if (first === undefined) return { named: ".", names: [] };
  const isPath = first === "-" || existsSync(first) || /[\\/]|\.ya?ml$/.test(first);
  if (isPath || !existsSync(MAIN_FILE)) return { named: first, names: rest };
  return { named: ".", names: [...words] };
}
