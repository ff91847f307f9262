// The options of `standoff read`.

import { type Command, InvalidArgumentError, Option } from "commander";
import { readDay } from "../../../../analysis/evidence/dates/calendar.ts";
import { addVoice } from "../../settings.ts";

export type ReadSettings = {
  json: boolean;
  quiet: boolean;
  verbose: boolean;
  output?: string;
  published?: string;
  encoding?: string;
  title?: string;
  id?: string;
  saveText?: string;
  since?: string;
  take?: string;
  propose: boolean;
  against?: string;
};

const EXAMPLE = "  $ standoff read op-ed.pdf --published 2024-07-08 -o claims.yaml\n";
const PROPOSING = `
With --propose a language model behind an OpenAI-compatible address adds claims; the text is sent there. It is set by
STANDOFF_READER_URL (for instance http://127.0.0.1:11434/v1), STANDOFF_READER_MODEL and, where needed, STANDOFF_READER_KEY.`;

function dayOf(text: string): string {
  if (!readDay(text)) throw new InvalidArgumentError("Write it as 2024-07-08.");
  return text;
}

function idOf(text: string): string {
  if (!/^[A-Za-z_]\w{0,63}$/.test(text)) throw new InvalidArgumentError("Letters, digits and underscores are wanted.");
  return text;
}

export function addReadSettings(command: Command): Command {
  return addVoice(command)
    .option("-o, --output <file>", "write a file: .yaml .json .jsonld .csv .md")
    .option("--published <date>", "the day of publication, for dates like `last Friday`", dayOf)
    .option("--encoding <name>", "how the file is encoded, where it is not UTF-8")
    .option("--title <text>", "the source's title")
    .option("--id <name>", "the source's name in a model", idOf)
    .option("--save-text <file>", "keep the text that positions count in (for a PDF, web page or Word file)")
    .option("--since <file>", "find the claims of an earlier .json or .jsonld again in this text")
    .addOption(
      new Option("--take <file>", "take the claims of a .json or .jsonld, of any tool, instead of drafting").conflicts(
        "since",
      ),
    )
    .option("--against <model>", "list what contradicts the dated facts and claims of a model")
    .option("--propose", "let a language model propose claims too; each is checked against the text", false)
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", PROPOSING);
}
