// Which importer a file is for: by its ending, else by how it begins. In: a name and its text. Out: what the importer made of it.

import { readModel } from "../language/read-model.ts";
import { type Imported, problemsOf } from "./foreign.ts";
import { readCrossImpact } from "./read-cross-impact.ts";
import { readInfluence } from "./read-influence.ts";
import { readMdl } from "./read-mdl.ts";
import { readXmile } from "./read-xmile.ts";

export const FORMATS: Readonly<
  Record<string, { says: string; endings: string[]; read: (text: string, file: string) => Imported }>
> = {
  xmile: { says: "XMILE (Stella, Vensim, isee)", endings: [".xmile", ".stmx", ".itmx", ".xml"], read: readXmile },
  mdl: { says: "Vensim's text format", endings: [".mdl"], read: readMdl },
  scw: { says: "ScenarioWizard's cross-impact matrix", endings: [".scw"], read: readCrossImpact },
  map: {
    says: "an influence map of Mental Modeler or Loopy",
    endings: [".csv", ".tsv", ".mmp", ".loopy", ".json"],
    read: readInfluence,
  },
};

function formatOf(file: string, text: string): string | undefined {
  const ending = /\.\w+$/.exec(file.toLowerCase())?.[0] ?? "";
  const named = Object.keys(FORMATS).find((id) => FORMATS[id]!.endings.includes(ending));
  if (named) return named;
  if (/^\s*<(\?xml|xmile)/i.test(text)) return "xmile";
  return /^\{UTF-8\}/.test(text) ? "mdl" : undefined;
}

/** What is wrong with the model that came of a file: circles, for one, which its own tool may allow. */
function readBack(imported: Imported, file: string): Imported {
  const { yaml } = imported;
  if (yaml === undefined) return imported;
  const wrong = readModel("standoff.yaml", (path) => (path === "standoff.yaml" ? yaml : undefined)).problems;
  const told = problemsOf(file);
  for (const { severity, says, at } of wrong)
    if (severity === "error") told.wrong(1, `the model made of it does not read: ${says} (its line ${at.line})`);
  return { ...imported, problems: [...imported.problems, ...told.list] };
}

/** Reads a file of another tool; `format` where its ending does not say what it is. */
export function readForeign(text: string, file: string, format = formatOf(file, text)): Imported {
  const found = format === undefined ? undefined : FORMATS[format];
  if (found) return readBack(found.read(text, file), file);
  const told = problemsOf(file);
  const known = Object.entries(FORMATS).map(([id, { endings }]) => `${id} (${endings.join(" ")})`);
  told.wrong(
    1,
    format === undefined ? "its ending does not say what it is" : `there is no format \`${format}\``,
    `--format may be: ${known.join(", ")}`,
  );
  return { problems: told.list, taken: 0 };
}
