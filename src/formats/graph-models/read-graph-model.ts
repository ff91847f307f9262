// One door for every written graph model: by the ending of its name, and for .json, or a name without one, by what is in it.
// In: a file's name and text. Out: the written model, or all that keeps it from being one.

import { complain } from "../../language/text/written-tree.ts";
import { readCase } from "./read-case.ts";
import { looksLikeGmcr, readGmcr } from "./read-gmcr.ts";
import { readJson } from "./read-json.ts";
import { type ReadOrdinal, readOrdinal } from "./read-ordinal.ts";

export const MODEL_ENDINGS = [".yaml", ".yml", ".json", ".gmcr"] as const;

export function readModel(file: string, text: string): ReadOrdinal {
  const isNamed = MODEL_ENDINGS.some((ending) => file.toLowerCase().endsWith(ending));
  if (/\.ya?ml$/i.test(file) || (!isNamed && !/^\ufeff?\s*\{/.test(text))) return readOrdinal(file, text);
  const { reading, tree } = readJson(file, text);
  if (!tree) return { problems: reading.problems };
  if (tree.kind !== "map") {
    complain(reading, tree, { code: "not-a-model", says: "a graph model is one JSON object" });
    return { problems: reading.problems };
  }
  return /\.gmcr$/i.test(file) || looksLikeGmcr(tree) ? readGmcr(reading, tree) : readCase(reading, tree);
}
