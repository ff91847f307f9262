// The options of `standoff game FILE` and how their text becomes values. A method is asked for by name, several with commas.

import { type Command, InvalidArgumentError, Option } from "commander";
import { METHODS, type Method } from "../../../../analysis/games/solve-game.ts";
import { nearestName } from "../../../../base/nearest-name.ts";

export type FileSettings = { solve: Method[]; lambda: number[]; effort: number; alpha?: number };

const USUAL: Method[] = ["dominance", "pure", "mixed"];
const LAMBDAS = [0.1, 0.5, 1, 2, 5];

function methodsOf(text: string): Method[] {
  const words = text.split(",").map((word) => word.trim().toLowerCase());
  if (words.includes("all")) return [...METHODS];
  return words.map((word) => {
    const method = METHODS.find((name) => name === word);
    if (method) return method;
    const near = nearestName(word, METHODS);
    throw new InvalidArgumentError(near ? `Did you mean \`${near}\`?` : `There are: ${METHODS.join(", ")} and all.`);
  });
}

function lambdasOf(text: string): number[] {
  return text.split(",").map((word) => {
    const value = Number(word);
    if (word.trim() !== "" && value >= 0 && Number.isFinite(value)) return value;
    throw new InvalidArgumentError("Lambdas are numbers from 0 up, with commas between.");
  });
}

function positive(text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError("It is a number above 0.");
}

export const addFileQuestions = (command: Command) =>
  command
    .addOption(
      new Option("--solve <methods>", `of a game file: ${METHODS.join(", ")} or all`)
        .argParser(methodsOf)
        .default(USUAL, USUAL.join(",")),
    )
    .addOption(
      new Option("--lambda <list>", "where the quantal response path is read off")
        .argParser(lambdasOf)
        .default(LAMBDAS, LAMBDAS.join(",")),
    )
    .addOption(
      new Option("--effort <factor>", "how long to search a file's game of many players")
        .argParser(positive)
        .default(1),
    )
    .addOption(new Option("--alpha <number>", "selection intensity of alpharank").argParser(positive));
