// `explain`: why an actor chooses, and which claims, numbers and choices carry an answer. In: a question or policy, perhaps at another
// date or between two options. Out: the explanation, from one ensemble; of a decision, from each option held.

import type { Explained } from "../analysis/sensitivity/explain-answer.ts";
import type { Gathered } from "../ensemble/gather.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import { SEED } from "./defaults.ts";
import { type Asking, askedOf } from "./explain/asked.ts";
import { explainPlayed, playFor } from "./explain/play-for.ts";
import { addTotals } from "./explain/totals.ts";
import { departuresOf, type OfModel, openModel } from "./source.ts";
import { done, isRefused, refuse, stoppedNote, type Task } from "./task.ts";

export type ExplainRequest = OfModel &
  Asking & {
    seed?: number | undefined;
    runs?: number | undefined;
    /** Also total Sobol indices of so many leading numbers. */
    sobol?: number | "all" | undefined;
  };

export type ExplainResult = { model: CheckedModel; name: string; played: Gathered; explained: Explained };

export const explain: Task<ExplainRequest, ExplainResult> = async (request, executor, signal, progress) => {
  const { source, seed = SEED, runs, sobol } = request;
  const opened = await openModel(source, departuresOf(request));
  if (isRefused(opened)) return opened;
  const { model, notes } = opened;
  const asked = askedOf(model, request, source.where);
  if (isRefused(asked)) return asked;
  const { name, question, contrast } = asked;
  const work = { executor, signal, progress };
  const played = await playFor(model, question, work, { seed, runs });
  const explained = explainPlayed(model, question, played, contrast);
  if (!explained && signal.aborted) return refuse("stopped", "Stopped before there was enough to explain.");
  if (!explained) return refuse("none", "No answer: no future was played whole.");
  if (sobol !== undefined) await addTotals(model, question, explained, { sobol, seed }, work);
  return done({ model, name, played: played.g, explained }, [...notes, stoppedNote(signal)]);
};
