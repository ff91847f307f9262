// `standoff new`: a folder with a model that plays at once: a copy of one we ship, a blank, or a blank that rests on a text.
// Never overwrites: a folder that is there and not empty is refused.

import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { Command } from "commander";
import { nearestName } from "../../../base/nearest-name.ts";
import { readModel } from "../../../language/read-model.ts";
import { plural } from "../../../present/words/figures.ts";
import { sha256Hex } from "../../../statistics/sha256.ts";
import { findModel, isFound } from "../../files/model-folder.ts";
import { shippedModels } from "../../files/shipped-models.ts";
import { blankModel } from "../blank-model.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { reasonOf } from "../output.ts";

type NewSettings = { from?: string; blank?: boolean; text?: string };

const MOST_TEXT_BYTES = 20_000_000;

class CannotMake extends Error {
  readonly code: number;
  constructor(says: string, code: number) {
    super(says);
    this.code = code;
  }
}

const shipped = () => [...shippedModels().keys()];

function copyShipped(from: string, folder: string): void {
  const known = shipped();
  if (!known.includes(from)) {
    const near = nearestName(from, known);
    throw new CannotMake(
      `no model \`${from}\` is shipped; ${near ? `did you mean \`${near}\`?` : `there are: ${known.join(", ")}`}`,
      EXIT.usage,
    );
  }
  cpSync(shippedModels().get(from)!, folder, { recursive: true, errorOnExist: true, force: false });
}

function readText(path: string): string {
  const about = statSync(path, { throwIfNoEntry: false });
  if (!about?.isFile()) throw new CannotMake(`there is no file \`${path}\``, EXIT.outside);
  if (about.size > MOST_TEXT_BYTES)
    throw new CannotMake(`\`${path}\` is too large for a source text (20 MB)`, EXIT.outside);
  const text = readFileSync(path, "utf8");
  if (/[\0\ufffd]/.test(text)) {
    throw new CannotMake(`\`${path}\` is not plain text; save it as UTF-8 text first`, EXIT.outside);
  }
  return text;
}

/** A file name that a model may name: letters, digits, dots, blanks and dashes. */
const plainName = (path: string) =>
  basename(path)
    .replace(/[^\w.-]+/g, "-")
    .replace(/^[^\w]+/, "") || "source.txt";

function makeBlank(folder: string, title: string, textPath: string | undefined): void {
  if (textPath === undefined) {
    writeFileSync(join(folder, "standoff.yaml"), blankModel(title), { flag: "wx" });
    return;
  }
  const text = readText(textPath);
  const file = `texts/${plainName(textPath)}`;
  mkdirSync(join(folder, "texts"));
  writeFileSync(join(folder, file), text, { flag: "wx" });
  const source = { title: basename(textPath, extname(textPath)), file, sha256: sha256Hex(text) };
  writeFileSync(join(folder, "standoff.yaml"), blankModel(title, source), { flag: "wx" });
}

function makeFolder(folder: string): void {
  if (!/^[\w. /\\:~-]+$/.test(folder) || !/\w/.test(basename(folder))) {
    throw new CannotMake(`\`${folder}\` cannot be the name of a folder; use letters, digits, - and _`, EXIT.usage);
  }
  const about = statSync(folder, { throwIfNoEntry: false });
  if (about && !about.isDirectory()) throw new CannotMake(`\`${folder}\` is a file already`, EXIT.outside);
  if (about && readdirSync(folder).length > 0) {
    throw new CannotMake(`\`${folder}\` is there already and is not empty; nothing was changed`, EXIT.outside);
  }
  mkdirSync(folder, { recursive: true });
}

/** `my-standoff` → `My standoff`. */
function titleOf(folder: string): string {
  const words = basename(folder).replace(/[-_]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function sayMade(io: Io, folder: string): void {
  const found = findModel(folder);
  const model = isFound(found) ? readModel(found.main, found.read).model : undefined;
  const parts = model
    ? `${plural(model.actors.length, "actor")}, ${plural(model.sources.length, "source")}`
    : "not complete yet";
  const question = model?.questions[0]?.id ?? "";
  io.out(`Made ${folder.replace(/\/+$/, "")}/ (standoff.yaml, ${parts}). Next: standoff ask ${folder} ${question}\n`);
}

function make(io: Io, folder: string, settings: NewSettings): void {
  try {
    const given = [settings.from, settings.blank, settings.text].filter((x) => x !== undefined && x !== false).length;
    if (given > 1)
      throw new CannotMake("--from, --blank and --text are three different beginnings; give one of them", EXIT.usage);
    // What the copy needs is looked at before anything is made
    if (settings.text !== undefined) readText(settings.text);
    if (settings.from !== undefined && !shipped().includes(settings.from)) copyShipped(settings.from, "");
    makeFolder(folder);
    if (settings.from !== undefined) copyShipped(settings.from, folder);
    else makeBlank(folder, titleOf(folder), settings.text);
    sayMade(io, folder);
  } catch (error) {
    io.err(
      `standoff: ${error instanceof CannotMake ? error.message : `cannot make \`${folder}\`: ${reasonOf(error)}`}\n`,
    );
    io.code = error instanceof CannotMake ? error.code : EXIT.outside;
  }
}

export const addNew: AddVerb = (program, io) => {
  const command: Command = program
    .command("new")
    .description("Makes a folder with a model that already plays. Never overwrites anything.")
    .argument("<folder>", "the folder to make")
    .addHelpText("before", "  $ standoff new korea --from two-states\n");
  command
    .option("--from <model>", `copy a model that comes with Standoff (${shipped().join(", ")})`)
    .option("--blank", "twenty lines that play and wait to be changed (the default)")
    .option("--text <file>", "a blank that rests on this text, with its hash")
    .action((folder: string, settings: NewSettings) => make(io, folder, settings));
};
