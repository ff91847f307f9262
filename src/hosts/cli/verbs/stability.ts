// `standoff stability`: which states hold, by which concept, why, and what would make one hold.
// The target is opened by the first opener that knows its kind: written graph models here, played models in their own file.

import { closeSync, openSync, writeSync } from "node:fs";
import { extname } from "node:path";
import { analyse, type Stability, withoutSimultaneous } from "../../../analysis/stability/analyse.ts";
import { findState } from "../../../analysis/stability/find-state.ts";
import { writeGmcr } from "../../../formats/graph-models/write-gmcr.ts";
import { type Document, lines, type Part, toHtml, toMarkdown, toText } from "../../../present/document/document.ts";
import { answerPieces } from "../../../present/stability/answer.ts";
import { drawMap, MOST_ON_MAP } from "../../../present/stability/draw-map.ts";
import { drawTree } from "../../../present/stability/draw-tree.ts";
import { stabilityReport } from "../../../present/stability/stability-report.ts";
import { isMisplaced, OF_MODELS } from "../form-settings.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { mayWrite } from "../output.ts";
import type { Answered } from "./stability/answered.ts";
import { explainAll, fromPart, makeStablePart, statePart } from "./stability/one-state.ts";
import { isPlayed, openPlayed } from "./stability/open-played.ts";
import { openWritten } from "./stability/open-written.ts";
import type { OpenedGraph, Opener, Opening } from "./stability/opened.ts";
import { stabilityUnderLenses } from "./stability/over-lenses.ts";
import { partsOf } from "./stability/parts.ts";
import { addSettings, type StabilitySettings } from "./stability/settings.ts";

const ENDINGS = [".json", ".md", ".html", ".gmcr", ".svg"];

const OPENERS: readonly Opener[] = [openPlayed, openWritten];

export const addStability: AddVerb = (program, io) => {
  const command = program
    .command("stability")
    .description("Says which states hold, by the graph model for conflict resolution, and why.")
    .argument("[target]", "the folder of a model to play, or a graph model: .yaml, .json or .gmcr, - for stdin", ".")
    .addHelpText(
      "before",
      "  $ standoff stability models/two-states --actors CHN,PRK\n  $ standoff stability cuban.yaml --state 5 --make-stable\n",
    );
  addSettings(command).action((target: string, settings: StabilitySettings) => {
    const finish = (opened: Opening) => {
      if (opened && opened !== "failed") answer(opened, settings, io);
    };
    if (!mayWrite(io, settings.output, ENDINGS)) return;
    if (!isPlayed(target) && isMisplaced(io, command, OF_MODELS, "a written graph model is answered without play"))
      return;
    if (settings.overLenses) return stabilityUnderLenses(io, target, settings);
    const opened = open(target, settings, io);
    // A written model needs no waiting: it is answered at once
    return opened instanceof Promise ? opened.then(finish) : finish(opened);
  });
};

function open(target: string, settings: StabilitySettings, io: Io): Opening | Promise<Opening> {
  for (const opener of OPENERS) {
    const opened = opener(target, settings, io);
    if (opened) return opened;
  }
  io.err(`standoff: ${target} is no model and no graph model (.yaml, .json or .gmcr)\n`);
  io.code = EXIT.outside;
  return undefined;
}

