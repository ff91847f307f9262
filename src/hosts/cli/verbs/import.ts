// `standoff import`: a model of another tool as a model of ours. Prints it; writes a folder only when asked, and never over anything.
// What could not be taken is said on stderr with its line, so that a partial import is never mistaken for a whole one.

import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Imported } from "../../../formats/foreign.ts";
import { FORMATS, readForeign } from "../../../formats/read-foreign.ts";
import { readModel } from "../../../language/read-model.ts";
import { plainText } from "../../../present/document/plain-text.ts";
import { plural } from "../../../present/words/figures.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { reasonOf } from "../output.ts";

type ImportSettings = { to?: string; format?: string; json: boolean };

const MOST_BYTES = 8_000_000;

function textOf(file: string): { text: string } | { says: string } {
  try {
    const about = statSync(file);
    if (!about.isFile()) return { says: `\`${file}\` is no file` };
    if (about.size > MOST_BYTES) return { says: `\`${file}\` is too large (8 MB)` };
    return { text: readFileSync(file, "utf8") };
  } catch (error) {
    return { says: `cannot read \`${file}\`: ${reasonOf(error)}` };
  }
}

function sayProblems(io: Io, { problems }: Imported): void {
  for (const { at, says, mend } of problems)
    io.err(plainText(`${at.file}:${at.line}  ${says}${mend === undefined ? "" : `; ${mend}`}\n`));
}

function writeFolder(io: Io, folder: string, yaml: string): boolean {
  try {
    const main = join(folder, "standoff.yaml");
    if (existsSync(main)) {
      io.err(`standoff: \`${main}\` is there already; nothing was changed\n`);
      io.code = EXIT.outside;
      return false;
    }
    mkdirSync(folder, { recursive: true });
    writeFileSync(main, yaml, { flag: "wx" });
    return true;
  } catch (error) {
    io.err(`standoff: cannot write \`${folder}\`: ${reasonOf(error)}\n`);
    io.code = EXIT.outside;
    return false;
  }
}

function importFile(io: Io, file: string, { to, format, json }: ImportSettings): void {
  const found = textOf(file);
  if ("says" in found) {
    io.err(`standoff: ${found.says}\n`);
    io.code = EXIT.outside;
    return;
  }
  const imported = readForeign(found.text, file, format);
  const { yaml, problems, taken } = imported;
  if (problems.some((p) => p.severity === "error")) io.code = EXIT.wrong;
  if (json) {
    io.out(`${JSON.stringify({ schema: "standoff/import/1", taken, problems, yaml: yaml ?? null })}\n`);
    return;
  }
  sayProblems(io, imported);
  if (yaml === undefined) return;
  const left = problems.length > 0 ? `, ${plural(problems.length, "thing")} not: it is a part of the file` : "";
  const said = `${plural(taken, "part")} taken${left}`;
  if (to === undefined) io.out(yaml);
  else if (writeFolder(io, to, yaml)) {
    const { model } = readModel("standoff.yaml", (path) => (path === "standoff.yaml" ? yaml : undefined));
    const next = model?.questions[0] ? `standoff ask ${to} ${model.questions[0].id}` : `standoff check ${to}`;
    io.out(`Made ${join(to, "standoff.yaml")} (${said}). Next: ${next}\n`);
    return;
  }
  if (problems.length > 0) io.err(`${said}\n`);
}

export const addImport: AddVerb = (program, io) => {
  program
    .command("import")
    .description(
      "Reads a model of another tool: XMILE, Vensim, ScenarioWizard, influence maps; says what it could not take.",
    )
    .argument("<file>", "the file")
    .addHelpText("before", "  $ standoff import teacup.xmile --to teacup\n")
    .option("--to <folder>", "write the model into a folder (it is printed otherwise)")
    .option("--format <id>", `where the ending does not say it: ${Object.keys(FORMATS).join(", ")}`)
    .option("--json", "print one JSON object", false)
    .action((file: string, settings: ImportSettings) => importFile(io, file, settings));
};
