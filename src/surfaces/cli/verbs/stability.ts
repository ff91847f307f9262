// `standoff stability`: which states hold, by which concept, why, and what would make one hold.
// The target is opened by the first opener that knows its kind: written graph models here, played models in their own file.

import { closeSync, openSync, writeSync } from "node:fs";
import { analyse, type Stability, withoutSimultaneous } from "../../../lenses/stability/analyse.ts";
import { answerPieces } from "../../../lenses/stability/answer.ts";
import { drawMap, MOST_ON_MAP } from "../../../lenses/stability/draw-map.ts";
import { drawTree } from "../../../lenses/stability/draw-tree.ts";
import { findState } from "../../../lenses/stability/find-state.ts";
import { writeGmcr } from "../../../lenses/stability/write-gmcr.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import type { Answered } from "./stability/answered.ts";
import { explainAll, fromPart, makeStablePart, statePart } from "./stability/one-state.ts";
import { openPlayed } from "./stability/open-played.ts";
import { openWritten } from "./stability/open-written.ts";
import type { OpenedGraph, Opener, Opening } from "./stability/opened.ts";
import { partsOf } from "./stability/parts.ts";
import { addSettings, type StabilitySettings } from "./stability/settings.ts";
import { sayStability } from "./stability/text.ts";

const OPENERS: readonly Opener[] = [openPlayed, openWritten];

export const addStability: AddVerb = (program, io) => {
  const command = program
    .command("stability")
    .description("which states hold (graph model for conflict resolution), and why")
    .argument("[target]", "the folder of a model to play, or a graph model: .yaml, .json or .gmcr", ".")
    .addHelpText(
      "before",
      "  $ standoff stability models/two-states --actors CHN,PRK\n  $ standoff stability cuban.yaml --state 5 --make-stable\n",
    );
  addSettings(command).action((target: string, settings: StabilitySettings) => {
    const finish = (opened: Opening) => {
      if (opened && opened !== "failed") answer(opened, settings, io);
    };
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
  const parts = answers.filter((part) => "json" in part);
  const more = {
    model: { title: model.title, hash: opened.hash },
    ...Object.assign({}, ...parts.map((part) => part.json)),
  };
  const lines = [
    ...(state === undefined ? sayStability(stability) : []),
    ...parts.flatMap((part) => ["", ...part.lines]),
  ];
  const text = `${lines.join("\n").replace(/^\n+/, "")}\n`;
  if (settings.output !== undefined) writeOut(settings.output, opened, stability, state, more, io);
  if (settings.json) for (const piece of answerPieces(stability, more)) io.out(piece);
  else if (settings.output === undefined) io.out(text);
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

/** The file that `-o` asks for; its ending says what goes into it. */
function writeOut(
  file: string,
  opened: OpenedGraph,
  stability: Stability,
  state: number | undefined,
  more: Record<string, unknown>,
  io: Io,
): void {
  const pieces = fileText(file, opened, stability, state, more, io);
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
  opened: OpenedGraph,
  stability: Stability,
  state: number | undefined,
  more: Record<string, unknown>,
  io: Io,
): Iterable<string> | undefined {
  const { model } = stability;
  const refuse = (says: string, code: number): undefined => {
    io.err(`standoff: ${file}: ${says}\n`);
    io.code = code;
    return undefined;
  };
  if (file.endsWith(".json")) return answerPieces(stability, more);
  if (file.endsWith(".gmcr")) {
    const written = writeGmcr(model, opened.written);
    for (const problem of written.problems) io.err(`standoff: ${file}: ${problem.says}\n`);
    return "text" in written ? [written.text] : refuse("it is not written", EXIT.refused);
  }
  if (!file.endsWith(".svg")) return refuse("a file may end in .json, .gmcr or .svg", EXIT.usage);
  if (state !== undefined) return [drawTree(model, explainAll(stability, state))];
  if (model.states.count <= MOST_ON_MAP) return [drawMap(stability)];
  return refuse(`a map shows up to ${MOST_ON_MAP} states; --state draws the tree of one`, EXIT.refused);
}