function answer(opened: OpenedGraph, settings: StabilitySettings, io: Io): void {
  const { model } = opened;
  const why = settings.concepts.includes("SIM") ? withoutSimultaneous(model) : undefined;
  if (why) {
    io.err(`standoff: SIM is left out: ${why}\n`);
    io.code = EXIT.refused;
  }
  const concepts = settings.concepts.filter((concept) => concept !== "SIM" || !why);
  const state = namedState(opened, settings.state, "--state", io);
  const from = namedState(opened, settings.from, "--from", io);
  if (state === "unknown" || from === "unknown") return;
  if (settings.makeStable && state === undefined) {
    io.err("standoff: --make-stable wants a --state\n");
    io.code = EXIT.usage;
    return;
  }
  const stability = analyse(model, concepts);
  const answers = partsOf(opened, stability, settings);
  if (state !== undefined) answers.push(statePart(stability, state));
  if (from !== undefined) answers.push(fromPart(stability, from, state));
  if (state !== undefined && settings.makeStable) answers.push(makeStablePart(opened, stability, state));
  if (opened.adds) answers.push(opened.adds(stability, state));
  sayRefusals(answers, io);
  const pieces = answers.filter((piece) => "json" in piece);
  const more = {
    model: { title: model.title, hash: opened.hash },
    ...Object.assign({}, ...pieces.map((piece) => piece.json)),
  };
  const document = documentOf(
    state === undefined ? stabilityReport(stability) : [],
    pieces.map((piece) => piece.parts),
  );
  if (settings.output !== undefined) writeOut(settings.output, { opened, stability, state, more, document }, io);
  if (settings.json) for (const piece of answerPieces(stability, more)) io.out(piece);
  else if (settings.output === undefined) io.out(toText(document));
}

/** The table, then each piece after a blank line. */
function documentOf(table: readonly Part[], pieces: readonly (readonly Part[])[]): Document {
  const [first = [], ...rest] = [table, ...pieces].filter((parts) => parts.length > 0);
  return { parts: [...first, ...rest.flatMap((parts) => [lines([""]), ...parts])] };
}

const STATUS_QUO = /^\s*(status[ _-]quo|now)\s*$/i;

function namedState(
  opened: OpenedGraph,
  text: string | undefined,
  option: string,
  io: Io,
): number | "unknown" | undefined {
  if (text === undefined) return undefined;
  if (STATUS_QUO.test(text) && opened.model.start !== undefined) return opened.model.start;
  const found = findState(opened.model, text);
  if ("state" in found) return found.state;
  io.err(`standoff: ${option} ${text}: ${found.says}${found.mend ? `; ${found.mend}` : ""}\n`);
  io.code = EXIT.usage;
  return "unknown";
}

function sayRefusals(answers: readonly Answered[], io: Io): void {
  for (const part of answers) {
    if (!("refused" in part)) continue;
    io.err(`standoff: ${part.refused}\n`);
    io.code = EXIT.refused;
  }
}

type Written = {
  opened: OpenedGraph;
  stability: Stability;
  state: number | undefined;
  more: Record<string, unknown>;
  document: Document;
};

/** The file that `-o` asks for; its ending says what goes into it. */
function writeOut(file: string, written: Written, io: Io): void {
  const pieces = fileText(file, written, io);
  if (!pieces) return;
  try {
    const to = openSync(file, "w");
    for (const piece of pieces) writeSync(to, piece);
    closeSync(to);
    io.err(`written: ${file}\n`);
  } catch (error) {
    io.err(`standoff: cannot write ${file} (${(error as NodeJS.ErrnoException).code ?? "unknown"})\n`);
    io.code = EXIT.outside;
  }
}

function fileText(
  file: string,
  { opened, stability, state, more, document }: Written,
  io: Io,
): Iterable<string> | undefined {
  const { model } = stability;
  const refuse = (says: string, code: number): undefined => {
    io.err(`standoff: ${file}: ${says}\n`);
    io.code = code;
    return undefined;
  };
  const ending = extname(file).toLowerCase();
  if (ending === ".json") return answerPieces(stability, more);
  const titled = { title: model.title || "graph model", parts: document.parts };
  if (ending === ".md") return [toMarkdown(titled)];
  if (ending === ".html") return [toHtml(titled)];
  if (ending === ".gmcr") {
    const gmcr = writeGmcr(model, opened.written);
    for (const problem of gmcr.problems) io.err(`standoff: ${file}: ${problem.says}\n`);
    return "text" in gmcr ? [gmcr.text] : refuse("it is not written", EXIT.refused);
  }
  if (state !== undefined) return [drawTree(model, explainAll(stability, state))];
  if (model.states.count <= MOST_ON_MAP) return [drawMap(stability)];
  return refuse(`a map shows up to ${MOST_ON_MAP} states; --state draws the tree of one`, EXIT.refused);
}
