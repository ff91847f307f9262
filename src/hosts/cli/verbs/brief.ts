// `standoff brief`: one question on one page, as Markdown, HTML or PDF (by the Chromium that is installed).

import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { ask, MOST_FAILED } from "../../../ensemble/ask.ts";
import type { Executor } from "../../../ensemble/jobs.ts";
import type { CheckedModel, Question } from "../../../language/checked-model.ts";
import { type BriefParts, briefDocument, briefJson, type LensAnswer } from "../../../present/answers/brief.ts";
import { toHtml, toMarkdown, toText } from "../../../present/document/document.ts";
import { envelope } from "../../../present/document/envelope.ts";
import { count } from "../../../present/words/figures.ts";
import { questionsNamed } from "../../../tasks/questions.ts";
import { departuresOf } from "../../../tasks/source.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openModel } from "../open-model.ts";
import { mayWrite, writeText } from "../output.ts";
import { paint } from "../paint.ts";
import { playing } from "../playing.ts";
import { orSay } from "../run-task.ts";
import { addDepartures, addLuck, addVoice, type Settings } from "../settings.ts";
import { targetOf } from "../targets.ts";
import { findBrowser, printPage } from "./brief/print-page.ts";
import { explainPlayed, playFor } from "./explain.ts";

type BriefSettings = Settings & { output?: string };

const RUNS = 10_000;
const LENS_RUNS = 2_000;
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

async function lensAnswers(
  io: Io,
  named: string,
  model: CheckedModel,
  question: Question,
  settings: BriefSettings,
  executor: Executor,
): Promise<LensAnswer[]> {
  const found: LensAnswer[] = [];
  for (const { id, label } of model.scenarios.filter((s) => s.lens)) {
    const own = departuresOf(settings);
    const lens = openModel(named, { ...own, scenarios: [...(own.scenarios ?? []), id] }, io)?.model;
    const asked = lens?.questions.find((q) => q.id === question.id);
    if (!lens || !asked) continue;
    const runs = Math.min(LENS_RUNS, settings.runs ?? RUNS);
    const { answers } = await ask(lens, [asked], executor, { seed: settings.seed, runs, comparisonRuns: 1_000 });
    if (answers[0]) found.push({ id, label, answer: answers[0] });
  }
  return found;
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

async function gatherParts(
  io: Io,
  named: string,
  model: CheckedModel,
  question: Question,
  settings: BriefSettings,
): Promise<BriefParts | undefined> {
  return playing(io, settings, async ({ executor, progress, stopped }) => {
    const played = await playFor(model, question, { executor, progress, stopped }, settings);
    const explained = explainPlayed(model, question, played);
    const { answer, g } = played;
    if (!answer || !explained) {
      io.err(stopped() ? "Stopped before there was an answer.\n" : "No answer: no future was played whole.\n");
      if (!stopped()) io.code = EXIT.refused;
      return undefined;
    }
    if (g.failed > MOST_FAILED * (g.runs + g.failed)) {
      io.err(
        `No answer: ${count(g.failed)} of ${count(g.runs + g.failed)} futures were stopped at a value that is not finite.\n`,
      );
      io.code = EXIT.refused;
      return undefined;
    }
    return {
      question,
      answer,
      seed: settings.seed,
      runs: answer.runs,
      failed: g.failed,
      explained,
      lenses: await lensAnswers(io, named, model, question, settings, executor),
      version: version(),
      command: commandOf(named, question, settings),
    };
  });
}

async function brief(io: Io, words: readonly string[], settings: BriefSettings): Promise<void> {
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
  const opened = openModel(named, departuresOf(settings), io);
  const questions = opened && orSay(io, questionsNamed(opened.model, names));
  if (!questions?.[0]) return;
  const { model } = opened!;
  if (names.length > 1) {
    io.err("standoff: a brief is of one question: name one\n");
    io.code = EXIT.usage;
    return;
  }
  const [question] = questions;
  const parts = await gatherParts(io, named, model, question, settings);
  if (!parts) return;
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
  addVoice(addLuck(addDepartures(command), RUNS))
    .option("-o, --output <file>", "write a file: .html .md .pdf .json")
    .action((words: string[], settings: BriefSettings) => brief(io, words, settings));
};
