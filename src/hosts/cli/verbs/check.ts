// `standoff check`: everything that is wrong with a model, all at once, its scenarios included; --fix mends what it safely can.

import { availableParallelism } from "node:os";
import { deepCheck, lookedAt, waysOf } from "../../../analysis/sensitivity/deep-check.ts";
import { type HowDecided, howDecided } from "../../../analysis/sensitivity/how-decided.ts";
import type { Problem } from "../../../base/problem.ts";
import { gather } from "../../../ensemble/gather.ts";
import { movedBothWays } from "../../../ensemble/paired-perturbation.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { decides } from "../../../language/decides.ts";
import { type ReadResult, readModel } from "../../../language/read-model.ts";
import { readRecord } from "../../../language/record/read-record.ts";
import { sayHowDecided } from "../../../present/words/how-decided.ts";
import { countProblems, sayProblem } from "../../../present/words/say-problems.ts";
import type { ModelFolder } from "../../files/model-folder.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { type Mended, mendCuts } from "../mend-cuts.ts";
import { openFolder } from "../open-model.ts";
import { reasonOf } from "../output.ts";
import { paintProblem } from "../paint.ts";
import { playing } from "../playing.ts";
import { addVoice } from "../settings.ts";

type CheckSettings = { json: boolean; jsonl: boolean; quiet: boolean; verbose: boolean; fix: boolean; deep: boolean };

type Found = Problem & { scenario?: string };

const keyOf = (p: Problem) => `${p.code} ${p.at.file}:${p.at.line}:${p.at.column} ${p.says}`;

const placeKey = ({ at }: Problem) => `${at.file}:${at.line}`;

/** What is wrong only when a scenario is laid over the model: each fault once, with the first scenario that shows it. */
function scenarioProblems(folder: ModelFolder, base: ReadResult): Found[] {
  const seen = new Set(base.problems.map(keyOf));
  const found: Found[] = [];
  for (const { id } of base.model?.scenarios ?? []) {
    const { problems, model } = readModel(folder.main, folder.read, { scenarios: [id] });
    const ownClock = model !== undefined && JSON.stringify(model.clock) !== JSON.stringify(base.model?.clock);
    for (const problem of problems) {
      // Questions of the model lie outside the clock of a scenario that plays another time: that is its purpose
      if (seen.has(keyOf(problem)) || (ownClock && problem.code === "out-of-clock")) continue;
      seen.add(keyOf(problem));
      found.push({ ...problem, scenario: id });
    }
  }
  return found;
}

/** What is wrong with the record, read as it is watched. A record that is not there is said by who needs it. */
function recordProblems(folder: ModelFolder, read: ReadResult): Problem[] {
  const { model } = read;
  const text = model?.history === undefined ? undefined : folder.read(model.history);
  if (!model?.history || text === undefined) return [];
  const scenarios = model.historyScenario === undefined ? [] : [model.historyScenario];
  const watched = readModel(folder.main, folder.read, { scenarios }).model;
  read.texts.set(model.history, text);
  return watched ? readRecord(watched, model.history, text).problems : [];
}

function mend(io: Io, folder: ModelFolder, read: ReadResult): Mended[] {
  try {
    return mendCuts(folder, read);
  } catch (error) {
    io.err(`standoff: cannot mend the model: ${reasonOf(error)}\n`);
    io.code = EXIT.outside;
    return [];
  }
}

function sayFound(io: Io, folder: ModelFolder, read: ReadResult, found: readonly Found[]): string {
  const all = found.map((p) => {
    const says = p.scenario === undefined ? p.says : `${p.says} (under the scenario \`${p.scenario}\`)`;
    return paintProblem(sayProblem({ ...p, says }, read.texts.get(p.at.file), folder.show), p.severity, io.colour);
  });
  return all.length === 0 ? "" : `${all.join("\n")}\n`;
}

/** What the model is made of, for `check -v`. */
function sayParts({ model }: ReadResult): string {
  if (!model) return "";
  const { actors, policies, stocks, derived, constants, claims, events, questions, scenarios } = model;
  const parts = [
    `${actors.length} actors`,
    `${policies.length} policies`,
    `${stocks.filter((s) => !s.hidden).length} stocks`,
    `${derived.length} derived variables`,
    `${constants.length} uncertain constants`,
    `${claims.length} claims`,
    `${events.length} events`,
    `${questions.length} questions`,
    `${scenarios.length} scenarios`,
  ];
  return `${model.title}: ${parts.join(", ")}\n`;
}

