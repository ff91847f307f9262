// `start`: a model's first question answered with its reasons, the others in a line each. In: a model. Out: the answers, and the
// explanation of the first, from an ensemble each; comparisons come last and are left out where it is stopped before them.

import type { Explained } from "../analysis/sensitivity/explain-answer.ts";
import { type Asked, ask, MOST_FAILED } from "../ensemble/ask.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import { sayFaults } from "../present/words/say-faults.ts";
import { RUNS, SEED } from "./defaults.ts";
import { explainPlayed, playFor } from "./explain/play-for.ts";
import { departuresOf, type OfModel, openModel } from "./source.ts";
import { done, isRefused, type Note, refuse, type Task } from "./task.ts";

export type StartRequest = OfModel & { seed?: number | undefined; runs?: number | undefined };

export type StartResult = {
  model: CheckedModel;
  /** All questions but comparisons, the first of them first. */
  plain: Asked;
  explained?: Explained | undefined;
  comparisons?: Asked | undefined;
};

const STOPPED: Note = { kind: "stopped", says: "Stopped: what follows rests on what was played so far." };

export const start: Task<StartRequest, StartResult> = async (request, executor, signal, progress) => {
  const opened = await openModel(request.source, departuresOf(request));
  if (isRefused(opened)) return opened;
  const { model, notes } = opened;
  const { seed = SEED, runs = RUNS.start } = request;
  const plainOnes = model.questions.filter((q) => q.kind !== "comparison");
  const [first] = plainOnes;
  if (!first) return refuse("model", "this model asks nothing; write at least one question under `questions`");
  const comparisonRuns = Math.min(runs, RUNS.comparison);
  const options = { seed, runs, comparisonRuns, onProgress: progress, stopped: () => signal.aborted };
  const plain = await ask(model, plainOnes, executor, options);
  if (plain.failedShare > MOST_FAILED) return refuse("none", `No answer: ${sayFaults(model, plain)}.`);
  if (plain.stopped) return done({ model, plain }, [...notes, STOPPED]);
  const played = await playFor(model, first, { executor, signal, progress }, { seed, runs });
  const explained = explainPlayed(model, first, played);
  const compared = model.questions.filter((q) => q.kind === "comparison");
  const comparisons = signal.aborted ? undefined : await ask(model, compared, executor, options);
  return done({ model, plain, explained, comparisons }, [...notes, signal.aborted ? STOPPED : undefined]);
};
