// Reads a game from a file or from stdin: .nfg, .efg (as a tree and its reduced strategic form) or .csv. All that is wrong is
// said on stderr with its place; what is too large is refused with exit 3.

import { readFileSync } from "node:fs";
import type { GameTree } from "../../../../analysis/games/game-tree.ts";
import { reduceTree } from "../../../../analysis/games/reduced-form.ts";
import type { Game } from "../../../../analysis/games/solve-game.ts";
import type { Problem } from "../../../../base/problem.ts";
import { readGameCsv } from "../../../../formats/games/game-csv.ts";
import { readEfg } from "../../../../formats/games/read-efg.ts";
import { readNfg } from "../../../../formats/games/read-nfg.ts";
import { countProblems, sayProblem } from "../../../../present/words/say-problems.ts";
import { EXIT, type Io } from "../../io.ts";
import { reasonOf } from "../../output.ts";

export const isGameFile = (named: string) => named === "-" || /\.(nfg|efg|csv)$/i.test(named);

/** A tree whose strategic form would be too large, and why. */
export type TreeAlone = { tree: GameTree; refused: string };

/** The game, or undefined after saying why there is none. */
export function readGame(io: Io, named: string): Game | TreeAlone | undefined {
  const text = readText(io, named);
  if (text === undefined) return undefined;
  const kind = kindOf(named, text);
  if (kind === "efg") return readTree(io, named, text);
  const { form, problems } = kind === "csv" ? readGameCsv(text, named) : readNfg(text, named);
  sayAll(io, problems, text);
  return form && { form };
}

function kindOf(named: string, text: string): "nfg" | "efg" | "csv" {
  const ending = /\.(nfg|efg|csv)$/i.exec(named)?.[1]?.toLowerCase();
  if (ending) return ending as "nfg" | "efg" | "csv";
  const first = /^\ufeff?\s*(NFG|EFG)\b/i.exec(text)?.[1]?.toLowerCase();
  return first === "nfg" || first === "efg" ? first : "csv";
}

function readText(io: Io, named: string): string | undefined {
  try {
    return readFileSync(named === "-" ? 0 : named, "utf8");
  } catch (error) {
    io.err(`standoff: cannot read ${named}: ${reasonOf(error)}\n`);
    io.code = EXIT.outside;
    return undefined;
  }
}

function readTree(io: Io, named: string, text: string): Game | TreeAlone | undefined {
  const { tree, problems } = readEfg(text, named);
  sayAll(io, problems, text);
  if (!tree) return undefined;
  const reduced = reduceTree(tree);
  if ("form" in reduced) return { ...reduced, tree };
  io.err(`standoff: ${named}: ${reduced.refused}\n`);
  io.code = EXIT.refused;
  return { tree, refused: reduced.refused };
}

function sayAll(io: Io, problems: readonly Problem[], text: string): void {
  if (problems.length === 0) return;
  const lines = problems.map((problem) => sayProblem(problem, text, (file) => file));
  io.err(`${lines.join("\n")}\n${countProblems(problems)}\n`);
  const errors = problems.filter((problem) => problem.severity === "error");
  if (errors.some((problem) => problem.code === "game-too-large")) io.code = EXIT.refused;
  else if (errors.length > 0) io.code = EXIT.wrong;
}
