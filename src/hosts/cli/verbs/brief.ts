// `standoff brief`: one question on one page, as Markdown, HTML or PDF (by the Chromium that is installed).

import { readFileSync } from "node:fs";
import { extname } from "node:path";
import type { Question } from "../../../language/checked-model.ts";
import { briefDocument, briefJson } from "../../../present/answers/brief.ts";
import { toHtml, toMarkdown, toText } from "../../../present/document/document.ts";
import { envelope } from "../../../present/document/envelope.ts";
import { brief } from "../../../tasks/brief.ts";
import { RUNS } from "../../../tasks/defaults.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openSource } from "../open-model.ts";
import { mayWrite, writeText } from "../output.ts";
import { paint } from "../paint.ts";
import { runTask } from "../run-task.ts";
import { addDepartures, addLuck, addVoice, type Settings } from "../settings.ts";
import { targetOf } from "../targets.ts";
import { findBrowser, printPage } from "./brief/print-page.ts";

type BriefSettings = Settings & { output?: string };

const ENDINGS = [".md", ".html", ".pdf", ".json"];
const version = () =>
  (JSON.parse(readFileSync(new URL("../../../../package.json", import.meta.url), "utf8")) as { version: string })
    .version;

/** Prints a page to PDF; says why not. */
async function writePdf(io: Io, file: string, html: string): Promise<void> {
  const printed = await printPage(html);
  if ("pdf" in printed) writeText(io, file, printed.pdf);
  else {
    io.err(`standoff: ${printed.missing}\n`);
    io.code = EXIT.outside;
  }
}

/** Quotes what a shell would cut or read otherwise. */
const quoted = (word: string) => (/^[\w.,:/=@+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** The line that gives this brief back, with everything that was changed by hand. */
function commandOf(named: string, question: Question, settings: BriefSettings): string {
  const { scenario, set, hold, seed, runs } = settings;
  const departures = [
    ...scenario.flatMap((id) => ["--scenario", id]),
    ...set.flatMap(([id, value]) => ["--set", `${id}=${value}`]),
    ...hold.flatMap(([id, value]) => ["--hold", `${id}=${value}`]),
  ];
  const words = ["standoff", "brief", named, question.id, ...departures, "--seed", String(seed)];
  return [...words, ...(runs === undefined ? [] : ["--runs", String(runs)])].map(quoted).join(" ");
}

async function run(io: Io, words: readonly string[], settings: BriefSettings): Promise<void> {
  if (!mayWrite(io, settings.output, ENDINGS)) return;
  if (settings.output !== undefined && extname(settings.output).toLowerCase() === ".pdf") {
    // Said before anything is played
    const found = findBrowser();
    if ("missing" in found) {
      io.err(`standoff: ${found.missing}\n`);
      io.code = EXIT.outside;
      return;
    }
  }
  const { named, names } = targetOf(words);
  const source = openSource(named, io);
  if (!source) return;
  const found = await runTask(io, settings, brief, { source, ...settings, questions: names });
  if (!found) return;
  const { model } = found;
  const parts = { ...found.parts, version: version(), command: commandOf(named, found.parts.question, settings) };
  const document = briefDocument(model, parts);
  const json = () => ({
    ...envelope("brief", model, { seed: parts.seed, runs: parts.runs, failed: parts.failed }),
    ...briefJson(model, parts),
  });
  if (settings.output === undefined)
    io.out(settings.json ? `${JSON.stringify(json())}\n` : paint(toText(document), io.colour));
  else {
    const ending = extname(settings.output).toLowerCase();
    if (ending === ".pdf") await writePdf(io, settings.output, toHtml(document));
    else {
      const text =
        ending === ".md"
          ? toMarkdown(document)
          : ending === ".html"
            ? toHtml(document)
            : `${JSON.stringify(json(), null, 2)}\n`;
      writeText(io, settings.output, text);
    }
    if (io.code === EXIT.done && !settings.quiet) io.out(`Written to ${settings.output}\n`);
  }
}

export const addBrief: AddVerb = (program, io) => {
  const command = program
    .command("brief")
    .description("One question on one page: the answer, why, what would change it, rival readings, sources.")
    .usage("[folder] [question] [options]")
    .argument("[words...]", "the folder of a model, then a question (the first, when none is named)")
    .addHelpText("before", "  $ standoff brief models/six-party china -o brief.html\n");
  addVoice(addLuck(addDepartures(command), RUNS.brief))
    .option("-o, --output <file>", "write a file: .html .md .pdf .json")
    .action((words: string[], settings: BriefSettings) => run(io, words, settings));
};
