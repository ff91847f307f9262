// The options of `standoff stability` and how their text becomes values.

import { type Command, InvalidArgumentError, Option } from "commander";
import { CONCEPTS, type Concept, isConcept, USUAL } from "../../../../analysis/stability/concepts.ts";
import { addForm, addReadings, FORM_RUNS, type PlanAsked } from "../../form-settings.ts";
import { addLuck, addScenario, addSet, wholeNumber } from "../../settings.ts";

export type StabilitySettings = {
  concepts: readonly Concept[];
  state?: string;
  makeStable: boolean;
  from?: string;
  horizon?: number;
  nonMyopic: boolean;
  /** Ids joined by `+`; true for every coalition. */
  coalitions?: string | true;
  overRankings?: number | true;
  hold: string[];
  most: number;
  /** Of a model that is played. */
  actors: string[];
  policies: string[];
  among: { policy: string; options: string[] }[];
  plan: PlanAsked[];
  resume?: string;
  believed: boolean;
  overLenses: boolean;
  at?: string;
  scenario: string[];
  set: [string, string][];
  seed: number;
  runs?: number;
  workers: number;
  quiet: boolean;
  output?: string;
  json: boolean;
};

function conceptsOf(text: string): Concept[] {
  return text.split(",").map((word) => {
    const concept = word.trim().toUpperCase();
    if (isConcept(concept)) return concept;
    throw new InvalidArgumentError(`Known concepts: ${CONCEPTS.map((card) => card.id).join(", ")}.`);
  });
}

export function addSettings(command: Command): Command {
  return addPlayed(addQuestions(command));
}

/** What concerns models that are played; a written graph model has no use for it. */
const addPlayed = (command: Command) =>
  addLuck(addSet(addScenario(addReadings(addForm(command)))), FORM_RUNS).option(
    "-q, --quiet",
    "no progress line",
    false,
  );

function addQuestions(command: Command): Command {
  const kinds = CONCEPTS.map((card) => card.id).join(",");
  return command
    .addOption(
      new Option("--concepts <list>", `some of ${kinds}`).argParser(conceptsOf).default(USUAL, USUAL.join(",")),
    )
    .option(
      "--state <state>",
      "why this state holds or does not: 6, YNYN, or options: 'USSR.withdraw, not USA.blockade'",
    )
    .option("--make-stable", "what would have to change in somebody's preferences for --state to hold", false)
    .option("--from <state>", "how this status quo (or `status-quo`, the present) becomes an equilibrium, by whom")
    .addOption(
      new Option("--horizon <h>", "limited-move stability, looking h moves ahead").argParser(wholeNumber(1, 1000)),
    )
    .option("--non-myopic", "limited-move stability for every long horizon", false)
    .option("--coalitions [list]", "coalitional stability: for all coalitions, or for A+B,A+C")
    .addOption(
      new Option("--over-rankings [k]", "in how many orders of each actor's k best groups a state holds (4)").argParser(
        wholeNumber(1, 8),
      ),
    )
    .addOption(
      new Option("--hold <option=yes|no>", "leave out all states where it is otherwise; of a model: CHN.korea=coerce")
        .argParser((text: string, before: string[]) => [...before, text])
        .default([], "none"),
    )
    .addOption(
      new Option("--most <n>", "refuse more states than this").argParser(wholeNumber(1, 50_000_000)).default(1 << 22),
    )
    .option("-o, --output <file>", "write a file: .json .md .html, .gmcr, .svg (a map of moves; a tree with --state)")
    .option("--json", "print one JSON object", false);
}
