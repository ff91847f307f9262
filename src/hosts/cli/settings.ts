// The options that verbs share, and how their text becomes a value. What cannot be read is a usage error (exit 2), said by commander.

import { availableParallelism } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { count } from "../../present/words/figures.ts";
import { type Address, addressOf } from "../cluster/address.ts";
import { PRIORITIES, type Priority } from "../cluster/priority.ts";

export type Settings = {
  seed: number;
  runs?: number | undefined;
  /** Half the width of the interval that is wanted, as a share. */
  within?: number | undefined;
  workers: number;
  /** The URL of the queue, where a cluster plays instead of this machine. */
  cluster?: Address | undefined;
  priority?: Priority | undefined;
  scenario: string[];
  hold: [string, string][];
  set: [string, string][];
  json: boolean;
  quiet: boolean;
  verbose: boolean;
};

const MOST_RUNS = 10_000_000;
const MOST_WORKERS = 256;

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const n = /^\d[\d,_]*$/.test(text) ? Number(text.replace(/[,_]/g, "")) : Number.NaN;
    if (!(n >= least && n <= most))
      throw new InvalidArgumentError(`A whole number from ${least} to ${most} is wanted.`);
    return n;
  };
}

/** `1pt`, `0.5pt`, `1%` or `0.01` → 0.01. */
export function withinOf(text: string): number {
  const [, number, unit] = /^(\d*\.?\d+)\s*(pt|pts|points?|%)?$/.exec(text.trim()) ?? [];
  const share = number === undefined ? Number.NaN : Number(number) / (unit === undefined ? 1 : 100);
  if (!(share > 0 && share < 0.5))
    throw new InvalidArgumentError("Write it in points, for instance 1pt (1 point to each side).");
  return share;
}

function pairOf(example: string): (text: string, before: [string, string][]) => [string, string][] {
  return (text, before) => {
    const at = text.indexOf("=");
    if (at <= 0 || at === text.length - 1) throw new InvalidArgumentError(`Write it as ${example}.`);
    return [...before, [text.slice(0, at).trim(), text.slice(at + 1).trim()]];
  };
}

/** `a, b` → two more of a list. */
export const listed = (text: string, before: string[]) => [
  ...before,
  ...text
    .split(",")
    .map((s) => s.trim())
    .filter((s) => s),
];

export const addSet = (command: Command) =>
  command.addOption(
    new Option("--set <id=value>", "move a lever: CHN.foresight=24 (may be repeated)")
      .argParser(pairOf("CHN.foresight=24"))
      .default([], "none"),
  );

/** Adds what moves a model by hand: levers and holds. */
export const addLevers = (command: Command) =>
  addSet(command).addOption(
    new Option("--hold <policy=option>", "hold a choice: CHN.korea=coerce, CHN.korea=coerce@2026-01..2027-01")
      .argParser(pairOf("CHN.korea=coerce"))
      .default([], "none"),
  );

export const addScenario = (command: Command) =>
  command.addOption(
    new Option("--scenario <id>", "play under a scenario or lens of the model (may be repeated)")
      .argParser(listed)
      .default([], "none"),
  );

/** Adds what changes a model: scenarios, levers and holds. */
export const addDepartures = (command: Command) => addLevers(addScenario(command));

/** Adds the queue of a cluster, which may be needed or merely possible. */
export function addCluster(command: Command, needed: boolean): Command {
  const option = new Option("--cluster <url>", "the queue of a cluster: redis://127.0.0.1, rediss://host").argParser(
    (text) => {
      const address = addressOf(text, process.env);
      if ("says" in address) throw new InvalidArgumentError(`${address.says}.`);
      return address;
    },
  );
  return command.addOption(needed ? option.makeOptionMandatory() : option);
}

/** Adds what says how to play: luck, how many, how precise, by how many workers. */
export function addLuck(command: Command, runs: number): Command {
  return addCluster(command, false)
    .addOption(
      new Option("--priority <level>", "on a cluster: before or after what others ask for")
        .choices(Object.keys(PRIORITIES))
        .default("normal"),
    )
    .addOption(
      new Option("--seed <n>", "the luck: the same seed gives the same futures")
        .argParser(wholeNumber(0, 4294967295))
        .default(1),
    )
    .addOption(new Option("--runs <n>", `how many futures (${count(runs)})`).argParser(wholeNumber(1, MOST_RUNS)))
    .addOption(
      new Option("--workers <n>", "worker threads")
        .argParser(wholeNumber(1, MOST_WORKERS))
        .default(availableParallelism(), "cores"),
    );
}

export const addWithin = (command: Command) =>
  command.addOption(
    new Option("--within <points>", "play until every interval is this narrow: 1pt")
      .argParser(withinOf)
      .conflicts("runs"),
  );

export function addVoice(command: Command): Command {
  return command
    .option("--json", "print one JSON object", false)
    .option("-q, --quiet", "print the answer alone", false)
    .option("-v, --verbose", "say more", false);
}

/** Adds where the answer goes. */
export const addOutput = (command: Command, forms = ".json .jsonl .csv .md .html") =>
  command.option("--jsonl", "print JSON lines", false).option("-o, --output <file>", `write a file: ${forms}`);
