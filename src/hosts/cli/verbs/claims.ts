// `standoff claims`: the claims of a model at work. By itself the table of them; with a further verb they are accepted, set aside, merged, reworded,
// believed and graded (claims/edit-verbs.ts); --matrix weighs them against answers or lenses; --assumptions says what rests on none.

import { extname } from "node:path";
import type { Command } from "commander";
import type { CheckedModel } from "../../../language/checked-model.ts";
import type { Forms } from "../../../present/document/forms.ts";
import { departuresOf } from "../../../tasks/source.ts";
import type { ModelFolder } from "../../files/model-folder.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openModel } from "../open-model.ts";
import { give, mayWrite, writeText } from "../output.ts";
import { addDepartures, addLuck, addOutput, addVoice } from "../settings.ts";
import { targetOf } from "../targets.ts";
import { addEditVerbs } from "./claims/edit-verbs.ts";
import { type ClaimsSettings, RUNS } from "./claims/luck.ts";
import { matrixResult } from "./claims/show-matrix.ts";
import { annotationsOf, tableResult } from "./claims/show-table.ts";
import { assumptionsResult } from "./trace/assumptions.ts";
import { openTexts, type Texts } from "./trace/quotes.ts";
import { textOf } from "./trace/settings.ts";

const ENDINGS = [".json", ".jsonl", ".jsonld", ".csv", ".md", ".html"];

type Opened = { model: CheckedModel; folder: ModelFolder; texts: Texts };

async function opened(named: string, settings: ClaimsSettings, io: Io): Promise<Opened | undefined> {
  const read = openModel(named, departuresOf(settings), io);
  if (!read) return undefined;
  const texts = await openTexts(read.model, read.folder, new Map(settings.text), io);
  return texts && { model: read.model, folder: read.folder, texts };
}

/** What is asked for besides the table needs another form than annotations. */
const tableOnly = (s: ClaimsSettings) => s.output !== undefined && extname(s.output).toLowerCase() === ".jsonld";

async function show(io: Io, words: readonly string[], settings: ClaimsSettings): Promise<void> {
  if (!mayWrite(io, settings.output, settings.matrix || settings.assumptions ? undefined : ENDINGS)) return;
  const { named, names } = targetOf(words);
  const found = await opened(named, settings, io);
  if (!found) return;
  const { model, texts } = found;
  if (names.length > 0 && !settings.matrix) {
    io.err("standoff: a question is named for --matrix alone; see one claim with `standoff trace MODEL --claim ID`\n");
    io.code = EXIT.usage;
    return;
  }
  if (tableOnly(settings)) {
    if (writeText(io, settings.output!, annotationsOf(model, texts)) && !settings.quiet)
      io.out(`Written to ${settings.output}\n`);
    return;
  }
  const result: Forms | undefined = settings.assumptions
    ? assumptionsResult(model, texts)
    : settings.matrix
      ? await matrixResult(io, named, model, names[0], settings)
      : await tableResult(model, texts, settings, io);
  if (result) give(io, settings, result);
}

const EXAMPLE = `  $ standoff claims models/six-party
  $ standoff claims models/six-party china --matrix
  $ standoff claims accept drafts.yaml missile_aid --into mine --credence 0.7
`;

function refuseMix(settings: ClaimsSettings): string | undefined {
  if (!settings.matrix && (settings.overLenses || settings.marks !== undefined || settings.all))
    return "--over-lenses, --marks and --all belong to --matrix";
  if (settings.matrix && settings.assumptions) return "--matrix and --assumptions are two answers; ask for one";
  return undefined;
}

const addShowing = (command: Command) =>
  command
    .usage("[folder] [question] [options], or a verb below")
    .argument("[words...]", "the folder of a model; with --matrix, then a question")
    .option("--effects", "play, and say what each claim and origin does to the answers", false)
    .option("--matrix", "claims against the answers of a question (Heuer's competing hypotheses)", false)
    .option("--over-lenses", "with --matrix: against the model's rival lenses instead", false)
    .option("--marks <file>", "with --matrix: your own marks, a .csv as -o writes it")
    .option("--all", "with --matrix: also claims that cannot move the answer", false)
    .option("--assumptions", "what rests on no claim, and the claims that nothing uses", false)
    .option<[string, string][]>(
      "--text <source=file>",
      "the text of a source, for lines and quotations (may be repeated)",
      textOf,
      [],
    );

export const addClaims: AddVerb = (program, io) => {
  // The further verbs have options of their own, which stand behind them
  const command = program
    .enablePositionalOptions()
    .command("claims")
    .description("The claims of a model: what each does, and verbs that accept, merge, reword and grade them.")
    .usage("[folder] [question] [options], or VERB file ...")
    .enablePositionalOptions()
    .addHelpText("before", EXAMPLE);
  addShowing(addOutput(addVoice(addLuck(addDepartures(command), RUNS)), ENDINGS.join(" "))).action(
    async (words: string[], settings: ClaimsSettings) => {
      const refused = refuseMix(settings);
      if (refused === undefined) return show(io, words, settings);
      io.err(`standoff: ${refused}\n`);
      io.code = EXIT.usage;
    },
  );
  addEditVerbs(command, io);
};