const DEEP_RUNS = 1024;
/** Futures in which every score is kept, and in which each claim and number is played both ways. */
const FEW_RUNS = 256;

/** Futures from which it is said how actors decide. */
const DECIDED_RUNS = 512;

type Deep = { problems: Problem[]; decided: HowDecided };

/** What an ensemble shows to be idle, and how actors decide. */
function deepProblems(io: Io, model: CheckedModel, quiet: boolean): Promise<Deep> {
  return playing(io, { workers: availableParallelism(), quiet }, async ({ executor, progress, stopped }) => {
    const options = { seed: 1, stopped, onProgress: progress.at };
    const g = await gather(model, [], executor, { ...options, runs: DEEP_RUNS });
    const explained = model.policies.flatMap((p, slot) => (decides(p) ? [slot] : []));
    const scored = await gather(model, [], executor, { ...options, runs: FEW_RUNS, explained });
    const ways = waysOf(model, g);
    const looked = lookedAt(model.questions);
    const both = await movedBothWays(model, looked, ways, executor, { ...options, runs: FEW_RUNS });
    const decided = await howDecided(model, executor, { seed: 1, stopped, runs: DECIDED_RUNS });
    return { problems: deepCheck(model, { g, scored, ...both, bothRuns: FEW_RUNS }), decided };
  });
}

async function checkModel(io: Io, named: string, settings: CheckSettings): Promise<void> {
  const folder = openFolder(named, io);
  if (!folder) return;
  let read = readModel(folder.main, folder.read);
  const mended = settings.fix ? mend(io, folder, read) : [];
  if (mended.length > 0) read = readModel(folder.main, folder.read);
  const found: Found[] = [...read.problems, ...scenarioProblems(folder, read), ...recordProblems(folder, read)];
  let deep: Deep | undefined;
  if (settings.deep && read.model) {
    // What the reader has said of a place already is not said again by play
    const said = new Set(found.filter((p) => p.code === "value-not-moved").map(placeKey));
    deep = await deepProblems(io, read.model, settings.quiet);
    found.push(...deep.problems.filter((p) => p.code !== "value-unmoved" || !said.has(placeKey(p))));
  }
  const errors = found.filter((p) => p.severity === "error").length;
  if (errors > 0 && io.code === EXIT.done) io.code = EXIT.wrong;
  const model = read.model ? { title: read.model.title, hash: read.model.hash } : null;
  const head = { schema: "standoff/check/1", model, errors, warnings: found.length - errors };
  if (settings.json)
    io.out(`${JSON.stringify({ ...head, problems: found, mended, ...(deep && { decided: deep.decided }) })}\n`);
  else if (settings.jsonl) io.out(found.map((p) => `${JSON.stringify(p)}\n`).join(""));
  else {
    for (const { file, line, to } of mended) io.out(`${folder.show(file)}:${line}  mended: now ${to}\n`);
    const parts = settings.verbose ? sayParts(read) : "";
    const decided = deep ? sayHowDecided(deep.decided).map((line) => `${line}\n`) : [];
    io.out(
      `${sayFound(io, folder, read, found)}${parts}${decided.join("")}${settings.quiet ? "" : `${countProblems(found)}\n`}`,
    );
  }
}

export const addCheck: AddVerb = (program, io) => {
  const command = program
    .command("check")
    .description("Says everything that is wrong with a model, with the line and what would mend it.")
    .argument("[folder]", "a folder with standoff.yaml, one .yaml file, or - for standard input", ".")
    .addHelpText("before", "  $ standoff check models/six-party\n");
  addVoice(command)
    .option("--jsonl", "print a JSON line for each problem", false)
    .option(
      "--deep",
      `also: play it ${DEEP_RUNS} times, each claim and number both ways, say which parts are idle and how actors decide`,
      false,
    )
    .option("--fix", "put values that a comma cut in quotes, and say what was changed", false)
    .action((named: string, settings: CheckSettings) => checkModel(io, named, settings));
};
