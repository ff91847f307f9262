// `check`: everything that is wrong with a model, all at once, its scenarios and its record included. In: a source. Out: problems, and
// with `deep` what an ensemble shows to be idle and how actors decide. A model that is wrong is a result here, no refusal.

import { deepCheck, lookedAt, waysOf } from "../analysis/sensitivity/deep-check.ts";
import { type HowDecided, howDecided } from "../analysis/sensitivity/how-decided.ts";
import type { Problem } from "../base/problem.ts";
import { gather } from "../ensemble/gather.ts";
import { movedBothWays } from "../ensemble/paired-perturbation.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import { decides } from "../language/decides.ts";
import type { ReadResult } from "../language/read-model.ts";
import { readRecord } from "../language/record/read-record.ts";
import { DEEP, SEED } from "./defaults.ts";
import type { Source } from "./source.ts";
import { done, stoppedNote, type Task, type Work } from "./task.ts";

export type CheckRequest = { source: Source; deep?: boolean | undefined };

/** `scenario`: the first that shows it, where the model alone does not. */
export type Found = Problem & { scenario?: string };

export type CheckResult = { read: ReadResult; found: Found[]; decided?: HowDecided | undefined };

const keyOf = (p: Problem) => `${p.code} ${p.at.file}:${p.at.line}:${p.at.column} ${p.says}`;
const placeKey = ({ at }: Problem) => `${at.file}:${at.line}`;

/** What is wrong only when a scenario is laid over the model: each fault once. */
async function scenarioProblems(source: Source, base: ReadResult): Promise<Found[]> {
  const seen = new Set(base.problems.map(keyOf));
  const found: Found[] = [];
  for (const { id } of base.model?.scenarios ?? []) {
    const { problems, model } = await source.read({ scenarios: [id] });
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
async function recordProblems(source: Source, { model, texts }: ReadResult): Promise<Problem[]> {
  const text = model?.history === undefined ? undefined : source.text(model.history);
  if (!model?.history || text === undefined) return [];
  const scenarios = model.historyScenario === undefined ? [] : [model.historyScenario];
  const { model: watched } = await source.read({ scenarios });
  texts.set(model.history, text);
  return watched ? readRecord(watched, model.history, text).problems : [];
}

/** What an ensemble shows to be idle, and how actors decide. */
async function deepProblems(model: CheckedModel, { executor, signal, progress }: Work) {
  const options = { seed: SEED, stopped: () => signal.aborted, onProgress: progress };
  const g = await gather(model, [], executor, { ...options, runs: DEEP.runs });
  const explained = model.policies.flatMap((p, slot) => (decides(p) ? [slot] : []));
  const scored = await gather(model, [], executor, { ...options, runs: DEEP.few, explained });
  const looked = lookedAt(model.questions);
  const both = await movedBothWays(model, looked, waysOf(model, g), executor, { ...options, runs: DEEP.few });
  const { seed, stopped } = options;
  const decided = await howDecided(model, executor, { seed, stopped, runs: DEEP.decided });
  return { problems: deepCheck(model, { g, scored, ...both, bothRuns: DEEP.few }), decided };
}

export const check: Task<CheckRequest, CheckResult> = async ({ source, deep }, executor, signal, progress) => {
  const read = await source.read({});
  const found = [...read.problems, ...(await scenarioProblems(source, read)), ...(await recordProblems(source, read))];
  if (!deep || !read.model) return done({ read, found });
  // What the reader has said of a place already is not said again by play
  const said = new Set(found.filter((p) => p.code === "value-not-moved").map(placeKey));
  const { problems, decided } = await deepProblems(read.model, { executor, signal, progress });
  const fresh = problems.filter((p) => p.code !== "value-unmoved" || !said.has(placeKey(p)));
  return done({ read, found: [...found, ...fresh], decided }, [stoppedNote(signal)]);
};
