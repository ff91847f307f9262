// `standoff game FILE`: a game in Gambit's .nfg or .efg, or a table of payoffs (.csv), solved and said.
// Out: text, JSON, or a file: .json .md .html, the game itself as .nfg .efg .csv, or a picture as .svg (two players).

import { extname } from "node:path";
import { iteratedDominance } from "../../../../analysis/games/dominance.ts";
import {
  type Game,
  type GameAnswer,
  type Method,
  solveGame,
  solveTree,
} from "../../../../analysis/games/solve-game.ts";
import { writeGameCsv } from "../../../../formats/games/game-csv.ts";
import { treeOfForm, writeEfg } from "../../../../formats/games/write-efg.ts";
import { writeNfg } from "../../../../formats/games/write-nfg.ts";
import { type Document, heading, lines, type Part, table } from "../../../../present/document/document.ts";
import type { Forms } from "../../../../present/document/forms.ts";
import { drawTable, MOST_DRAWN } from "../../../../present/games/draw-table.ts";
import { gameJson, treeJson } from "../../../../present/games/game-json.ts";
import { type GameSection, sayGame, saySubgames } from "../../../../present/games/say-game.ts";
import { plural } from "../../../../present/words/figures.ts";
import { EXIT, type Io } from "../../io.ts";
import { give, mayWrite, type OutputSettings, writeText } from "../../output.ts";
import type { FileSettings } from "./file-settings.ts";
import { isGameFile, readGame, type TreeAlone } from "./read-game.ts";

export type GameFileSettings = FileSettings & OutputSettings & { seed: number; qre: boolean; equilibria: boolean };

const ENDINGS = [".json", ".md", ".html", ".csv", ".nfg", ".efg", ".svg"];

/** Undefined where the target is no game file. */
export function gameOfFile(io: Io, named: string, settings: GameFileSettings): Promise<void> | undefined {
  if (!isGameFile(named)) return undefined;
  if (mayWrite(io, settings.output, ENDINGS)) openAndSolve(io, named, settings);
  return Promise.resolve();
}

function openAndSolve(io: Io, named: string, settings: GameFileSettings): void {
  const game = readGame(io, named);
  if (!game) return;
  if ("refused" in game) solveTreeAlone(io, game, settings);
  else solveWhole(io, game, settings);
}

function solveWhole(io: Io, game: Game, settings: GameFileSettings): void {
  const written = writtenGame(io, game, settings.output);
  if (written === "refused") return;
  if (written !== undefined) {
    if (!writeText(io, settings.output!, written)) return;
    if (!settings.json) {
      if (!settings.quiet) io.out(`Written to ${settings.output}\n`);
      return;
    }
  }
  const methods = new Set<Method>(settings.solve);
  if (settings.qre) methods.add("qre");
  if (settings.equilibria) methods.add("mixed");
  const { lambda, seed, effort, alpha } = settings;
  const answer = solveGame(game, {
    methods: [...methods],
    lambdas: lambda,
    seed,
    effort,
    ...(alpha === undefined ? {} : { alpha }),
  });
  for (const refused of answer.refused) {
    io.err(`standoff: ${refused}\n`);
    io.code = EXIT.refused;
  }
  const { output, ...rest } = settings;
  give(io, written !== undefined || output === undefined ? rest : settings, resultOf(answer));
}

/** What can be had of a tree that is too large for a strategic form: backward induction, and the tree itself. */
function solveTreeAlone(io: Io, { tree, refused }: TreeAlone, settings: GameFileSettings): void {
  const ending = settings.output === undefined ? "" : extname(settings.output).toLowerCase();
  if (ending === ".efg") {
    writeText(io, settings.output!, writeEfg(tree));
    return;
  }
  const found = solveTree(tree, settings.effort);
  if (found.refused) io.err(`standoff: subgame-perfect: ${found.refused}\n`);
  if ([".nfg", ".csv", ".svg"].includes(ending) || (found.refused && !settings.json)) return;
  const json = () => treeJson(tree, found, refused);
  const title = `${tree.title || "A game"}: ${plural(tree.nodes.length, "node")}, by backward induction alone`;
  const document = () => ({ parts: [heading(title), ...partsOf(saySubgames(tree, found))] });
  give(io, settings, { document, json, jsonl: () => [json()], csv: () => "" });
}

/** The game itself in the form of a file's ending; undefined where the ending asks for a report. */
function writtenGame(io: Io, { form, tree }: Game, file: string | undefined): string | "refused" | undefined {
  switch (file === undefined ? "" : extname(file).toLowerCase()) {
    case ".nfg":
      return writeNfg(form);
    case ".efg":
      return writeEfg(tree ?? treeOfForm(form));
    case ".csv":
      return writeGameCsv(form);
    case ".svg":
      break;
    default:
      return undefined;
  }
  if (form.players.length === 2 && form.payoffs.length / 2 <= MOST_DRAWN) {
    return drawTable(form, iteratedDominance(form, "strict", true).survivors);
  }
  io.err(`standoff: a picture shows two players and up to ${MOST_DRAWN} profiles; write .md, .csv or .nfg\n`);
  io.code = EXIT.refused;
  return "refused";
}

function resultOf(answer: GameAnswer): Forms {
  const json = () => gameJson(answer);
  return { document: () => documentOf(answer), json, jsonl: () => [json()], csv: () => writeGameCsv(answer.game.form) };
}

const documentOf = (answer: GameAnswer): Document => ({ parts: partsOf(sayGame(answer)) });

function partsOf(sections: readonly GameSection[]): Part[] {
  return sections.flatMap((section): Part[] => [
    heading(section.heading),
    ...(section.table
      ? [
          table(
            section.table.head.map((head, k) => (k === 0 ? { head } : { head, align: "right" })),
            section.table.rows,
          ),
        ]
      : []),
    ...(section.lines.length > 0 ? [lines(section.lines)] : []),
  ]);
}
